import { formatBytes, formatCount } from '../format.ts';
import type { FileStatus, QueuedFile } from './queue.ts';

const STATUS_LABELS: Record<FileStatus, string> = {
  waiting: 'Đang chờ',
  reading: 'Đang đọc',
  review: 'Chờ bạn xem',
  keeping: 'Đang ghi',
  kept: 'Đã nhận',
  discarded: 'Đã bỏ',
  cancelled: 'Đã dừng',
  failed: 'Không đọc được',
};

function outcome(file: QueuedFile): string {
  if (file.status === 'failed') return file.problem ?? '';
  if (file.result === null) return '';
  const { counts } = file.result;
  const parts = [
    `${formatCount(counts.new)} thêm mới`,
    `${formatCount(counts.changed)} thay đổi`,
    `${formatCount(counts.same)} đã có`,
  ];
  if (counts.unmatched > 0) parts.push(`${formatCount(counts.unmatched)} chưa khớp`);
  if (counts.error > 0) parts.push(`${formatCount(counts.error)} lỗi không nhận`);
  return parts.join(', ');
}

/** The files given so far and what became of each. */
export function QueueList({ files }: { files: QueuedFile[] }) {
  return (
    <ul class="of-queue" aria-label="Các tệp đã chọn">
      {files.map((file) => (
        <li key={file.id} class={`of-queue__file of-queue__file--${file.status}`}>
          <span class="of-queue__name">{file.file.name}</span>
          <span class="of-queue__size">{formatBytes(file.file.size)}</span>
          <span class="of-tag">{STATUS_LABELS[file.status]}</span>
          <span class="of-queue__outcome">{outcome(file)}</span>
        </li>
      ))}
    </ul>
  );
}
