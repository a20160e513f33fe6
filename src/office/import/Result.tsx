import { useEffect, useRef } from 'preact/hooks';
import { formatCount } from '../format.ts';
import type { Office, OfficeData } from '../office.ts';
import { formatRoute } from '../routes.ts';
import { Notice } from '../ui/Notice.tsx';
import type { QueuedFile } from './queue.ts';
import { UndoButton, type UndoOutcome } from './UndoButton.tsx';

interface Props {
  office: Office;
  data: OfficeData;
  file: QueuedFile;
  onUndone(importId: string, outcome: UndoOutcome): void;
}

/** What the file just kept brought; takes the focus so that the result is read out. */
export function Result({ office, data, file, onUndone }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  if (file.result === null) return null;
  const { importId, counts } = file.result;
  const summary = data.imports.find(({ id, undoable }) => id === importId && undoable);
  const route = { programme: null, on: null, unit: null };
  return (
    <div ref={box} tabIndex={-1} class="of-result">
      <Notice kind="good" title={`Đã nhận «${file.file.name}»`}>
        <p>
          {formatCount(counts.new)} thêm mới, {formatCount(counts.changed)} thay đổi,{' '}
          {formatCount(counts.same)} đã có từ trước
          {counts.unmatched > 0 && `, ${formatCount(counts.unmatched)} để ở mục Chưa khớp`}
          {counts.error > 0 && `, ${formatCount(counts.error)} dòng lỗi không nhận`}. Danh sách hiện
          có {formatCount(data.state?.people ?? 0)} người.
        </p>
        <p class="of-result__ways">
          <a href={formatRoute({ ...route, section: 'tong-quan' })}>Xem độ bao phủ</a>
          {counts.unmatched > 0 && (
            <a href={formatRoute({ ...route, section: 'chua-khop' })}>Xem dòng chưa khớp</a>
          )}
          {summary !== undefined && (
            <UndoButton
              office={office}
              summary={summary}
              onEnd={(outcome) => onUndone(importId, outcome)}
            />
          )}
        </p>
      </Notice>
    </div>
  );
}
