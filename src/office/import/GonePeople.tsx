import { formatCount } from '../format.ts';
import { Notice } from '../ui/Notice.tsx';
import { type Marking, MarkRows } from './MarkRows.tsx';

interface Props extends Marking {
  /** The first day without them, `YYYY-MM-DD`. */
  from: string;
  onFrom(day: string): void;
}

/** People on the kept roster whom the file does not name: they stay, unless the officer says they left. */
export function GonePeople({ from, onFrom, ...marking }: Props) {
  return (
    <Notice kind="info" title="Không còn trong tệp">
      <p>
        {formatCount(marking.count)} người đang giữ ở các đơn vị này không có tên trong tệp. Họ vẫn
        được giữ. Ai đã nghỉ việc hoặc chuyển đi thì đánh dấu: kết quả cũ còn nguyên, và từ ngày
        dưới đây họ không còn được tính.
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
        <MarkRows {...marking} noun="người" mark="Đánh dấu" />
      </div>
    </Notice>
  );
}
