import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { messageOf } from '../api.ts';
import { download } from './download.ts';

interface Props {
  /** Makes the file. */
  make(): Promise<Blob>;
  fileName: string;
  main?: boolean;
  onDone?(): void;
  children: ComponentChildren;
}

/** A button that makes a file and gives it to the browser's downloads; says so when it cannot. */
export function DownloadButton({ make, fileName, main = false, onDone, children }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function run() {
    setBusy(true);
    setProblem(null);
    try {
      download(await make(), fileName);
      onDone?.();
    } catch (cause) {
      setProblem(messageOf(cause));
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <button
        type="button"
        class={`of-button ${main ? 'of-button--main' : ''}`}
        disabled={busy}
        onClick={() => void run()}
      >
        {children}
      </button>
      {problem !== null && (
        <span class="of-problem" role="alert">
          {problem}
        </span>
      )}
    </>
  );
}
