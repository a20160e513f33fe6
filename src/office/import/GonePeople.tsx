import { formatCount } from '../format.ts';
import { Notice } from '../ui/Notice.tsx';

interface Props {
  count: number;
  /** How many are marked as having left. */
  marked: number;
  /** The first day without them, `YYYY-MM-DD`. */
  from: string;
  /** Whether their rows are in view. */
  shown: boolean;
  onFrom(day: string): void;
  onShow(): void;
  onAll(): void;
  onNone(): void;
}

/** People on the kept roster whom the file does not name: they stay, unless the officer says they left. */
export function GonePeople({ count, marked, from, shown, onFrom, onShow, onAll, onNone }: Props) {
  return (
    <Notice kind="info" title="Không còn trong tệp">
      <p>
        {formatCount(count)} người đang giữ ở các đơn vị này không có tên trong tệp. Họ vẫn được
        giữ. Ai đã nghỉ việc hoặc chuyển đi thì đánh dấu: kết quả cũ còn nguyên, và từ ngày dưới đây
        họ không còn được tính.
      </p>
      <div class="of-actions">
        <label class="of-field">
          <span>Nghỉ hoặc chuyển đi từ ngày</span>
          <input
            type="date"
            required
            value={from}
            onInput={(event) => onFrom(event.currentTarget.value)}
          />
        </label>
        {!shown && (
          <button type="button" class="of-button" onClick={onShow}>
            Xem {formatCount(count)} người này
          </button>
        )}
        {marked < count && (
          <button type="button" class="of-button" onClick={onAll}>
            Đánh dấu cả {formatCount(count)} người
          </button>
        )}
        {marked > 0 && (
          <button type="button" class="of-button" onClick={onNone}>
            Bỏ đánh dấu
          </button>
        )}
        <span role="status">Đã đánh dấu {formatCount(marked)}</span>
      </div>
    </Notice>
  );
}
