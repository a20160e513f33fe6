import { useState } from 'preact/hooks';
import { type NewUnit, newUnitSchema } from '../../records/contract/units.ts';
import { newId } from '../../records/database/ids.ts';
import {
  LEVELS,
  levelSchema,
  UNIT_KINDS,
  type UnitKind,
  unitKindSchema,
} from '../../schemas/vocabulary.ts';
import { Notice } from '../ui/Notice.tsx';
import { PlaceSelect } from './PlaceSelect.tsx';
import type { UnitLine } from './tree-rows.ts';

interface Props {
  places: readonly UnitLine[];
  /** Keeps it; answers whether that worked. */
  onAdd(unit: NewUnit): Promise<boolean>;
}

const KINDS: UnitKind[] = ['truong', 'nhom-tre', 'phong'];

/** A unit entered by hand: a new school, a nursery group, a Phòng. */
export function AddUnit({ places, onAdd }: Props) {
  const [only, second] = places;
  const single = second === undefined ? (only?.unit.id ?? '') : '';
  const [name, setName] = useState('');
  const [kind, setKind] = useState<UnitKind>('truong');
  const [level, setLevel] = useState('');
  const [code, setCode] = useState('');
  const [chosen, setParent] = useState('');
  const [from, setFrom] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const parentId = chosen || single;

  const add = async () => {
    if (name.trim() === '' || parentId === '') {
      setProblem('Hãy ghi tên đơn vị và chọn nơi đơn vị thuộc về.');
      return;
    }
    const known = levelSchema.safeParse(kind === 'nhom-tre' ? 'mam-non' : level);
    const unit = newUnitSchema.safeParse({
      id: newId(),
      name: name.trim(),
      kind,
      level: kind !== 'phong' && known.success ? known.data : null,
      code,
      parentId,
      from: from === '' ? null : from,
    });
    if (!unit.success) {
      setProblem('Tên hoặc mã đơn vị quá dài. Hãy viết gọn lại.');
      return;
    }
    setProblem(null);
    if (!(await onAdd(unit.data))) return;
    setName('');
    setCode('');
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div class="of-fields">
        <label class="of-field">
          <span>Tên đơn vị</span>
          <input
            type="text"
            value={name}
            maxLength={160}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <label class="of-field">
          <span>Loại</span>
          <select
            value={kind}
            onChange={(event) => setKind(unitKindSchema.parse(event.currentTarget.value))}
          >
            {KINDS.map((id) => (
              <option key={id} value={id}>
                {UNIT_KINDS[id]}
              </option>
            ))}
          </select>
        </label>
        {kind === 'truong' && (
          <label class="of-field">
            <span>Cấp học</span>
            <select value={level} onChange={(event) => setLevel(event.currentTarget.value)}>
              <option value="">Nhiều cấp hoặc chưa rõ</option>
              {levelSchema.options.map((id) => (
                <option key={id} value={id}>
                  {LEVELS[id]}
                </option>
              ))}
            </select>
          </label>
        )}
        <PlaceSelect label="Thuộc" places={places} value={parentId} onChange={setParent} />
        <label class="of-field">
          <span>Mã đơn vị (nếu có)</span>
          <input
            type="text"
            value={code}
            maxLength={60}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </label>
        <label class="of-field">
          <span>Hoạt động từ ngày (để trống: từ trước)</span>
          <input type="date" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
        </label>
      </div>
      {problem !== null && (
        <Notice kind="bad" alert>
          <p>{problem}</p>
        </Notice>
      )}
      <div class="of-actions">
        <button type="submit" class="of-button of-button--main">
          Thêm đơn vị
        </button>
      </div>
    </form>
  );
}
