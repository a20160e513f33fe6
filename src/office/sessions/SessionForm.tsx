import { useId, useState } from 'preact/hooks';
import type { SchoolClass } from '../../records/contract/classes.ts';
import { pastedHeadcounts } from '../paste/cells.ts';
import { Notice } from '../ui/Notice.tsx';
import type { SessionDraft } from './session-draft.ts';

interface Props {
  draft: SessionDraft;
  classes: SchoolClass[];
  topics: { id: string; name: string }[];
  modules: { slug: string; title: string }[];
  today: string;
  /** A session that is kept already is being changed. */
  editing: boolean;
  busy: boolean;
  onChange(draft: SessionDraft): void;
  onSave(): void;
  onCancel(): void;
}

/** One class session: day, topic, who led it, and the headcount of each class. No names. */
export function SessionForm(props: Props) {
  const { draft, classes, topics, modules, today, editing, busy, onChange, onSave, onCancel } =
    props;
  const [unreadable, setUnreadable] = useState(false);
  const id = useId();
  const set = (change: Partial<SessionDraft>) => onChange({ ...draft, ...change });
  const count = (classId: string, text: string) =>
    set({ counts: { ...draft.counts, [classId]: text } });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <div class="of-fields">
        <label class="of-field">
          <span>Ngày</span>
          <input
            type="date"
            value={draft.day}
            max={today}
            onInput={(event) => set({ day: event.currentTarget.value })}
          />
        </label>
        <label class="of-field">
          <span>Chủ đề hoặc mô-đun</span>
          <select
            value={draft.about}
            onChange={(event) => set({ about: event.currentTarget.value })}
          >
            <option value="">Chọn…</option>
            <optgroup label="Chủ đề">
              {topics.map((topic) => (
                <option key={topic.id} value={`topic:${topic.id}`}>
                  {topic.name}
                </option>
              ))}
            </optgroup>
            <optgroup label="Mô-đun">
              {modules.map(({ slug, title }) => (
                <option key={slug} value={`module:${slug}`}>
                  {title}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
        <label class="of-field">
          <span>Người phụ trách</span>
          <input
            type="text"
            value={draft.leader}
            maxLength={120}
            onInput={(event) => set({ leader: event.currentTarget.value })}
          />
        </label>
        <label class="of-field">
          <span>Ghi chú (không ghi tên học sinh)</span>
          <input
            type="text"
            value={draft.note}
            maxLength={500}
            onInput={(event) => set({ note: event.currentTarget.value })}
          />
        </label>
      </div>
      <fieldset>
        <legend>Số em dự của từng lớp; lớp không dự thì để trống</legend>
        <p class="of-hint">
          Enter ở ô nào cũng ghi được cả buổi. Dán từ Excel: một cột số, hoặc hai cột lớp và số.
        </p>
        <ul class="of-classes">
          {classes.map(({ id: classId, name, size }, index) => (
            <li key={classId}>
              <label for={`${id}-${classId}`}>
                {name} <span class="of-soft">/ {size}</span>
              </label>
              <input
                id={`${id}-${classId}`}
                type="text"
                inputMode="numeric"
                autoComplete="off"
                value={draft.counts[classId] ?? ''}
                onInput={(event) => count(classId, event.currentTarget.value)}
                onPaste={(event) => {
                  const text = event.clipboardData?.getData('text/plain') ?? '';
                  if (!/[\t\n]/.test(text.trim())) return;
                  event.preventDefault();
                  const pasted = pastedHeadcounts(text, classes, index);
                  setUnreadable(pasted === null);
                  if (pasted === null) return;
                  const counts = { ...draft.counts };
                  for (const [pastedId, number] of pasted) counts[pastedId] = String(number);
                  set({ counts });
                }}
              />
              <button
                type="button"
                class="of-button of-button--small"
                aria-label={`Lớp ${name} dự đủ ${size} em`}
                onClick={() => count(classId, String(size))}
              >
                Đủ
              </button>
            </li>
          ))}
        </ul>
      </fieldset>
      {unreadable && (
        <Notice kind="warning">
          <p>Chưa dán được: có ô không phải số, hoặc tên lớp không có ở trường này.</p>
        </Notice>
      )}
      <div class="of-actions">
        <button type="submit" class="of-button of-button--main" disabled={busy}>
          {editing ? 'Lưu thay đổi' : 'Ghi buổi này'}
        </button>
        {editing && (
          <button type="button" class="of-button" onClick={onCancel}>
            Thôi, giữ nguyên
          </button>
        )}
      </div>
    </form>
  );
}
