import type { CodeHolder } from '../../records/contract/learners.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

/** A deed that stops a code for good: a code that was out of hand must never be good again. */
export type StoppingDeed = 'renew' | 'revoke';

interface Props {
  holder: CodeHolder;
  busy: boolean;
  onIssue(): void;
  onPrint(): void;
  onAsk(deed: StoppingDeed): void;
}

/** What can be done about the code of one person. */
export function HolderDeeds({ holder: { name, issued }, busy, onIssue, onPrint, onAsk }: Props) {
  const deed = (label: string, onClick: () => void) => (
    <button type="button" class="of-button of-button--small" disabled={busy} onClick={onClick}>
      {label}
      <span class="of-hidden"> của {name}</span>
    </button>
  );
  return (
    <span class="of-rowdeeds">
      {issued === null ? (
        deed('Cấp mã', onIssue)
      ) : (
        <>
          {deed('In thẻ', onPrint)}
          {deed('Đổi mã', () => onAsk('renew'))}
          {deed('Thu hồi', () => onAsk('revoke'))}
        </>
      )}
    </span>
  );
}

/** Asks before a code is stopped. */
export function StopQuestion({
  deed,
  holder: { name },
  onConfirm,
  onCancel,
}: {
  deed: StoppingDeed;
  holder: CodeHolder;
  onConfirm(): void;
  onCancel(): void;
}) {
  const renew = deed === 'renew';
  return (
    <ConfirmDialog
      title={renew ? `Đổi mã của ${name}?` : `Thu hồi mã của ${name}?`}
      action={renew ? 'Đổi mã' : 'Thu hồi mã'}
      danger
      onCancel={onCancel}
      onConfirm={onConfirm}
    >
      <p>
        Mã đang dùng ngừng ngay trên mọi thiết bị.{' '}
        {renew
          ? 'Người ấy cần thẻ mới để gửi tiếp.'
          : 'Người ấy không gửi được kết quả cho tới khi được cấp mã mới.'}
      </p>
      <p>Kết quả đã gửi về vẫn còn; kết quả chưa gửi vẫn nằm trên thiết bị.</p>
    </ConfirmDialog>
  );
}
