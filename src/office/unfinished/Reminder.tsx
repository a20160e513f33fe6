import { useId, useRef, useState } from 'preact/hooks';
import { type ReminderFacts, reminderText } from './reminder.ts';

/** The reminder as text to change and copy. */
export function Reminder({ facts }: { facts: Omit<ReminderFacts, 'withNames'> }) {
  const [withNames, setWithNames] = useState(false);
  const [said, setSaid] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const text = reminderText({ ...facts, withNames });

  async function copy() {
    const element = area.current;
    if (element === null) return;
    try {
      await navigator.clipboard.writeText(element.value);
      setSaid('Đã chép. Dán vào Zalo hoặc e-mail.');
    } catch {
      // Without the right to the clipboard (an old browser, plain http) the text is at least selected.
      element.select();
      setSaid('Trình duyệt không cho chép tự động. Lời nhắc đã được bôi đen: bấm Ctrl+C.');
    }
  }

  return (
    <details class="of-block of-reminder of-noprint">
      <summary>Soạn lời nhắc để gửi qua Zalo, e-mail</summary>
      <label class="of-tick">
        <input
          type="checkbox"
          checked={withNames}
          onChange={(event) => setWithNames(event.currentTarget.checked)}
        />
        <span>Ghi tên từng người (chỉ gửi cho đầu mối của trường, không gửi vào nhóm chung)</span>
      </label>
      <label class="of-field" for={id}>
        <span>Lời nhắc, sửa được trước khi chép</span>
      </label>
      <textarea key={text} id={id} ref={area} rows={14} defaultValue={text} />
      <div class="of-actions">
        <button type="button" class="of-button of-button--main" onClick={() => void copy()}>
          Chép lời nhắc
        </button>
        <span role="status">{said}</span>
      </div>
    </details>
  );
}
