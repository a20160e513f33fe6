import { formatCount } from '../format.ts';

interface Props {
  /** What is counted, e.g. `dòng`. */
  noun: string;
  /** Accessible name of the group of buttons. */
  label: string;
  total: number;
  pageSize: number;
  /** From 0. */
  page: number;
  onPage(page: number): void;
}

/** Where one is in a long table, and the way on; nothing when everything fits on one page. */
export function Pager({ noun, label, total, pageSize, page, onPage }: Props) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1) {
    return (
      <p class="of-pager__text">
        {formatCount(total)} {noun}
      </p>
    );
  }
  const from = page * pageSize + 1;
  const to = Math.min(total, from + pageSize - 1);
  const last = pages - 1;
  return (
    <nav class="of-pager" aria-label={label}>
      <button type="button" class="of-button" disabled={page === 0} onClick={() => onPage(0)}>
        Đầu
      </button>
      <button
        type="button"
        class="of-button"
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        Trước
      </button>
      <p class="of-pager__text">
        {formatCount(from)}–{formatCount(to)} trong {formatCount(total)} {noun}
      </p>
      <button
        type="button"
        class="of-button"
        disabled={page >= last}
        onClick={() => onPage(page + 1)}
      >
        Sau
      </button>
      <button type="button" class="of-button" disabled={page >= last} onClick={() => onPage(last)}>
        Cuối
      </button>
    </nav>
  );
}
