import type { Kysely } from 'kysely';
import { idsOf, type UnitsSeen } from '../access/units-seen.ts';
import type { RecordsTables } from '../database/tables.ts';
import { accountKey, codeKey, fold } from '../wording/fold.ts';
import type { Identity } from './lines.ts';

/** What is needed of a person to find them. */
export interface KnownPerson {
  id: string;
  code: string;
  name: string;
  nameKey: string;
  /** Name of their unit. */
  unit: string;
  unitId: string;
}

/** Who a file means: known for certain, to be confirmed by the officer, or nobody. */
export type Match =
  | { kind: 'person'; person: KnownPerson }
  | { kind: 'proposed'; person: KnownPerson; reason: string }
  | { kind: 'nobody'; reason: string };

/**
 * Finds the people of a roster. By code first, then by e-mail and user name. A name alone, or a code
 * under another name, is only ever proposed: never taken by itself.
 */
export class PeopleIndex {
  readonly #byCode = new Map<string, KnownPerson>();
  readonly #byAccount = new Map<string, KnownPerson | null>();
  readonly #byName = new Map<string, KnownPerson[]>();

  /** Reads the roster of the units seen. */
  static async load(db: Kysely<RecordsTables>, seen: UnitsSeen = 'all'): Promise<PeopleIndex> {
    const index = new PeopleIndex();
    const ids = idsOf(seen);
    const people = await db
      .selectFrom('person')
      .innerJoin('unit', 'unit.id', 'person.unit_id')
      .select([
        'person.id',
        'person.code',
        'person.code_key',
        'person.name',
        'person.name_key',
        'person.email_key',
        'person.username_key',
        'person.unit_id',
        'unit.name as unit',
      ])
      .$if(ids !== null, (query) => query.where('person.unit_id', 'in', ids ?? []))
      .execute();
    for (const row of people) {
      const person: KnownPerson = {
        id: row.id,
        code: row.code,
        name: row.name,
        nameKey: row.name_key,
        unit: row.unit,
        unitId: row.unit_id,
      };
      if (row.code_key !== null) index.#byCode.set(row.code_key, person);
      for (const account of new Set([row.email_key, row.username_key])) {
        if (account !== null)
          index.#byAccount.set(account, index.#byAccount.has(account) ? null : person);
      }
      const namesakes = index.#byName.get(row.name_key);
      if (namesakes === undefined) index.#byName.set(row.name_key, [person]);
      else namesakes.push(person);
    }
    return index;
  }

  find(who: Identity): Match {
    const code = codeKey(who.code);
    const byCode = code === null ? undefined : this.#byCode.get(code);
    const accounts = [accountKey(who.email), accountKey(who.username)].filter(
      (key) => key !== null,
    );
    const byAccount = accounts.map((key) => this.#byAccount.get(key)).find((person) => person);
    if (byCode !== undefined && byAccount && byAccount.id !== byCode.id) {
      return {
        kind: 'nobody',
        reason: `Mã là của ${describe(byCode)}, còn email hoặc tên đăng nhập là của ${describe(byAccount)}. Hãy sửa trong tệp hoặc trong danh sách.`,
      };
    }
    if (byAccount) return { kind: 'person', person: byAccount };
    if (byCode !== undefined) {
      if (who.name === '' || sameName(who.name, byCode)) return { kind: 'person', person: byCode };
      return {
        kind: 'proposed',
        person: byCode,
        reason: `Mã "${who.code}" là của ${describe(byCode)}, nhưng tệp ghi tên "${who.name}".`,
      };
    }
    return this.#findByName(who, code);
  }

  #findByName(who: Identity, code: string | null): Match {
    const told = [
      ...(code === null ? [] : [`mã "${who.code}"`]),
      ...(accountKey(who.email) === null ? [] : [`email "${who.email}"`]),
      ...(accountKey(who.username) === null ? [] : [`tên đăng nhập "${who.username}"`]),
    ].join(', ');
    const namesakes = who.name === '' ? [] : (this.#byName.get(fold(who.name)) ?? []);
    if (namesakes.length === 0) {
      const missing =
        told ||
        (who.name === '' ? 'người học (dòng không ghi mã, email hay tên)' : `tên "${who.name}"`);
      return {
        kind: 'nobody',
        reason: `Danh sách không có ${missing}. Hãy bổ sung người này vào danh sách; kết quả sẽ tự khớp theo mã hoặc email.`,
      };
    }
    const inUnit =
      who.unit === '' ? [] : namesakes.filter((person) => sameUnit(who.unit, person.unit));
    const [only, second] = inUnit.length > 0 ? inUnit : namesakes;
    if (only === undefined || second !== undefined) {
      return {
        kind: 'nobody',
        reason: `Có ${(inUnit.length || namesakes.length).toLocaleString('vi-VN')} người tên "${who.name}" trong danh sách. Hãy ghi mã hoặc email trong tệp để phân biệt.`,
      };
    }
    const unknown = told === '' ? 'Tệp không ghi mã hay email' : `Danh sách không có ${told}`;
    const where = inUnit.length > 0 ? 'khớp họ tên và đơn vị' : 'chỉ khớp họ tên';
    return {
      kind: 'proposed',
      person: only,
      reason: `${unknown}; ${where} với ${describe(only)}.`,
    };
  }
}

/** A person as the officer is shown them. */
export function describe(person: KnownPerson): string {
  return [person.name, person.code, person.unit].filter((part) => part !== '').join(' – ');
}

/** Names in any order of words, with or without diacritics. */
function sameName(name: string, person: KnownPerson): boolean {
  if (name === person.name) return true;
  const key = fold(name);
  const sorted = (words: string) => words.split(' ').sort().join(' ');
  return key === person.nameKey || sorted(key) === sorted(person.nameKey);
}

/** `Trường Mầm non Hoa Ban` and `MN Hoa Ban` name one school to a person's eye. */
function sameUnit(one: string, other: string): boolean {
  return unitWords(one) === unitWords(other);
}

function unitWords(name: string): string {
  return fold(name)
    .replace(/^truong /, '')
    .replace(/\bmam non\b/, 'mn')
    .replace(/\btieu hoc\b/, 'th')
    .replace(/\btrung hoc co so\b/, 'thcs')
    .replace(/\btrung hoc pho thong\b/, 'thpt');
}
