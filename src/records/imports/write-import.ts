import type { Kysely } from 'kysely';
import { replacePastSizes } from '../classes/class-sizes.ts';
import type { ImportConfirm } from '../contract.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { columnsOf } from '../database/table-list.ts';
import type {
  ChangedTable,
  CompletionRow,
  RecordsTables,
  SchoolClassPastRow,
  SchoolClassRow,
  UnmatchedRow,
} from '../database/tables.ts';
import { addCompletions } from '../standings/keep-completions.ts';
import { leaving } from './gone-people.ts';
import type { JudgedRow, Judgement, RowWrite } from './judged.ts';
import { rematch } from './rematch.ts';

type Database = Kysely<RecordsTables>;
/** Called with rows written and rows to write. */
export type WriteProgress = (done: number, total: number) => void;

/**
 * Writes a judged roster; what it changes is kept for undo. Runs inside the caller's transaction. Answers
 * the units of those of whom records kept aside were matched.
 */
export async function writeRoster(
  db: Database,
  judgement: Judgement,
  officersWord: OfficersWord,
  importId: string,
  onProgress: WriteProgress,
): Promise<ReadonlySet<string>> {
  const { accepted, left } = officersWord;
  const writes = [
    ...judgement.rows.flatMap((row, key) => {
      const write = row.verdict === 'gone' ? null : personWrite(row, key, officersWord);
      return write === null ? [] : [write];
    }),
    ...leaving(judgement.rows, left, accepted),
  ];
  const newUnits = judgement.newUnits.map((unit) => ({ ...unit, import_id: importId }));
  await bulkInsert(db, 'unit', columnsOf('unit'), newUnits);
  await keepAdded(db, importId, 'unit', newUnits);
  for (const { before, after, past } of judgement.changedUnits) {
    const { code, parent_id, name, name_key } = after;
    const changed = { ...before, code, parent_id, name, name_key };
    await keepBefore(db, importId, 'unit', before.id, before, changed);
    if (past !== null) {
      const then = marked(past.after, importId);
      await keepBefore(db, importId, 'unit_past', before.id, past.before, then);
      await db.deleteFrom('unit_past').where('unit_id', '=', before.id).execute();
      await bulkInsert(db, 'unit_past', columnsOf('unit_past'), then);
    }
    await db
      .updateTable('unit')
      .set({ code, parent_id, name, name_key })
      .where('id', '=', after.id)
      .execute();
  }
  const changed = writes.filter((write) => write.before !== null);
  let done = 0;
  for (const { before, after, past } of changed) {
    if (before !== null) await keepBefore(db, importId, 'person', before.id, before);
    if (past !== null) {
      await keepBefore(db, importId, 'person_past', after.id, past.before);
      await db.deleteFrom('person_past').where('person_id', '=', after.id).execute();
      await bulkInsert(db, 'person_past', columnsOf('person_past'), marked(past.after, importId));
    }
    const { id, ...fields } = after;
    await db.updateTable('person').set(fields).where('id', '=', id).execute();
    done++;
    if (done % 500 === 0) onProgress(done, writes.length);
  }
  const added = writes
    .filter((write) => write.before === null)
    .map(({ after }) => ({ ...after, import_id: importId }));
  await bulkInsert(db, 'person', columnsOf('person'), added, (inserted) =>
    onProgress(done + inserted, writes.length),
  );
  const earlier = writes.flatMap(({ before, past }) =>
    before === null ? (past?.after ?? []) : [],
  );
  await bulkInsert(db, 'person_past', columnsOf('person_past'), marked(earlier, importId));
  return rematch(db);
}

/** What the officer says of rows that the file alone does not decide. */
export interface OfficersWord {
  /** Keys of the proposed rows that are right. */
  accepted: ReadonlySet<number>;
  left: ImportConfirm['left'];
}

/** What a row writes to the roster, or null: of a proposal that is not accepted what stands in its place. */
function personWrite(
  { verdict, write }: JudgedRow,
  key: number,
  { accepted, left }: OfficersWord,
): (RowWrite & { table: 'person' }) | null {
  if (write?.table !== 'person') return null;
  if (verdict !== 'proposed' || accepted.has(key)) return write;
  const instead = write.otherwise;
  if (instead === undefined) return null;
  if (instead.onceLeft !== null && !left?.people.includes(instead.onceLeft)) return null;
  return { table: 'person', before: null, after: instead.after, past: null };
}

/** Rows that this import made carry its id; those from before keep theirs. */
function marked<Row extends { import_id: string | null }>(
  rows: readonly Row[],
  importId: string,
): Row[] {
  return rows.map((row) => ({ ...row, import_id: row.import_id || importId }));
}

/** Keeps what a row was, for undo; and how it is left, where it can be changed by hand. */
export async function keepBefore(
  db: Database,
  importId: string,
  table: ChangedTable,
  id: string,
  row: object | null,
  after: object | null = null,
): Promise<void> {
  await bulkInsert(db, 'before_import', columnsOf('before_import'), [
    {
      import_id: importId,
      table_name: table,
      row_id: id,
      row: JSON.stringify(row),
      after: after === null ? null : JSON.stringify(after),
    },
  ]);
}

/** Keeps how rows were added that can be changed by hand. */
async function keepAdded(
  db: Database,
  importId: string,
  table: ChangedTable,
  rows: readonly { id: string }[],
): Promise<void> {
  const kept = rows.map((row) => ({
    import_id: importId,
    table_name: table,
    row_id: row.id,
    row: 'null',
    after: JSON.stringify(row),
  }));
  await bulkInsert(db, 'before_import', columnsOf('before_import'), kept);
}

/** Writes judged classes; sizes they change are kept for undo. Runs inside the caller's transaction. */
export async function writeClasses(
  db: Database,
  judgement: Judgement,
  importId: string,
): Promise<void> {
  const added: SchoolClassRow[] = [];
  const earlier: SchoolClassPastRow[] = [];
  for (const { write } of judgement.rows) {
    if (write?.table !== 'school_class' || write.after === null) continue;
    const { before, after, past } = write;
    if (before === null) {
      added.push({ ...after, import_id: importId });
      if (past !== null) earlier.push(...marked(past.after, importId));
      continue;
    }
    const changed = { ...before, size: after.size };
    await keepBefore(db, importId, 'school_class', before.id, before, changed);
    if (past !== null) {
      const then = marked(past.after, importId);
      await keepBefore(db, importId, 'school_class_past', before.id, past.before, then);
      await replacePastSizes(db, before.id, then);
    }
    await db
      .updateTable('school_class')
      .set({ size: after.size })
      .where('id', '=', after.id)
      .execute();
  }
  await bulkInsert(db, 'school_class', columnsOf('school_class'), added);
  await keepAdded(db, importId, 'school_class', added);
  await bulkInsert(db, 'school_class_past', columnsOf('school_class_past'), earlier);
}

/**
 * Writes judged completions. Of the proposed rows only those in `accepted` (row keys) are taken; the
 * others are kept aside with the unmatched. Runs inside the caller's transaction. Answers the earlier
 * imports that told some of what is kept aside already.
 */
export async function writeCompletions(
  db: Database,
  judgement: Judgement,
  accepted: ReadonlySet<number>,
  importId: string,
  onProgress: WriteProgress,
): Promise<ReadonlySet<string>> {
  const completions: CompletionRow[] = [];
  const aside: UnmatchedRow[] = [];
  const settled: string[] = [];
  for (const [key, row] of judgement.rows.entries()) {
    if (row.write?.table !== 'completion') continue;
    const { completion, unmatched } = row.write;
    const taken = completion !== null && (row.verdict !== 'proposed' || accepted.has(key));
    if (taken) completions.push({ ...completion, import_id: importId });
    else aside.push({ ...unmatched(), import_id: importId, cells: JSON.stringify(row.cells()) });
    if (taken && row.verdict === 'proposed') settled.push(unmatched().id);
  }
  const total = completions.length + aside.length;
  await addCompletions(db, completions, (done) => onProgress(done, total));
  const earlier = await keepAside(db, aside, importId);
  for (const id of settled) {
    await db
      .updateTable('unmatched')
      .set({ matched_by: importId })
      .where('id', '=', id)
      .where('matched_by', 'is', null)
      .execute();
  }
  onProgress(total, total);
  return earlier;
}

/** A report kept aside, then matched, then undone by hand would be there twice: the first stays. */
async function keepAside(
  db: Database,
  rows: readonly UnmatchedRow[],
  importId: string,
): Promise<ReadonlySet<string>> {
  await bulkInsert(db, 'unmatched', columnsOf('unmatched'), rows);
  const earlier = new Set<string>();
  for (let start = 0; start < rows.length; start += 500) {
    const ids = rows.slice(start, start + 500).map(({ id }) => id);
    const told = await db
      .selectFrom('unmatched')
      .select('import_id')
      .distinct()
      .where('id', 'in', ids)
      .where('import_id', '!=', importId)
      .execute();
    for (const { import_id } of told) earlier.add(import_id);
  }
  return earlier;
}

/** How many rows have each verdict. */
export type VerdictCounts = Record<JudgedRow['verdict'], number>;

/** No row of any verdict. */
export const NO_COUNTS: Readonly<VerdictCounts> = {
  new: 0,
  changed: 0,
  same: 0,
  proposed: 0,
  unmatched: 0,
  ignored: 0,
  error: 0,
  gone: 0,
  dropped: 0,
};

/**
 * How many rows of each verdict. Once confirmed, what is dropped and somebody gone of whom the officer
 * says that they left count as changed; a proposed result is new or unmatched, a proposed line of a
 * roster changes somebody, adds somebody or is passed over.
 */
export function countVerdicts(
  rows: readonly JudgedRow[],
  confirmed: OfficersWord | null,
): VerdictCounts {
  const counts = { ...NO_COUNTS };
  const left = new Set(confirmed?.left?.people);
  for (const [key, row] of rows.entries()) {
    const { verdict, proposal } = row;
    if (confirmed === null) counts[verdict]++;
    else if (verdict === 'proposed') counts[decided(row, key, confirmed)]++;
    else if (verdict === 'dropped' && confirmed.accepted.has(key)) counts.changed++;
    else if (verdict === 'gone' && left.has(proposal?.personId ?? '')) counts.changed++;
    else counts[verdict]++;
  }
  return counts;
}

function decided(row: JudgedRow, key: number, word: OfficersWord): JudgedRow['verdict'] {
  if (row.write?.table !== 'person') return word.accepted.has(key) ? 'new' : 'unmatched';
  if (word.accepted.has(key)) return 'changed';
  return personWrite(row, key, word) === null ? 'ignored' : 'new';
}
