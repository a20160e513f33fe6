import { formatCount } from '../format.ts';
import { Notice } from '../ui/Notice.tsx';

interface Props {
  count: number;
  /** How many are marked to go. */
  marked: number;
  /** Whether their rows are in view. */
  shown: boolean;
  onShow(): void;
  onAll(): void;
  onNone(): void;
}

/** What is kept of a school and its new file has no more: it stays, unless the officer says it goes. */
export function DroppedEntries({ count, marked, shown, onShow, onAll, onNone }: Props) {
  return (
    <Notice kind="warning" title="Trường không còn ghi">
      <p>
        {formatCount(count)} lớp, buổi tuyên truyền hoặc xác nhận chỉ tiêu đang giữ không có trong
        tệp mới của trường. Chúng vẫn được giữ. Mục nào trường đã xóa thì đánh dấu bỏ; số liệu sẽ
        không tính mục ấy nữa. Hoàn tác lần nhập thì chúng trở lại.
      </p>
      <div class="of-actions">
        {!shown && (
          <button type="button" class="of-button" onClick={onShow}>
            Xem {formatCount(count)} mục này
          </button>
        )}
        {marked < count && (
          <button type="button" class="of-button" onClick={onAll}>
            Đánh dấu bỏ cả {formatCount(count)} mục
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
