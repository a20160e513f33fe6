import { Progress } from '../ui/Progress.tsx';
import type { QueuedFile } from './queue.ts';

interface Props {
  file: QueuedFile;
  onCancel(): void;
}

/** A file being read or kept: how far, and the way to stop. Only a new phase is read out. */
export function Working({ file, onCancel }: Props) {
  const reading = file.status === 'reading';
  const phase = file.progress?.phase ?? (reading ? 'Đang đọc tệp' : 'Đang ghi');
  return (
    <div class="of-working">
      <Progress phase={phase} done={file.progress?.done ?? 0} total={file.progress?.total ?? 0} />
      <span class="of-hidden" role="status">
        {phase}: {file.file.name}
      </span>
      {reading && (
        <button type="button" class="of-button" onClick={onCancel}>
          Dừng lại
        </button>
      )}
    </div>
  );
}
