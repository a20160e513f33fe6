import { useState } from 'preact/hooks';
import { newId } from '../../records/database/ids.ts';
import { messageOf, type RecordsApi } from '../api.ts';
import { Notice } from '../ui/Notice.tsx';

interface Props {
  api: RecordsApi;
  unitId: string;
  schoolYear: string;
  onAdded(): void;
}

/** A class entered by hand: name, Enter, size, Enter, and the next one. */
export function AddClass({ api, unitId, schoolYear, onAdded }: Props) {
  const [name, setName] = useState('');
  const [size, setSize] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const add = async () => {
    if (name.trim() === '' || !/^\d{1,3}$/.test(size.trim()) || Number(size) < 1) {
      setProblem('Hãy ghi tên lớp và sĩ số (số từ 1 trở lên).');
      return;
    }
    try {
      await api.keepClass(newId(), {
        unitId,
        schoolYear,
        name: name.trim(),
        level: null,
        size: Number(size),
      });
      setName('');
      setSize('');
      setProblem(null);
      onAdded();
    } catch (cause) {
      setProblem(messageOf(cause));
    }
  };
  return (
    <form
      class="of-toolbar"
      aria-label="Thêm lớp"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <label class="of-field">
        <span>Tên lớp</span>
        <input type="text" value={name} onInput={(event) => setName(event.currentTarget.value)} />
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
      <button type="submit" class="of-button">
        Thêm lớp
      </button>
      {problem !== null && (
        <Notice kind="bad" alert>
          <p>{problem}</p>
        </Notice>
      )}
    </form>
  );
}
