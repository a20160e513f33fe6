import type { Kysely } from 'kysely';
import { formatDay } from '../../../day.ts';
import { COMPLETION_STATUS_LABELS, type CompletionSource } from '../../../schemas/vocabulary.ts';
import { type CompletionRow, NO_SCORE, type RecordsTables } from '../../database/tables.ts';
import type { SchoolFile } from '../../school-file.ts';
import { attemptKey, completionKey, unmatchedRow } from '../judge-completions.ts';
import type { JudgedRow } from '../judged.ts';
import { schoolRow } from './school-row.ts';

/** What another office says an LMS or server reported is, here, what a file says. */
function sourceHere(source: CompletionSource): CompletionSource {
  return source === 'device' || source === 'session' ? source : 'import';
}

/** Who somebody of the file is here: known or new, to be decided by the officer, or not taken. */
export type Whose = { personId: string } | 'asked' | 'refused';

/** Judges the results of a school's file; `people`: who each of its people is here. */
export async function judgeSchoolResults(
  db: Kysely<RecordsTables>,
  file: SchoolFile,
  fileName: string,
  people: ReadonlyMap<string, Whose>,
): Promise<JudgedRow[]> {
  const modules = new Map(
    (await db.selectFrom('module').select(['slug', 'title']).execute()).map(({ slug, title }) => [
      slug,
      title,
    ]),
  );
  const reports = new Set<string>();
  const attempts = new Set<string>();
  const remember = (row: Omit<CompletionRow, 'import_id'>) => {
    reports.add(completionKey(row));
    attempts.add(attemptKey(row));
  };
  const ids = [...people.values()].flatMap((whose) =>
    typeof whose === 'string' ? [] : [whose.personId],
  );
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db
      .selectFrom('completion')
      .selectAll()
      .where('person_id', 'in', ids.slice(start, start + 500))
      .execute();
    for (const row of rows) remember(row);
  }
  const named = new Map(file.people.map((person) => [person.id, person]));
  return file.completions.map((result, index): JudgedRow => {
    const { module, day, status, score } = result;
    const person = named.get(result.person);
    const title = modules.get(module) ?? module;
    const say = schoolRow(index + 1, 'Kết quả', [
      { label: 'Họ và tên', value: person?.name ?? '' },
      { label: 'Mô-đun', value: title },
      { label: 'Kết quả', value: COMPLETION_STATUS_LABELS[status] },
      { label: 'Điểm', value: score === null ? '' : String(score) },
      { label: 'Ngày', value: formatDay(day) },
    ]);
    const whose = people.get(result.person) ?? 'refused';
    if (person === undefined || whose === 'refused')
      return say('error', 'Người của kết quả này không nhận được từ danh sách trong tệp.');
    const source = sourceHere(result.source);
    const unmatched = (reason: string) => () =>
      unmatchedRow(
        {
          who: { ...person, unit: file.unit.name },
          module,
          moduleTitle: title,
          day,
          status,
          score,
          source,
        },
        { row: index + 1 },
        fileName,
        reason,
      );
    if (!modules.has(module)) {
      const reason = `Trang này không có mô-đun "${module}".`;
      return say('unmatched', reason, {
        table: 'completion',
        completion: null,
        unmatched: unmatched(reason),
      });
    }
    if (whose === 'asked') {
      const reason =
        'Người này còn chờ xác nhận ở danh sách trong tệp; kết quả tự khớp khi đã rõ là ai.';
      const write = { completion: null, unmatched: unmatched(reason) };
      return say('unmatched', reason, { table: 'completion', ...write });
    }
    const row = {
      person_id: whose.personId,
      module,
      day,
      status,
      score: score ?? NO_SCORE,
      source,
      import_id: '',
    };
    if (
      reports.has(completionKey(row)) ||
      reports.has(completionKey({ ...row, source: result.source }))
    )
      return say('same', 'Kết quả này đã có.');
    const verdict = attempts.has(attemptKey(row)) ? 'changed' : 'new';
    remember(row);
    const reason =
      verdict === 'new' ? 'Thêm kết quả.' : 'Bổ sung cho lượt học đã có trong ngày này.';
    return say(verdict, reason, { table: 'completion', completion: row, unmatched: unmatched('') });
  });
}
