import { useEffect, useRef } from 'preact/hooks';
import { holdsSample } from '../first-visit/sample.ts';
import { formatCount } from '../format.ts';
import { formatRoute } from '../routes.ts';
import type { SectionProps } from '../section.ts';
import { useStore } from '../store.ts';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { DropZone } from './DropZone.tsx';
import { History } from './History.tsx';
import { QueueList } from './QueueList.tsx';
import { currentFile, type ImportQueue, type QueuedFile } from './queue.ts';
import { Review } from './Review.tsx';

/** What the file just kept brought; takes the focus so that the result is read out. */
function Result({ file, people }: { file: QueuedFile; people: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const counts = file.result?.counts;
  if (counts === undefined) return null;
  const route = { programme: null, on: null, unit: null };
  return (
    <div ref={box} tabIndex={-1} class="of-result">
      <Notice kind="good" title={`Đã nhận «${file.file.name}»`}>
        <p>
          {formatCount(counts.new)} thêm mới, {formatCount(counts.changed)} thay đổi,{' '}
          {formatCount(counts.same)} đã có từ trước
          {counts.unmatched > 0 && `, ${formatCount(counts.unmatched)} để ở mục Chưa khớp`}
          {counts.error > 0 && `, ${formatCount(counts.error)} dòng lỗi không nhận`}. Danh sách hiện
          có {formatCount(people)} người.
        </p>
        <p>
          <a href={formatRoute({ ...route, section: 'tong-quan' })}>Xem độ bao phủ</a>
          {counts.unmatched > 0 && (
            <>
              {' · '}
              <a href={formatRoute({ ...route, section: 'chua-khop' })}>Xem dòng chưa khớp</a>
            </>
          )}
        </p>
      </Notice>
    </div>
  );
}

/** Nhập dữ liệu: choose files, look at each before it is kept, undo the last. */
export function Import({ office, data, queue }: SectionProps & { queue: ImportQueue }) {
  const state = useStore(queue.state);
  const current = currentFile(state);
  const sample = holdsSample(data.imports);
  const waiting = state.files.filter(({ status }) => status === 'waiting').length;
  const lastEnded = state.files.findLast(({ status }) => status === 'kept' || status === 'failed');

  return (
    <>
      <SectionTitle>Nhập dữ liệu</SectionTitle>
      {sample ? (
        <p>
          Xóa dữ liệu mẫu (nút ở trên) trước khi nhập dữ liệu thật, để số liệu không lẫn vào nhau.
        </p>
      ) : (
        current === null && <DropZone onFiles={queue.add} />
      )}
      {current === null && lastEnded?.status === 'kept' && (
        <Result key={lastEnded.id} file={lastEnded} people={data.state?.people ?? 0} />
      )}
      {current === null && lastEnded?.status === 'failed' && (
        <Notice
          key={lastEnded.id}
          kind="bad"
          title={`Không đọc được «${lastEnded.file.name}»`}
          alert
        >
          <p>{lastEnded.problem}</p>
        </Notice>
      )}
      {state.files.length > 0 && (
        <div class="of-block">
          {state.files.length > 1 && <QueueList files={state.files} />}
          {(waiting > 0 || state.keepClean) && (
            <label class="of-tick">
              <input
                type="checkbox"
                checked={state.keepClean}
                onChange={(event) => queue.setKeepClean(event.currentTarget.checked)}
              />
              <span>
                Nhận luôn các tệp không có gì cần xem (mọi dòng đều khớp, không lỗi, không thay đổi
                gì đã có). Tệp có vấn đề vẫn dừng lại chờ tôi.
              </span>
            </label>
          )}
          {current === null && state.files.length > 1 && (
            <button type="button" class="of-link" onClick={queue.clear}>
              Dọn danh sách tệp này
            </button>
          )}
        </div>
      )}
      {current !== null && (current.status === 'reading' || current.status === 'keeping') && (
        <div class="of-working">
          <Progress
            phase={
              current.progress?.phase ??
              (current.status === 'reading' ? 'Đang đọc tệp' : 'Đang ghi')
            }
            done={current.progress?.done ?? 0}
            total={current.progress?.total ?? 0}
          />
          {current.status === 'reading' && (
            <button type="button" class="of-button" onClick={queue.cancel}>
              Dừng lại
            </button>
          )}
        </div>
      )}
      {current?.status === 'review' && current.preview !== null && (
        <Review
          key={`${current.id} ${current.preview.id} ${JSON.stringify(current.preview.mapping)}`}
          api={office.api}
          queue={queue}
          preview={current.preview}
          problem={current.problem}
          modules={office.settings.catalogue.modules}
        />
      )}
      <History office={office} imports={data.imports} onUndone={queue.forget} />
    </>
  );
}
