import type { JudgedRow, RowWrite } from '../judged.ts';
import { type Cell, filled } from '../lines.ts';

/** Says what becomes of one thing in a school's file. */
export type Say = (
  verdict: JudgedRow['verdict'],
  reason: string,
  write?: RowWrite | null,
) => JudgedRow;

/** A thing in a school's file, at its place in the part of its name; 0 for what only the records have. */
export function schoolRow(row: number, part: string, cells: Cell[]): Say {
  return (verdict, reason, write = null) => ({
    row,
    sheet: part,
    cells: () => filled(cells),
    verdict,
    reason,
    proposal: null,
    write,
  });
}

/** Why something stays that the school's file does not have. */
export const DROPPED =
  'Đang giữ nhưng tệp mới của trường không còn: trường đã xóa, hoặc do nơi khác ghi. Vẫn giữ, trừ khi bạn đánh dấu bỏ.';
