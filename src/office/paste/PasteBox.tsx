import { useId, useState } from 'preact/hooks';

interface Props {
  /** What is pasted, e.g. `danh sách lớp`. */
  what: string;
  /** The columns a block must have, in order. */
  columns: string;
  /** Example lines, as they look in Excel. */
  example: string;
  onRead(text: string): void;
}

/** A place to paste a block from Excel; what it holds is judged before anything is kept. */
export function PasteBox({ what, columns, example, onRead }: Props) {
  const [text, setText] = useState('');
  const id = useId();
  return (
    <details class="of-paste">
      <summary>Dán {what} từ Excel</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onRead(text);
        }}
      >
        <p id={id} class="of-hint">
          Các cột theo thứ tự: {columns}. Chưa ghi gì trước khi bạn xem và đồng ý.
        </p>
        <label class="of-field">
          <span>Các ô chép từ Excel</span>
          <textarea
            rows={5}
            aria-describedby={id}
            value={text}
            placeholder={example}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <div class="of-actions">
          <button type="submit" class="of-button" disabled={text.trim() === ''}>
            Xem trước
          </button>
        </div>
      </form>
    </details>
  );
}
