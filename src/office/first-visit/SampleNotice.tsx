import { useState } from 'preact/hooks';
import { messageOf } from '../api.ts';
import type { Office } from '../office.ts';
import { Notice } from '../ui/Notice.tsx';
import { removeSample } from './sample.ts';

/** Says on every section that what is shown is invented, and takes it away with one click. */
export function SampleNotice({ office }: { office: Office }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function remove() {
    setBusy(true);
    setProblem(null);
    try {
      await removeSample(office);
    } catch (cause) {
      setProblem(messageOf(cause));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Notice kind="warning">
      <p class="of-sample">
        <span>
          <strong>Đang dùng dữ liệu mẫu, bịa ra để thử.</strong> Không tên, không số nào có thật;
          đừng đưa vào báo cáo.
        </span>
        <button
          type="button"
          class="of-button of-button--small"
          disabled={busy}
          onClick={() => void remove()}
        >
          Xóa dữ liệu mẫu
        </button>
      </p>
      {problem !== null && <p role="alert">{problem}</p>}
    </Notice>
  );
}
