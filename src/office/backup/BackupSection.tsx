import { useEffect, useId, useState } from 'preact/hooks';
import { ERASE_WORD, messageOf } from '../api.ts';
import { formatBytes, formatCount, formatInstant } from '../format.ts';
import type { SectionProps } from '../section.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DownloadButton } from '../ui/DownloadButton.tsx';
import { FileButton } from '../ui/FileButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { needsBackup } from './reminder.ts';

/** Whether the browser promised not to clear this site's data by itself; null where it cannot say. */
function useLasting(): boolean | null {
  const [lasting, setLasting] = useState<boolean | null>(null);
  useEffect(() => {
    void navigator.storage?.persisted?.().then(setLasting);
  }, []);
  return lasting;
}

const STORAGE_TEXT = {
  opfs: 'trong trình duyệt này, trên máy này',
  memory: 'chỉ trong bộ nhớ tạm: đóng trang là mất',
  file: 'trong tệp dữ liệu của máy chủ',
  postgres: 'trong cơ sở dữ liệu PostgreSQL của máy chủ',
} as const;

/** Sao lưu: what is kept and how safely; back up, restore, erase. */
export function BackupSection({ office, data, today }: SectionProps) {
  const [restoring, setRestoring] = useState<File | null>(null);
  const [erasing, setErasing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<{ kind: 'good' | 'bad'; text: string } | null>(null);
  const lasting = useLasting();
  const id = useId();
  const { state } = data;
  if (state === null) return <SectionTitle>Sao lưu</SectionTitle>;

  async function change(deed: () => Promise<void>, text: string) {
    setRestoring(null);
    setErasing(false);
    setBusy(true);
    try {
      await deed();
      await office.refresh();
      setMessage({ kind: 'good', text });
    } catch (cause) {
      setMessage({ kind: 'bad', text: messageOf(cause) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <SectionTitle>Sao lưu</SectionTitle>
      {message !== null && (
        <Notice kind={message.kind} alert>
          <p>{message.text}</p>
        </Notice>
      )}
      {busy && <p role="status">Đang làm…</p>}
      <dl class="of-facts">
        <div>
          <dt>Đang giữ</dt>
          <dd>
            {formatCount(state.units)} đơn vị, {formatCount(state.people)} người,{' '}
            {formatCount(state.completions)} kết quả, {formatCount(state.unmatched)} kết quả chưa
            khớp
          </dd>
        </div>
        <div>
          <dt>Ở đâu</dt>
          <dd>
            {STORAGE_TEXT[state.storage]}
            {state.storage === 'opfs' &&
              (lasting === true
                ? '; trình duyệt cam kết không tự xóa'
                : '; trình duyệt có thể tự xóa khi máy đầy, và xóa “dữ liệu duyệt web” là mất')}
          </dd>
        </div>
        <div>
          <dt>Sao lưu gần nhất</dt>
          <dd>{state.lastBackup === null ? 'chưa lần nào' : formatInstant(state.lastBackup)}</dd>
        </div>
        {state.lastChange !== null && (
          <div>
            <dt>Thay đổi gần nhất</dt>
            <dd>{formatInstant(state.lastChange)}</dd>
          </div>
        )}
      </dl>

      <div class="of-deeds">
        <section class="of-block" aria-labelledby={`${id}-save`}>
          <h3 id={`${id}-save`}>Sao lưu ra tệp</h3>
          <p>
            Một tệp có tất cả: danh sách, kết quả, chương trình. Cất vào ổ của cơ quan hoặc USB; tệp
            có tên người, giữ như hồ sơ nhân sự.
          </p>
          {needsBackup(state, today) && (
            <p>
              <strong>Nên sao lưu bây giờ.</strong>
            </p>
          )}
          <DownloadButton
            main
            fileName={`sao-luu-quan-ly-${today}.tha`}
            make={() => office.api.backup()}
            onDone={() => void office.refresh()}
          >
            Tải bản sao lưu
          </DownloadButton>
        </section>

        <section class="of-block" aria-labelledby={`${id}-restore`}>
          <h3 id={`${id}-restore`}>Khôi phục</h3>
          <p>Thay toàn bộ dữ liệu đang có bằng dữ liệu trong một bản sao lưu. Dùng khi đổi máy.</p>
          <FileButton disabled={busy} onFiles={([file]) => setRestoring(file ?? null)}>
            Chọn tệp sao lưu
          </FileButton>
        </section>

        <section class="of-block" aria-labelledby={`${id}-erase`}>
          <h3 id={`${id}-erase`}>Xóa hết</h3>
          <p>
            Xóa khỏi máy này mọi danh sách, kết quả và chương trình đã sửa. Làm khi trả máy hoặc bàn
            giao.
          </p>
          <button
            type="button"
            class="of-button of-button--danger"
            disabled={busy}
            onClick={() => setErasing(true)}
          >
            Xóa hết dữ liệu
          </button>
        </section>
      </div>

      {restoring !== null && (
        <ConfirmDialog
          title="Thay toàn bộ dữ liệu?"
          action="Khôi phục, thay toàn bộ"
          danger={state.people > 0}
          onConfirm={() =>
            void change(() => office.api.restore(restoring), `Đã khôi phục từ “${restoring.name}”.`)
          }
          onCancel={() => setRestoring(null)}
        >
          <p>
            Dữ liệu trong “{restoring.name}” ({formatBytes(restoring.size)}){' '}
            {state.people === 0
              ? 'sẽ được đưa vào; hiện chưa có dữ liệu nào.'
              : `sẽ thay toàn bộ ${formatCount(state.people)} người và ${formatCount(state.completions)} kết quả đang có. Những gì chưa sao lưu sẽ mất.`}
          </p>
        </ConfirmDialog>
      )}
      {erasing && (
        <ConfirmDialog
          title="Xóa hết dữ liệu trên máy này?"
          action="Xóa hết"
          word={ERASE_WORD}
          danger
          onConfirm={() =>
            void change(
              () => office.api.erase(),
              'Đã xóa hết. Trang không còn giữ gì trên máy này.',
            )
          }
          onCancel={() => setErasing(false)}
        >
          <p>
            {formatCount(state.people)} người và {formatCount(state.completions)} kết quả sẽ mất
            hẳn. Chỉ lấy lại được từ bản sao lưu
            {state.lastBackup === null ? ', mà bạn chưa có bản nào' : ''}.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
