import { useState } from 'preact/hooks';
import type { TreeUnit, UnitChanges } from '../../records/contract/units.ts';
import { formatCount } from '../format.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PlaceSelect } from './PlaceSelect.tsx';
import type { UnitLine } from './tree-rows.ts';

/** One change of one unit, as the officer asks for it. */
type UnitChange = UnitChanges['changes'][number];

interface Props {
  unit: TreeUnit;
  places: readonly UnitLine[];
  today: string;
  /** What the records refused, or null. */
  refused: string | null;
  onSave(from: string, change: UnitChange): void;
  onClose(): void;
}

/** Moves, renames or ends one unit from a day on. Escape leaves it as it is. */
export function EditUnit({ unit, places, today, refused, onSave, onClose }: Props) {
  const [from, setFrom] = useState(unit.endedOn ?? today);
  const [name, setName] = useState(unit.name);
  const [parentId, setParent] = useState(unit.parentId ?? '');
  const [ended, setEnded] = useState(unit.endedOn !== null);
  const [problem, setProblem] = useState<string | null>(null);

  const save = () => {
    const change: UnitChange = { unitId: unit.id };
    if (name.trim() !== unit.name) change.name = name.trim();
    if (parentId !== unit.parentId) change.parentId = parentId;
    if (ended !== (unit.endedOn !== null) || (ended && from !== unit.endedOn)) change.ended = ended;
    if (from === '' || name.trim() === '' || parentId === '') {
      setProblem('Hãy ghi đủ ngày, tên và nơi đơn vị thuộc về.');
    } else if (Object.keys(change).length === 1) {
      setProblem('Chưa có gì thay đổi.');
    } else {
      setProblem(null);
      onSave(from, change);
    }
  };
  const shown = problem ?? refused;
  return (
    <Dialog title={`Sửa ${unit.name}`} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p class="of-hint">Trước ngày này mọi báo cáo vẫn tính đơn vị ở nơi cũ, tên cũ.</p>
        <div class="of-stack">
          <label class="of-field">
            <span>Thay đổi từ ngày</span>
            <input
              type="date"
              value={from}
              onInput={(event) => setFrom(event.currentTarget.value)}
            />
          </label>
          <label class="of-field">
            <span>Tên</span>
            <input
              type="text"
              value={name}
              maxLength={160}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>
          <PlaceSelect label="Thuộc" places={places} value={parentId} onChange={setParent} />
          <label class="of-tick">
            <input
              type="checkbox"
              checked={ended}
              onChange={(event) => setEnded(event.currentTarget.checked)}
            />
            <span>Không còn hoạt động từ ngày này</span>
          </label>
        </div>
        {ended && unit.people > 0 && (
          <p class="of-hint">
            Đơn vị còn {formatCount(unit.people)} người trong danh sách. Họ vẫn tính vào mẫu số cho
            đến khi danh sách mới chuyển họ đi.
          </p>
        )}
        {shown !== null && (
          <Notice kind="bad" alert>
            <p>{shown}</p>
          </Notice>
        )}
        <div class="of-actions">
          <button type="submit" class="of-button of-button--main">
            Lưu thay đổi
          </button>
          <button type="button" class="of-button" onClick={onClose}>
            Thôi, giữ nguyên
          </button>
        </div>
      </form>
    </Dialog>
  );
}
