import { formatCount } from '../format.ts';
import { Notice } from '../ui/Notice.tsx';
import { type Marking, MarkRows } from './MarkRows.tsx';

/** What is kept of a school and its new file has no more: it stays, unless the officer says it goes. */
export function DroppedEntries(marking: Marking) {
  return (
    <Notice kind="warning" title="Trường không còn ghi">
      <p>
        {formatCount(marking.count)} lớp, buổi tuyên truyền hoặc xác nhận chỉ tiêu đang giữ không có
        trong tệp mới của trường. Chúng vẫn được giữ. Mục nào trường đã xóa thì đánh dấu bỏ; số liệu
        sẽ không tính mục ấy nữa. Hoàn tác lần nhập thì chúng trở lại.
      </p>
      <div class="of-actions">
        <MarkRows {...marking} noun="mục" mark="Đánh dấu bỏ" />
      </div>
    </Notice>
  );
}
