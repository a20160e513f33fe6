import type { Kysely } from 'kysely';
import { formatDay } from '../../day.ts';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { newId } from '../database/ids.ts';
import type { PersonPastRow, PersonRow, RecordsTables, UnitRow } from '../database/tables.ts';
import { dayInVietnam } from '../wording/days.ts';
import { accountKey, codeKey, fold } from '../wording/fold.ts';
import { goneFrom } from './gone-people.ts';
import { type JudgedRow, type Judgement, unjudged } from './judged.ts';
import { type Line, placeOf, type RosterEntry } from './lines.ts';
import { mapPaced, type Pace } from './pace.ts';
import { personHistory } from './person-history.ts';
import { UnitPlan } from './unit-plan.ts';

/** A judged roster, and whom and where its lines mean. */
export interface JudgedRoster extends Judgement {
  /** By line: who it is, kept or new; null for a line that cannot be taken. */
  personIds: (string | null)[];
  /** The unit that a line means, or why it cannot be told; plans it when it is new. */
  unitOf(entry: RosterEntry): UnitRow | string;
}

/**
 * Judges the lines of a roster against the people and units kept. A person is known again by code,
 * else by e-mail or user name, else (only when the file gives none of them) by name and unit. A line about a
 * unit or person that is not seen is refused.
 */
export async function judgeRoster(
  db: Kysely<RecordsTables>,
  lines: readonly Line<RosterEntry>[],
  today: string,
  seen: UnitsSeen,
  pace: Pace,
): Promise<JudgedRoster> {
  const people = await db.selectFrom('person').selectAll().execute();
  const units = new UnitPlan(
    await db.selectFrom('unit').selectAll().execute(),
    await db.selectFrom('unit_past').selectAll().execute(),
    lines.flatMap((line) => (line.outcome === 'entry' ? [line.entry] : [])),
    today,
  );
  const past = new Map<string, PersonPastRow[]>();
  for (const row of await db.selectFrom('person_past').selectAll().execute())
    past.set(row.person_id, [...(past.get(row.person_id) ?? []), row]);
  const importsOfToday = new Set(
    (await db.selectFrom('import_batch').select(['id', 'confirmed_at']).execute())
      .filter(({ confirmed_at }) => dayInVietnam(new Date(confirmed_at)) === today)
      .map(({ id }) => id),
  );
  let movedToday = 0;
  const known = new KnownPeople(people);
  const taken = new Map<string, string>();
  const personIds: (string | null)[] = [];
  const judge = (line: Line<RosterEntry>): JudgedRow => {
    const place = personIds.push(null) - 1;
    const base = unjudged(line);
    if (line.outcome !== 'entry') return { ...base, verdict: line.outcome, reason: line.reason };
    const { entry } = line;
    const unit = units.find(entry);
    if (typeof unit === 'string') return { ...base, verdict: 'error', reason: unit };
    const before = known.find(entry, unit.id);
    if (!sees(seen, unit.id) || (before !== null && !sees(seen, before.unit_id)))
      return { ...base, verdict: 'error', reason: OUTSIDE };
    const told = merged(before, entry, unit.id);
    const history =
      before === null
        ? { after: told, past: null, since: null }
        : personHistory(
            before,
            told,
            past.get(before.id) ?? [],
            today,
            importsOfToday.has(before.import_id),
          );
    const { after } = history;
    const earlier = taken.get(after.id);
    if (earlier !== undefined) {
      return {
        ...base,
        verdict: 'error',
        reason: `Cùng một người với ${earlier}. Nếu là hai người trùng tên, hãy thêm cột "Mã" để phân biệt; nếu là một, hãy bỏ bớt một dòng.`,
      };
    }
    taken.set(after.id, placeOf(line));
    personIds[place] = after.id;
    if (before === null) {
      known.add(after);
      return {
        ...base,
        verdict: 'new',
        reason: 'Thêm vào danh sách.',
        write: { table: 'person', before, after, past: null },
      };
    }
    const changes = differences(before, after, (id) => units.nameOf(id));
    if (history.since !== null) changes.push(sinceText(history.since));
    if (history.since === today) movedToday++;
    if (changes.length === 0)
      return { ...base, verdict: 'same', reason: 'Đã có trong danh sách.', unit: unit.id };
    return {
      ...base,
      verdict: 'changed',
      reason: `${changes.join('; ')}.`,
      write: { table: 'person', before, after, past: history.past },
    };
  };
  const rows = await mapPaced(lines, judge, pace);
  const own = people.filter((person) => sees(seen, person.unit_id) && person.to_day === null);
  const missing = own.filter(({ id }) => !taken.has(id));
  const { gone, elsewhere } = goneFrom(missing, rows, (id) => units.nameOf(id));
  return {
    rows: [...rows, ...gone],
    personIds,
    unitOf: (entry) => units.find(entry),
    // Units are added and moved by those above them.
    newUnits: seen === 'all' ? units.added : [],
    changedUnits: units.changed.filter(
      ({ before, after, past }) =>
        seen === 'all' ||
        (past === null && sees(seen, before.id) && after.parent_id === before.parent_id),
    ),
    warnings: [
      ...rosterWarnings(elsewhere, rows),
      ...historyWarnings(movedToday, seen === 'all' ? units.moves : [], today),
    ],
  };
}

/** From which day a change holds, as a reason says it. */
export function sinceText(day: string): string {
  return `tính từ ${formatDay(day)}`;
}

/** Says no more than that: who is on another unit's roster is not told. */
const OUTSIDE =
  'Đơn vị hoặc người này không thuộc phạm vi của tài khoản. Hãy bỏ dòng này, hoặc gửi danh sách cho Phòng để nhập.';

/** Whoever is kept, by everything one can be known by; what two people share identifies nobody. */
class KnownPeople {
  readonly #byKey = new Map<string, PersonRow | null>();

  constructor(people: readonly PersonRow[]) {
    for (const person of people) this.add(person);
  }

  add(person: PersonRow): void {
    for (const key of keysOf(person)) {
      this.#byKey.set(
        key,
        this.#byKey.has(key) && this.#byKey.get(key)?.id !== person.id ? null : person,
      );
    }
  }

  find(entry: RosterEntry, unitId: string): PersonRow | null {
    const code = codeKey(entry.code);
    const byCode = code === null ? null : (this.#byKey.get(`code ${code}`) ?? null);
    if (byCode !== null) return byCode;
    const email = accountKey(entry.email);
    const username = accountKey(entry.username);
    const found =
      (email === null ? null : this.#byKey.get(`email ${email}`)) ??
      (username === null ? null : this.#byKey.get(`username ${username}`)) ??
      (email === null && username === null
        ? this.#byKey.get(`name ${fold(entry.name)} ${unitId}`)
        : null) ??
      null;
    // Two codes are two people, whatever else they share.
    return found !== null && code !== null && found.code_key !== null ? null : found;
  }
}

function* keysOf(person: PersonRow): Generator<string> {
  if (person.code_key !== null) yield `code ${person.code_key}`;
  if (person.email_key !== null) yield `email ${person.email_key}`;
  if (person.username_key !== null) yield `username ${person.username_key}`;
  yield `name ${person.name_key} ${person.unit_id}`;
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
    from_day: entry.from === undefined ? (before?.from_day ?? null) : entry.from,
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

function differences(
  before: PersonRow,
  after: PersonRow,
  unitName: (id: string) => string,
): string[] {
  return COMPARED.filter(([field]) => (before[field] ?? '') !== (after[field] ?? '')).map(
    ([field, label]) => {
      const show = (person: PersonRow) =>
        (field === 'unit_id' ? unitName(person.unit_id) : formatDay(person[field] ?? '')) ||
        'để trống';
      return `${label}: ${show(before)} → ${show(after)}`;
    },
  );
}

function rosterWarnings(elsewhere: number, rows: readonly JudgedRow[]): string[] {
  const warnings: string[] = [];
  if (elsewhere > 0) {
    warnings.push(
      `Tệp không nói đến một số đơn vị khác; ${elsewhere.toLocaleString('vi-VN')} người ở các đơn vị ấy giữ nguyên.`,
    );
  }
  const uncoded = rows.filter(
    ({ verdict, write }) =>
      verdict !== 'gone' && write?.table === 'person' && write.after.code_key === null,
  ).length;
  if (uncoded > 0) {
    warnings.push(
      `${uncoded.toLocaleString('vi-VN')} người chưa có mã. Nên thêm cột "Mã" để kết quả của người học được khớp đúng, không nhầm người trùng tên.`,
    );
  }
  return warnings;
}

/** From when changes hold: a report on an earlier day still counts people and schools where they were. */
function historyWarnings(movedToday: number, moves: readonly string[], today: string): string[] {
  const warnings: string[] = [];
  if (movedToday > 0) {
    warnings.push(
      `${movedToday.toLocaleString('vi-VN')} người đổi đơn vị hoặc vai trò: tính từ hôm nay (${formatDay(today)}); báo cáo cho ngày trước đó vẫn tính theo nơi cũ. Nếu đổi từ ngày khác, hãy thêm cột "Từ ngày" rồi nhập lại.`,
    );
  }
  if (moves.length > 0) {
    const more = moves.length > 5 ? ` và ${moves.length - 5} đơn vị khác` : '';
    warnings.push(
      `Đơn vị chuyển hoặc đổi tên từ hôm nay: ${moves.slice(0, 5).join('; ')}${more}. Nếu chuyển từ ngày khác, hãy sửa ngày ở mục "Đơn vị" sau khi nhập.`,
    );
  }
  return warnings;
}
