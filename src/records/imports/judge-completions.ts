import type { Kysely } from 'kysely';
import type { UnitsSeen } from '../access/units-seen.ts';
import { contentKey } from '../database/ids.ts';
import {
  type CompletionRow,
  NO_SCORE,
  type RecordsTables,
  type UnmatchedRow,
} from '../database/tables.ts';
import { accountKey, codeKey, fold } from '../wording/fold.ts';
import { type JudgedRow, type Judgement, type RowWrite, unjudged } from './judged.ts';
import type { Line, Place, ReportedCompletion } from './lines.ts';
import { mapPaced, type Pace } from './pace.ts';
import { describe, PeopleIndex } from './people-index.ts';

/**
 * Judges reported completions against what is kept; whoever is not of the units seen is nobody. `today` (`YYYY-MM-DD`) only serves a warning:
 * a day in the future is kept, and counts when it has come.
 */
export async function judgeCompletions(
  db: Kysely<RecordsTables>,
  lines: readonly Line<ReportedCompletion>[],
  fileName: string,
  today: string,
  seen: UnitsSeen,
  pace: Pace,
): Promise<Judgement> {
  const people = await PeopleIndex.load(db, seen);
  const modules = new Set(
    (await db.selectFrom('module').select('slug').execute()).map(({ slug }) => slug),
  );
  const kept = await KeptReports.load(db, lines);
  const judge = (line: Line<ReportedCompletion>): JudgedRow => {
    const base = unjudged(line);
    if (line.outcome !== 'entry') return { ...base, verdict: line.outcome, reason: line.reason };
    const { entry } = line;
    const unmatched = (reason: string) => () => unmatchedRow(entry, line, fileName, reason);
    if (entry.module === null || !modules.has(entry.module)) {
      const reason = `Trang này không có mô-đun "${entry.moduleTitle}".`;
      return {
        ...base,
        verdict: 'unmatched',
        reason,
        write: { table: 'completion', completion: null, unmatched: unmatched(reason) },
      };
    }
    const match = people.find(entry.who);
    if (match.kind === 'nobody') {
      const write = {
        table: 'completion',
        completion: null,
        unmatched: unmatched(match.reason),
      } satisfies RowWrite;
      const again = kept.hasUnmatched(write.unmatched().id)
        ? ' (đã để riêng từ lần nhập trước)'
        : '';
      return { ...base, verdict: 'unmatched', reason: match.reason + again, write };
    }
    const completion = completionRow(entry, entry.module, match.person.id);
    const { unitId: unit } = match.person;
    const isNew = kept.judge(completion, match.kind === 'person');
    if (isNew === 'same') return { ...base, verdict: 'same', reason: 'Kết quả này đã có.', unit };
    if (match.kind === 'proposed') {
      const reason = `${match.reason} Đánh dấu nếu đúng là người này.`;
      return {
        ...base,
        unit,
        verdict: 'proposed',
        reason,
        proposal: { personId: match.person.id, text: describe(match.person) },
        write: { table: 'completion', completion, unmatched: unmatched(match.reason) },
      };
    }
    const reason = isNew === 'new' ? 'Thêm kết quả.' : 'Bổ sung cho lượt học đã có trong ngày này.';
    return {
      ...base,
      unit,
      verdict: isNew,
      reason,
      write: { table: 'completion', completion, unmatched: unmatched('') },
    };
  };
  const rows = await mapPaced(lines, judge, pace);
  return { rows, newUnits: [], changedUnits: [], warnings: dayWarnings(lines, today) };
}

/** What is kept of the modules a file speaks of, and what the file itself has said so far. */
class KeptReports {
  readonly #reports = new Set<string>();
  readonly #attempts = new Set<string>();
  readonly #unmatched = new Set<string>();

  static async load(
    db: Kysely<RecordsTables>,
    lines: readonly Line<ReportedCompletion>[],
  ): Promise<KeptReports> {
    const kept = new KeptReports();
    const modules = new Set<string>();
    for (const line of lines) {
      if (line.outcome === 'entry' && line.entry.module !== null) modules.add(line.entry.module);
    }
    for (const module of modules) {
      const rows = await db
        .selectFrom('completion')
        .selectAll()
        .where('module', '=', module)
        .execute();
      for (const row of rows) kept.#add(row);
    }
    const waiting = await db
      .selectFrom('unmatched')
      .select('id')
      .where('matched_by', 'is', null)
      .execute();
    for (const { id } of waiting) kept.#unmatched.add(id);
    return kept;
  }

  hasUnmatched(id: string): boolean {
    return this.#unmatched.has(id);
  }

  /** Whether a report is there already, adds to an attempt that is, or is new; remembers it when `taken`. */
  judge(row: CompletionRow, taken: boolean): 'same' | 'changed' | 'new' {
    if (this.#reports.has(completionKey(row))) return 'same';
    const verdict = this.#attempts.has(attemptKey(row)) ? 'changed' : 'new';
    if (taken) this.#add(row);
    return verdict;
  }

  #add(row: CompletionRow): void {
    this.#reports.add(completionKey(row));
    this.#attempts.add(attemptKey(row));
  }
}

/** Key of an attempt: one person, one module, one day. */
export function attemptKey(row: Pick<CompletionRow, 'person_id' | 'module' | 'day'>): string {
  return `${row.person_id}|${row.module}|${row.day}`;
}

/** Key of a report: the attempt, what was reached and who says so. */
export function completionKey(row: Omit<CompletionRow, 'import_id'>): string {
  return `${attemptKey(row)}|${row.status}|${row.score}|${row.source}`;
}

function completionRow(entry: ReportedCompletion, module: string, personId: string): CompletionRow {
  return {
    person_id: personId,
    module,
    day: entry.day,
    status: entry.status,
    score: entry.score ?? NO_SCORE,
    source: entry.source,
    import_id: '',
  };
}

/** The row that keeps a report aside; its key is made of what it says. */
export function unmatchedRow(
  entry: ReportedCompletion,
  line: Pick<Place, 'row'>,
  fileName: string,
  reason: string,
): UnmatchedRow {
  const { who } = entry;
  const keys = [codeKey(who.code), accountKey(who.email), accountKey(who.username)] as const;
  const [code_key, email_key, username_key] = keys;
  const module = entry.module ?? fold(entry.moduleTitle).replaceAll(' ', '-');
  const score = entry.score ?? NO_SCORE;
  return {
    id: contentKey(
      JSON.stringify([
        ...keys,
        fold(who.name),
        fold(who.unit),
        module,
        entry.day,
        entry.status,
        score,
        entry.source,
      ]),
    ),
    import_id: '',
    file_name: fileName,
    row_no: line.row,
    reason,
    code_key,
    email_key,
    username_key,
    name: who.name,
    unit: who.unit,
    module,
    day: entry.day,
    status: entry.status,
    score,
    source: entry.source,
    // Filled when it is written: most rows never are.
    cells: '',
    matched_by: null,
    matched_person: null,
  };
}

function dayWarnings(lines: readonly Line<ReportedCompletion>[], today: string): string[] {
  const ahead = lines.filter((line) => line.outcome === 'entry' && line.entry.day > today).length;
  if (ahead === 0) return [];
  return [
    `${ahead.toLocaleString('vi-VN')} kết quả có ngày ở tương lai, có thể do đồng hồ của máy sai. Chúng chỉ được tính khi đến ngày đó; nếu sai, hãy sửa trong tệp trước khi giữ.`,
  ];
}
