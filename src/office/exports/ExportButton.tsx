import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { messageOf } from '../api.ts';
import { formatBytes } from '../format.ts';
import { download } from '../ui/download.ts';
import type { MadeFile } from './read-download.ts';

interface Props {
  /** Makes the file; tells how many bytes have come. */
  make(onBytes: (bytes: number) => void): Promise<MadeFile>;
  main?: boolean;
  disabled?: boolean;
  children: ComponentChildren;
}

/** A button that makes a file, tells how far it is, and gives it to the browser's downloads. */
export function ExportButton({ make, main = false, disabled = false, children }: Props) {
  const [bytes, setBytes] = useState<number | null>(null);
  const [told, setTold] = useState<{ ok: boolean; text: string } | null>(null);
  async function run() {
    setBytes(0);
    setTold(null);
    try {
      const { file, name } = await make(setBytes);
      download(file, name);
      setTold({ ok: true, text: `Đã tải “${name}” (${formatBytes(file.size)}).` });
    } catch (cause) {
      setTold({ ok: false, text: messageOf(cause) });
    } finally {
      setBytes(null);
    }
  }
  return (
    <div class="of-export">
      <button
        type="button"
        class={`of-button ${main ? 'of-button--main' : ''}`}
        disabled={disabled || bytes !== null}
        onClick={() => void run()}
      >
        {children}
      </button>
      <p class={told?.ok === false ? 'of-problem' : 'of-hint'} role="status">
        {bytes !== null && (bytes === 0 ? 'Đang tạo tệp…' : `Đang tạo tệp… ${formatBytes(bytes)}`)}
        {bytes === null && told !== null && told.text}
      </p>
    </div>
  );
}
