import { useState } from 'preact/hooks';

interface Props {
  /** What is copied. */
  text(): string;
  /** What is said afterwards. */
  done: string;
  main?: boolean;
  small?: boolean;
  children: string;
}

/** Copies text, and says so; without the right to the clipboard it says what to do instead. */
export function CopyButton({ text, done, main = false, small = false, children }: Props) {
  const [said, setSaid] = useState('');
  async function copy() {
    try {
      await navigator.clipboard.writeText(text());
      setSaid(done);
    } catch {
      // An old browser, or plain http.
      setSaid('Trình duyệt không cho chép tự động. Hãy bôi đen rồi bấm Ctrl+C.');
    }
  }
  return (
    <>
      <button
        type="button"
        class={`of-button ${main ? 'of-button--main' : ''} ${small ? 'of-button--small' : ''}`}
        onClick={() => void copy()}
      >
        {children}
      </button>
      <span role="status" class="of-soft">
        {said}
      </span>
    </>
  );
}
