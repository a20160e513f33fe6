import { COMPLETION_STATUS_LABELS, ROLES } from '../../schemas/vocabulary.ts';
import type { Unfinished } from '../contract.ts';
import { type CsvStyle, writeCsv } from './csv-writer.ts';

/** Who has not finished, and what each still has to pass; `titles` by module slug. */
export function unfinishedCsv(
  people: Unfinished['people'],
  titles: ReadonlyMap<string, string>,
  style: CsvStyle,
): string {
  const header = ['Mã', 'Họ và tên', 'Đơn vị', 'Vai trò', 'Số mô-đun còn thiếu', 'Còn phải đạt'];
  const lines = people.map(({ code, name, unit, role, missing }) => [
    code,
    name,
    unit,
    ROLES[role],
    missing.length,
    missing
      .map(
        ({ module, status }) =>
          `${titles.get(module) ?? module} (${status === null ? 'Chưa học' : COMPLETION_STATUS_LABELS[status]})`,
      )
      .join('; '),
  ]);
  return writeCsv([header, ...lines], style);
}
