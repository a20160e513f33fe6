import { useState } from 'preact/hooks';
import type { ImportSummary } from '../../records/contract.ts';
import { messageOf } from '../api.ts';
import type { Office } from '../office.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

/** How an undo ended, as a sentence to show. */
export interface UndoOutcome {
  kind: 'good' | 'bad';
  text: string;
}

interface Props {
  office: Office;
  summary: ImportSummary;
  onEnd(outcome: UndoOutcome): void;
}

/** Takes the last import back, after asking. */
export function UndoButton({ office, summary, onEnd }: Props) {
  const [asking, setAsking] = useState(false);

  async function undo() {
    setAsking(false);
    try {
      await office.api.undo(summary.id);
      onEnd({
        kind: 'good',
        text: `Đã hoàn tác «${summary.fileName}». Số liệu trở về như trước khi nhận tệp này.`,
      });
      await office.refresh();
    } catch (cause) {
      onEnd({ kind: 'bad', text: messageOf(cause) });
    }
  }

  return (
    <>
      <button
        type="button"
        class="of-button of-button--small"
        aria-label={`Hoàn tác ${summary.fileName}`}
        onClick={() => setAsking(true)}
      >
        Hoàn tác
      </button>
      {asking && (
        <ConfirmDialog
          title={`Hoàn tác «${summary.fileName}»?`}
          action="Hoàn tác"
          onConfirm={() => void undo()}
          onCancel={() => setAsking(false)}
        >
          <p>
            Những gì tệp này thêm vào sẽ mất, những gì nó thay đổi sẽ trở về như cũ. Tệp gốc trên
            máy bạn không bị đụng đến.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
