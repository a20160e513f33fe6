import { formatCount } from '../format.ts';

/** Rows that wait for the officer's word, and what marks them. */
export interface Marking {
  count: number;
  /** How many are marked. */
  marked: number;
  /** Whether their rows are in view. */
  shown: boolean;
  onShow(): void;
  onAll(): void;
  onNone(): void;
}

interface Props extends Marking {
  /** What the rows are: `người`. */
  noun: string;
  /** What marking means, before `cả 12 người`. */
  mark: string;
}

/** Buttons that show such rows, mark them all or none, and how many are marked. */
export function MarkRows({ count, marked, shown, noun, mark, onShow, onAll, onNone }: Props) {
  return (
    <>
      {!shown && (
        <button type="button" class="of-button" onClick={onShow}>
          Xem {formatCount(count)} {noun} này
        </button>
      )}
      {marked < count && (
        <button type="button" class="of-button" onClick={onAll}>
          {mark} cả {formatCount(count)} {noun}
        </button>
      )}
      {marked > 0 && (
        <button type="button" class="of-button" onClick={onNone}>
          Bỏ đánh dấu
        </button>
      )}
      <span role="status">Đã đánh dấu {formatCount(marked)}</span>
    </>
  );
}
