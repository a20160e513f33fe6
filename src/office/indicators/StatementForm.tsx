import { useState } from 'preact/hooks';
import type { StatementInput } from '../../records/contract/indicators.ts';
import { formatCount } from '../format.ts';

/** Of which day, by whom and on what evidence answers are given. */
export type About = Pick<StatementInput, 'day' | 'statedBy' | 'note'>;

interface Props {
  /** Answers not yet kept. */
  answers: number;
  today: string;
  busy: boolean;
  onSave(about: About): void;
  onDiscard(): void;
}

/** What makes statements of the answers: the day they are true of, who says so, the evidence. */
export function StatementForm({ answers, today, busy, onSave, onDiscard }: Props) {
  const [about, setAbout] = useState<About>({ day: today, statedBy: '', note: '' });
  return (
    <form
      class="of-block of-noprint"
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ ...about, statedBy: about.statedBy.trim(), note: about.note.trim() });
      }}
    >
      <div class="of-fields">
        <label class="of-field">
          <span>Xác nhận cho ngày</span>
          <input
            type="date"
            value={about.day}
            max={today}
            onInput={(event) => setAbout({ ...about, day: event.currentTarget.value })}
          />
        </label>
        <label class="of-field">
          <span>Người xác nhận</span>
          <input
            type="text"
            value={about.statedBy}
            maxLength={120}
            onInput={(event) => setAbout({ ...about, statedBy: event.currentTarget.value })}
          />
        </label>
        <label class="of-field">
          <span>Minh chứng (số kế hoạch, địa chỉ đăng…)</span>
          <input
            type="text"
            value={about.note}
            maxLength={500}
            onInput={(event) => setAbout({ ...about, note: event.currentTarget.value })}
          />
        </label>
      </div>
      <div class="of-actions">
        <button
          type="submit"
          class="of-button of-button--main"
          disabled={busy || answers === 0 || about.day === ''}
        >
          {answers === 0 ? 'Lưu xác nhận' : `Lưu ${formatCount(answers)} xác nhận`}
        </button>
        {answers > 0 && (
          <button type="button" class="of-button" onClick={onDiscard}>
            Bỏ các ô chưa lưu
          </button>
        )}
      </div>
    </form>
  );
}
