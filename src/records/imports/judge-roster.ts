import type { Kysely } from 'kysely';
import { formatDay } from '../../day.ts';
import { LEVELS, ROLES } from '../../schemas/vocabulary.ts';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { newId } from '../database/ids.ts';
import type { PersonPastRow, PersonRow, RecordsTables, UnitRow } from '../database/tables.ts';
import { dayInVietnam } from '../wording/days.ts';
import { accountKey, codeKey, fold } from '../wording/fold.ts';
import { goneFrom } from './gone-people.ts';
import { type JudgedRow, type Judgement, unjudged } from './judged.ts';
import { type Line, placeOf, type RosterEntry } from './lines.ts';
import { mapPaced, type Pace } from './pace.ts';
import { describe } from './people-index.ts';
import { type PersonHistory, personHistory } from './person-history.ts';
import { AddedPeople, type PlacedLine, repeatedLines } from './repeated-lines.ts';
import { type Found, RosterPeople } from './roster-people.ts';
import { RosterCounts, rosterWarnings } from './roster-warnings.ts';
import { UnitPlan } from './unit-plan.ts';

type Database = Kysely<RecordsTables>;

/** A judged roster, and whom and where its lines mean. */
export interface JudgedRoster extends Judgement {
  /** By line: who it is, kept or new; null for a line that cannot be taken or waits for a word. */
  personIds: (string | null)[];
  /** The unit that a line means, or why it cannot be told; plans it when it is new. */
  unitOf(entry: RosterEntry): UnitRow | string;
}

/**
 * Judges the lines of a roster against the people and units kept that are seen (see `RosterPeople` for
 * who is who). A line about a unit that is not seen is refused; people who are not seen are as if they
 * were not there. `madeAt`: the instant at which the file was made, where it says so.
 */
export async function judgeRoster(
  db: Database,
  lines: readonly Line<RosterEntry>[],
  today: string,
  seen: UnitsSeen,
  pace: Pace,
  madeAt: string | null = null,
): Promise<JudgedRoster> {
  const units = new UnitPlan(
    await db.selectFrom('unit').selectAll().execute(),
    await db.selectFrom('unit_past').selectAll().execute(),
    lines.flatMap((line) => (line.outcome === 'entry' ? [line.entry] : [])),
    today,
  );
  const people = (await db.selectFrom('person').selectAll().execute()).filter(({ unit_id }) =>
    sees(seen, unit_id),
  );
  const refused = new Map<Line<RosterEntry>, string>();
  const placed: PlacedLine[] = [];
  for (const line of lines) {
    if (line.outcome !== 'entry') continue;
    const unit = units.find(line.entry);
    if (typeof unit === 'string') refused.set(line, unit);
    else if (!sees(seen, unit.id)) refused.set(line, OUTSIDE);
    else placed.push({ line, entry: line.entry, unitId: unit.id });
  }
  const known = new RosterPeople(people, placed, today);
  const repeated = repeatedLines(placed, (unitId) => known.numbersItsOwn(unitId));
  for (const [line, reason] of repeated) refused.set(line, reason);
  const meant = new Map<Line<RosterEntry>, { unitId: string; person: PersonRow | null }>();
  const claimedBy = new Map<string, string>();
  for (const each of placed) {
    if (refused.has(each.line)) continue;
    const person = known.certain(each);
    const earlier = person === null ? undefined : claimedBy.get(person.id);
    // A second line of that name with a code of its own is a namesake.
    const other = person !== null && codeKey(each.entry.code) !== person.code_key;
    if (earlier !== undefined && !other) refused.set(each.line, twice(earlier));
    const taken = earlier === undefined ? person : null;
    meant.set(each.line, { unitId: each.unitId, person: taken });
    if (taken === null) continue;
    known.claim(taken);
    claimedBy.set(taken.id, placeOf(each.line));
  }
  const times = await Times.load(db, today, madeAt);
  const counts = new RosterCounts();
  const added = new AddedPeople();
  const named = new Set<string>();
  const personIds: (string | null)[] = [];
  const judge = (line: Line<RosterEntry>): JudgedRow => {
    const place = personIds.push(null) - 1;
    const base = unjudged(line);
    if (line.outcome !== 'entry') return { ...base, verdict: line.outcome, reason: line.reason };
    const { entry } = line;
    const who = meant.get(line);
    const problem = refused.get(line);
    if (problem !== undefined || who === undefined)
      return { ...base, verdict: 'error', reason: problem ?? OUTSIDE };
    const found: Found =
      who.person === null
        ? known.find({ entry, unitId: who.unitId })
        : { kind: 'person', person: who.person };
    const fresh = () => merged(null, entry, who.unitId);
    if (found.kind === 'nobody') {
      const after = fresh();
      const earlier = added.earlier(after);
      if (earlier !== null) return { ...base, verdict: 'error', reason: twice(earlier) };
      added.add(after, placeOf(line));
      personIds[place] = after.id;
      if (found.sharedCode) counts.sharedCodes++;
      const reason = found.sharedCode
        ? `Thêm vào danh sách. Mã "${entry.code}" trùng với người tên khác ở trường khác: hai người khác nhau.`
        : 'Thêm vào danh sách.';
      return {
        ...base,
        verdict: 'new',
        reason,
        write: { table: 'person', before: null, after, past: null },
      };
    }
    const { person: before } = found;
    const history = personHistory(
      before,
      {
        person: merged(before, entry, who.unitId),
        came: entry.from ?? null,
        leaves: entry.to,
      },
      times.pastOf(before.id),
      times.clockOf(before),
    );
    const changes = told(before, history, (id) => units.nameOf(id));
    const write = { table: 'person', before, after: history.after, past: history.past } as const;
    const proposal = { personId: before.id, text: describePerson(before, units) };
    if (found.kind === 'ask') {
      known.claim(before);
      // Whoever holds the code may have left; a namesake is in the file whatever the answer.
      if (found.otherwise === 'new') named.add(before.id);
      return {
        ...base,
        verdict: 'proposed',
        reason: [found.reason, ...changes.map((change) => `${change}.`)].join(' '),
        proposal,
        write: {
          ...write,
          otherwise: { after: fresh(), onceLeft: found.otherwise === 'new' ? null : before.id },
        },
      };
    }
    named.add(before.id);
    personIds[place] = before.id;
    const unit = before.unit_id;
    if (changes.length === 0) {
      const reason = history.older
        ? 'Đã có trong danh sách; dòng này nói về nơi trước đây, nơi đang giữ không đổi.'
        : 'Đã có trong danh sách.';
      return { ...base, verdict: 'same', reason, unit };
    }
    const doubt = history.laterFirstDay
      ? 'Ngày vào trong tệp muộn hơn ngày đang giữ; nếu nhận, báo cáo cũ trước ngày ấy không còn tính người này. Đánh dấu nếu ngày đang giữ là sai.'
      : times.changedAfterFile(before.id)
        ? 'Tệp được lập trước lần thay đổi gần nhất của người này. Đánh dấu nếu tệp đúng hơn.'
        : null;
    if (doubt !== null) {
      const reason = `${doubt} ${changes.join('; ')}.`;
      return { ...base, verdict: 'proposed', reason, proposal, unit, write };
    }
    count(counts, before, history, times.clockOf(before));
    return { ...base, verdict: 'changed', reason: `${changes.join('; ')}.`, write };
  };
  const rows = await mapPaced(lines, judge, pace);
  const missing = people.filter(({ id, to_day }) => to_day === null && !named.has(id));
  const { gone, elsewhere } = goneFrom(missing, rows, (id) => units.nameOf(id));
  const all = seen === 'all';
  return {
    rows: [...rows, ...gone],
    personIds,
    unitOf: (entry) => units.find(entry),
    // Units are added and moved by those above them.
    newUnits: all ? units.added : [],
    changedUnits: units.changed.filter(
      ({ before, after, past }) =>
        all || (past === null && sees(seen, before.id) && after.parent_id === before.parent_id),
    ),
    warnings: rosterWarnings(
      counts,
      { elsewhere, moves: all ? units.moves : [], lookAlikes: all ? units.lookAlikes : [] },
      rows,
      today,
    ),
  };
}

/** From which day a change holds, as a reason says it. */
export function sinceText(day: string): string {
  return `tính từ ${formatDay(day)}`;
}

const OUTSIDE =
  'Đơn vị này không thuộc phạm vi của tài khoản. Hãy bỏ dòng này, hoặc gửi danh sách cho Phòng để nhập.';

function twice(earlier: string): string {
  return `Cùng một người với ${earlier}. Nếu là hai người trùng tên, hãy thêm cột "Mã" để phân biệt; nếu là một, hãy bỏ bớt một dòng.`;
}

function describePerson(person: PersonRow, units: UnitPlan): string {
  return describe({ ...person, unit: units.nameOf(person.unit_id) });
}

/** When what is kept of people was told. */
class Times {
  readonly #today: string;
  readonly #past = new Map<string, PersonPastRow[]>();
  readonly #importDay: ReadonlyMap<string, string>;
  readonly #changedAfterFile: ReadonlySet<string>;

  private constructor(today: string, days: Map<string, string>, later: ReadonlySet<string>) {
    this.#today = today;
    this.#importDay = days;
    this.#changedAfterFile = later;
  }

  static async load(db: Database, today: string, madeAt: string | null): Promise<Times> {
    const batches = await db.selectFrom('import_batch').select(['id', 'confirmed_at']).execute();
    const days = new Map(
      batches.map(({ id, confirmed_at }) => [id, dayInVietnam(new Date(confirmed_at))]),
    );
    const times = new Times(today, days, await changedSince(db, madeAt));
    for (const row of await db.selectFrom('person_past').selectAll().execute()) {
      const rows = times.#past.get(row.person_id);
      if (rows === undefined) times.#past.set(row.person_id, [row]);
      else rows.push(row);
    }
    return times;
  }

  pastOf(personId: string): readonly PersonPastRow[] {
    return this.#past.get(personId) ?? [];
  }

  clockOf({ import_id }: PersonRow) {
    const knownSince = this.#importDay.get(import_id) ?? this.#today;
    return { today: this.#today, addedToday: knownSince === this.#today, knownSince };
  }

  changedAfterFile(personId: string): boolean {
    return this.#changedAfterFile.has(personId);
  }
}

/** People whom an import changed after an instant. */
async function changedSince(db: Database, madeAt: string | null): Promise<Set<string>> {
  if (madeAt === null) return new Set();
  const rows = await db
    .selectFrom('before_import')
    .innerJoin('import_batch', 'import_batch.id', 'before_import.import_id')
    .select('before_import.row_id')
    .where('before_import.table_name', '=', 'person')
    .where('import_batch.confirmed_at', '>', new Date(madeAt).toISOString())
    .execute();
  return new Set(rows.map(({ row_id }) => row_id));
}

/** The person as the roster says; what it leaves empty or has no column for stays as it was. */
function merged(before: PersonRow | null, entry: RosterEntry, unitId: string): PersonRow {
  const code = entry.code || (before?.code ?? '');
  const email = entry.email || (before?.email ?? null);
  const username = entry.username || (before?.username ?? null);
  return {
    id: before?.id ?? newId(),
    code,
    code_key: codeKey(code),
    name: entry.name,
    name_key: fold(entry.name),
    email,
    email_key: accountKey(email ?? ''),
    username,
    username_key: accountKey(username ?? ''),
    unit_id: unitId,
    level: entry.level ?? before?.level ?? null,
    role: entry.role,
    from_day: entry.from ?? before?.from_day ?? null,
    to_day: entry.to === undefined ? (before?.to_day ?? null) : entry.to,
    import_id: before?.import_id ?? '',
  };
}

const COMPARED = [
  ['code', 'Mã'],
  ['name', 'Họ và tên'],
  ['unit_id', 'Đơn vị'],
  ['level', 'Cấp học'],
  ['role', 'Vai trò'],
  ['email', 'Email'],
  ['username', 'Tên đăng nhập'],
  ['from_day', 'Ngày vào'],
  ['to_day', 'Ngày nghỉ'],
] as const;

/** What a line changes, in words. */
function told(
  before: PersonRow,
  { after, past, since, returned, older }: PersonHistory,
  unitName: (id: string) => string,
): string[] {
  const changes = COMPARED.filter(
    ([field]) =>
      (before[field] ?? '') !== (after[field] ?? '') && !(returned && field === 'to_day'),
  ).map(([field, label]) => {
    const show = (person: PersonRow) => shown(person, field, unitName) || 'để trống';
    return `${label}: ${show(before)} → ${show(after)}`;
  });
  if (returned) {
    const left = formatDay(before.to_day ?? '');
    const day = since === null ? '' : ` từ ${formatDay(since)}`;
    return [`Trở lại danh sách${day} (đã nghỉ từ ${left})`, ...changes];
  }
  if (since !== null) changes.push(sinceText(since));
  if (older && past !== null) {
    const row = past.after.find((each) => !past.before.includes(each) && each.import_id === '');
    const until = row === undefined ? '' : ` đến ${formatDay(row.to_day)}`;
    changes.push(`bổ sung nơi trước đây: ${unitName(row?.unit_id ?? '')}${until}`);
  }
  return changes;
}

function shown(
  person: PersonRow,
  field: (typeof COMPARED)[number][0],
  unitName: (id: string) => string,
): string {
  switch (field) {
    case 'unit_id':
      return unitName(person.unit_id);
    case 'role':
      return ROLES[person.role];
    case 'level':
      return person.level === null ? '' : LEVELS[person.level];
    case 'from_day':
    case 'to_day':
      return formatDay(person[field] ?? '');
    default:
      return person[field] ?? '';
  }
}

/** Counts what a change does to reports. */
function count(
  counts: RosterCounts,
  before: PersonRow,
  { after, past, since, returned, older }: PersonHistory,
  { today, addedToday }: { today: string; addedToday: boolean },
): void {
  if (returned) counts.returned++;
  else if (since === today) counts.movedToday++;
  if (older) counts.older++;
  const corrected =
    since === null &&
    (before.unit_id !== after.unit_id ||
      before.role !== after.role ||
      before.from_day !== after.from_day ||
      (before.to_day !== after.to_day && (after.to_day ?? today) < today));
  const rewritten = (since !== null && since < today) || (older && past !== null) || corrected;
  if (rewritten && !addedToday) counts.rewritten++;
}
