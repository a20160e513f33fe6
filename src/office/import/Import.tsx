import { useEffect, useState } from 'preact/hooks';
import { holdsSample } from '../first-visit/sample.ts';
import type { SectionProps } from '../section.ts';
import { useStore } from '../store.ts';
import { Notice } from '../ui/Notice.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { DropZone } from './DropZone.tsx';
import { History } from './History.tsx';
import { lostFiles, noteUnderWay } from './lost-files.ts';
import { QueueList } from './QueueList.tsx';
import { currentFile, type ImportQueue } from './queue.ts';
import { Result } from './Result.tsx';
import { Review } from './Review.tsx';
import type { UndoOutcome } from './UndoButton.tsx';
import { Working } from './Working.tsx';

/** Nhập dữ liệu: choose files, look at each before it is kept, undo the last. */
export function Import({ office, data, queue }: SectionProps & { queue: ImportQueue }) {
  const state = useStore(queue.state);
  const [undone, setUndone] = useState<UndoOutcome | null>(null);
  const [lost, setLost] = useState(() => lostFiles(state, sessionStorage));
  useEffect(() => noteUnderWay(state, sessionStorage), [state]);
  // Who comes back later finds the list of files taken, not the news of last time.
  useEffect(() => queue.clear, [queue]);

  const current = currentFile(state);
  const sample = holdsSample(data.imports);
  const waiting = state.files.filter(({ status }) => status === 'waiting').length;
  const lastEnded =
    current === null
      ? state.files.findLast(({ status }) => status === 'kept' || status === 'failed')
      : undefined;

  function onUndone(importId: string, outcome: UndoOutcome) {
    if (outcome.kind === 'good') queue.forget(importId);
    setUndone(outcome);
  }

  return (
    <>
      <SectionTitle>Nhập dữ liệu</SectionTitle>
      {sample && (
        <p>
          Xóa dữ liệu mẫu (nút ở trên) trước khi nhập dữ liệu thật, để số liệu không lẫn vào nhau.
        </p>
      )}
      {undone !== null && (
        <Notice kind={undone.kind} alert>
          <p>{undone.text}</p>
        </Notice>
      )}
      {lost.length > 0 && (
        <Notice kind="info" title="Trang đã được tải lại" alert>
          <p>
            {lost.map((name) => `«${name}»`).join(', ')} chưa nhận xong. Tệp nào không có trong bảng
            đã nhận ở dưới thì chưa có gì được ghi: hãy chọn lại.
          </p>
        </Notice>
      )}
      {lastEnded?.status === 'kept' && (
        <Result
          key={lastEnded.id}
          office={office}
          data={data}
          file={lastEnded}
          onUndone={onUndone}
        />
      )}
      {lastEnded?.status === 'failed' && (
        <Notice
          key={lastEnded.id}
          kind="bad"
          title={`Không đọc được «${lastEnded.file.name}»`}
          alert
        >
          <p>{lastEnded.problem}</p>
        </Notice>
      )}
      {!sample && current === null && (
        <DropZone
          onFiles={(files) => {
            setUndone(null);
            setLost([]);
            queue.add(files);
          }}
        />
      )}
      {state.files.length > 1 && <QueueList files={state.files} />}
      {(waiting > 0 || (current !== null && state.keepClean)) && (
        <label class="of-tick">
          <input
            type="checkbox"
            checked={state.keepClean}
            onChange={(event) => queue.setKeepClean(event.currentTarget.checked)}
          />
          <span>
            Nhận luôn các tệp không có gì cần xem (mọi dòng đều khớp, không lỗi, không thay đổi gì
            đã có). Tệp có vấn đề vẫn dừng lại chờ tôi.
          </span>
        </label>
      )}
      {current !== null && (current.status === 'reading' || current.status === 'keeping') && (
        <Working file={current} onCancel={queue.cancel} />
      )}
      {current?.status === 'review' && current.preview !== null && (
        <Review
          key={`${current.id} ${current.reads}`}
          api={office.api}
          queue={queue}
          preview={current.preview}
          problem={current.problem}
          modules={office.settings.catalogue.modules}
        />
      )}
      <History office={office} imports={data.imports} onUndone={onUndone} />
    </>
  );
}
