import { ApiProblem } from '../api-problem.ts';
import type { ImportConfirm } from '../contract.ts';
import type { PersonRow } from '../database/tables.ts';
import { codeKey, fold } from '../wording/fold.ts';
import type { JudgedRow, RowWrite } from './judged.ts';

/**
 * People kept in the units that the file speaks of and not named by it, as rows to be shown; of units
 * it does not speak of, it says nothing: those people are only counted.
 */
export function goneFrom(
  missing: readonly PersonRow[],
  rows: readonly JudgedRow[],
  unitName: (id: string) => string,
): { gone: JudgedRow[]; elsewhere: number } {
  const spoken = new Set(
    rows.flatMap(({ write, unit }) =>
      write?.table === 'person' ? [write.after.unit_id] : unit === undefined ? [] : [unit],
    ),
  );
  const refused = namedByRefused(rows);
  const here = missing.filter(
    ({ unit_id, code_key, name_key }) =>
      spoken.has(unit_id) && !refused.has(`code ${code_key}`) && !refused.has(`name ${name_key}`),
  );
  const gone = here.map((person): JudgedRow => {
    const unit = unitName(person.unit_id);
    return {
      row: 0,
      sheet: null,
      verdict: 'gone',
      reason:
        'Có trong danh sách đang giữ, không có trong tệp. Vẫn giữ nguyên, trừ khi bạn đánh dấu.',
      cells: () => [
        { label: 'Mã', value: person.code },
        { label: 'Họ và tên', value: person.name },
        { label: 'Đơn vị', value: unit },
      ],
      proposal: {
        personId: person.id,
        text: [person.name, person.code, unit].filter((part) => part !== '').join(' – '),
      },
      write: { table: 'person', before: person, after: person, past: null },
    };
  });
  const elsewhere = missing.filter(({ unit_id }) => !spoken.has(unit_id)).length;
  return { gone, elsewhere };
}

/** Whoever a refused row names is in the file, whatever is wrong with the row. */
function namedByRefused(rows: readonly JudgedRow[]): Set<string> {
  const named = new Set<string>();
  for (const { verdict, cells } of rows) {
    if (verdict !== 'error') continue;
    for (const { label, value } of cells()) {
      if (label === 'Mã') named.add(`code ${codeKey(value)}`);
      if (label === 'Họ và tên') named.add(`name ${fold(value)}`);
    }
  }
  return named;
}

/** Writes for those of whom the officer said that they left; throws `ApiProblem` for an impossible day. */
export function leaving(
  rows: readonly JudgedRow[],
  left: ImportConfirm['left'],
  accepted: ReadonlySet<number>,
): (RowWrite & { table: 'person' })[] {
  if (left === undefined) return [];
  const people = new Set(left.people);
  // Whom an accepted row names is there.
  for (const key of accepted) people.delete(rows[key]?.proposal?.personId ?? '');
  return rows.flatMap(({ verdict, write }) => {
    if (verdict !== 'gone' || write?.table !== 'person' || !people.has(write.after.id)) return [];
    const { from_day, name } = write.after;
    if (from_day !== null && left.from < from_day) {
      throw new ApiProblem(
        400,
        'left-before-coming',
        `${name} vào sau ngày nghỉ đã chọn. Hãy chọn ngày khác, hoặc bỏ đánh dấu người này.`,
      );
    }
    return [{ ...write, after: { ...write.after, to_day: left.from } }];
  });
}
