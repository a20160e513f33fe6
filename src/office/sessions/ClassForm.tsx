import { useState } from 'preact/hooks';
import type { SchoolClass } from '../../records/contract/classes.ts';

interface Props {
  /** The class that is changed; null: a new one. */
  known: SchoolClass | null;
  busy: boolean;
  /** Whether it was kept. */
  onKeep(name: string, size: number): Promise<boolean>;
  onRefuse(problem: string): void;
  /** Only of a class that is changed. */
  onCancel(): void;
}

/** A class entered by hand: name, Enter, size, Enter, and the next one. */
export function ClassForm({ known, busy, onKeep, onRefuse, onCancel }: Props) {
  const [name, setName] = useState(known?.name ?? '');
  const [size, setSize] = useState(known === null ? '' : String(known.size));
  return (
    <form
      class="of-toolbar"
      aria-label={known === null ? 'Thêm lớp' : `Sửa lớp ${known.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '' || !/^\d{1,3}$/.test(size.trim()) || Number(size) < 1) {
          onRefuse('Hãy ghi tên lớp và sĩ số (số từ 1 trở lên).');
          return;
        }
        void onKeep(name.trim(), Number(size)).then((done) => {
          if (!done || known !== null) return;
          setName('');
          setSize('');
        });
      }}
    >
      <label class="of-field">
        <span>Tên lớp</span>
        <input
          type="text"
          value={name}
          maxLength={60}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label class="of-field">
        <span>Sĩ số</span>
        <input
          type="text"
          inputMode="numeric"
          value={size}
          onInput={(event) => setSize(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="of-button" disabled={busy}>
        {known === null ? 'Thêm lớp' : 'Lưu lớp'}
      </button>
      {known !== null && (
        <button type="button" class="of-button" onClick={onCancel}>
          Thôi, giữ nguyên
        </button>
      )}
    </form>
  );
}
