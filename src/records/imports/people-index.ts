import type { Kysely } from 'kysely';
import { idsOf, type UnitsSeen } from '../access/units-seen.ts';
import type { RecordsTables } from '../database/tables.ts';
import { accountKey, codeKey, fold } from '../wording/fold.ts';
import { unitKey } from '../wording/name-keys.ts';
import { nearName, sameName } from '../wording/person-names.ts';
import type { Identity } from './lines.ts';

/** What is needed of a person to find them. */
export interface KnownPerson {
  id: string;
  code: string;
  name: string;
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
 * Finds the people of a roster. A code is a number that an office or a school gives, and two schools may
 * give the same (`docs/decisions/who-is-who.md`): it identifies together with the name, or alone where
 * one person holds it. So does an e-mail or user name that one person has. A name alone, or either under
 * another name, is only ever proposed: never taken by itself.
 */
export class PeopleIndex {
  readonly #all: boolean;
  readonly #byCode = new Map<string, KnownPerson[]>();
  readonly #byAccount = new Map<string, KnownPerson | null>();
  readonly #byName = new Map<string, KnownPerson[]>();

  /** `all`: these are all people there are. */
  private constructor(all: boolean) {
    this.#all = all;
  }

  /** Reads the roster of the units seen. */
  static async load(db: Kysely<RecordsTables>, seen: UnitsSeen = 'all'): Promise<PeopleIndex> {
    const ids = idsOf(seen);
    const index = new PeopleIndex(ids === null);
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
        unit: row.unit,
        unitId: row.unit_id,
      };
      if (row.code_key !== null) push(index.#byCode, row.code_key, person);
      for (const account of new Set([row.email_key, row.username_key])) {
        if (account !== null)
          index.#byAccount.set(account, index.#byAccount.has(account) ? null : person);
      }
      push(index.#byName, row.name_key, person);
    }
    return index;
  }

  find(who: Identity): Match {
    const code = codeKey(who.code);
    const holders = code === null ? [] : (this.#byCode.get(code) ?? []);
    const owner = this.#owner(who);
    const byCode = holderOf(who, holders, this.#all);
    if (owner !== null && code !== null && !holders.includes(owner)) {
      const other = byCode.kind === 'nobody' ? holders[0] : byCode.person;
      if (other !== undefined) {
        return {
          kind: 'nobody',
          reason: `Mã là của ${describe(other)}, còn email hoặc tên đăng nhập là của ${describe(owner)}. Hãy sửa trong tệp hoặc trong danh sách.`,
        };
      }
    }
    if (owner !== null) {
      if (who.name === '' || sameName(who.name, owner.name))
        return { kind: 'person', person: owner };
      return {
        kind: 'proposed',
        person: owner,
        reason: `Email hoặc tên đăng nhập là của ${describe(owner)}, nhưng tệp ghi tên "${who.name}".`,
      };
    }
    return byCode.kind !== 'nobody'
      ? byCode
      : this.#findByName(who, code, holders.length === 0 ? '' : byCode.reason);
  }

  /** The one person of an e-mail or user name; what two share identifies nobody. */
  #owner(who: Identity): KnownPerson | null {
    for (const key of [accountKey(who.email), accountKey(who.username)]) {
      const owner = key === null ? undefined : this.#byAccount.get(key);
      if (owner) return owner;
    }
    return null;
  }

  #isShared(who: Identity): boolean {
    return [accountKey(who.email), accountKey(who.username)].some(
      (key) => key !== null && this.#byAccount.get(key) === null,
    );
  }

  /** `shared`: why the holders of the code told nobody, or empty when nobody holds it. */
  #findByName(who: Identity, code: string | null, shared: string): Match {
    const told = [
      ...(code === null ? [] : [`mã "${who.code}"`]),
      ...(accountKey(who.email) === null ? [] : [`email "${who.email}"`]),
      ...(accountKey(who.username) === null ? [] : [`tên đăng nhập "${who.username}"`]),
    ].join(', ');
    const namesakes = who.name === '' ? [] : (this.#byName.get(fold(who.name)) ?? []);
    if (namesakes.length === 0) {
      if (this.#isShared(who)) {
        return {
          kind: 'nobody',
          reason: `Nhiều người dùng chung email hoặc tên đăng nhập này, và danh sách không có tên "${who.name}". Hãy ghi mã, hoặc bổ sung người này vào danh sách.`,
        };
      }
      if (shared !== '') return { kind: 'nobody', reason: shared };
      const missing =
        told ||
        (who.name === '' ? 'người học (dòng không ghi mã, email hay tên)' : `tên "${who.name}"`);
      return {
        kind: 'nobody',
        reason: `Danh sách không có ${missing}. Hãy bổ sung người này vào danh sách; kết quả sẽ tự khớp theo mã hoặc email.`,
      };
    }
    const inUnit = namesakes.filter((person) => isOf(who, person));
    const [only, second] = inUnit.length > 0 ? inUnit : namesakes;
    if (only === undefined || second !== undefined) {
      return {
        kind: 'nobody',
        reason: `Có ${(inUnit.length || namesakes.length).toLocaleString('vi-VN')} người tên "${who.name}" trong danh sách. Hãy ghi mã hoặc email trong tệp để phân biệt.`,
      };
    }
    const unknown =
      told === ''
        ? 'Tệp không ghi mã hay email'
        : shared === ''
          ? `Danh sách không có ${told}`
          : shared.replace(/\.$/, '');
    const where = inUnit.length > 0 ? 'khớp họ tên và đơn vị' : 'chỉ khớp họ tên';
    return {
      kind: 'proposed',
      person: only,
      reason: `${unknown}; ${where} với ${describe(only)}.`,
    };
  }
}

/** Whom a code means among those who hold it, by the name and unit beside it; `all`: nobody else can hold it. */
function holderOf(who: Identity, holders: readonly KnownPerson[], all: boolean): Match {
  const named = who.name === '' ? holders : holders.filter(({ name }) => sameName(who.name, name));
  const here = named.filter((person) => isOf(who, person));
  const [only, second] = here.length > 0 ? here : named;
  if (only !== undefined && second !== undefined) {
    return {
      kind: 'nobody',
      reason: `${named.length.toLocaleString('vi-VN')} người mang mã "${who.code}". Hãy ghi ${who.name === '' ? 'họ tên và ' : ''}đơn vị trong tệp để phân biệt.`,
    };
  }
  if (only !== undefined) {
    // Where others may hold the code, the unit must not say another one.
    const alone = all && holders.length === 1 && who.name !== '';
    const sure = here.length > 0 || who.unit === '' || alone;
    if (sure) return { kind: 'person', person: only };
    return {
      kind: 'proposed',
      person: only,
      reason: `Mã "${who.code}" là của ${describe(only)}, nhưng tệp ghi đơn vị "${who.unit}".`,
    };
  }
  const atUnit = holders.filter((person) => isOf(who, person));
  const near = holders.filter(({ name }) => nearName(who.name, name));
  const meant =
    [atUnit, near].find((some) => some.length === 1)?.[0] ??
    (holders.length === 1 && who.unit === '' ? holders[0] : undefined);
  if (meant === undefined) {
    return {
      kind: 'nobody',
      reason: `Mã "${who.code}" trong danh sách là của người tên khác, ở trường khác. Hãy bổ sung ${who.name} vào danh sách; kết quả sẽ tự khớp theo mã và họ tên.`,
    };
  }
  return {
    kind: 'proposed',
    person: meant,
    reason: `Mã "${who.code}" là của ${describe(meant)}, nhưng tệp ghi tên "${who.name}".`,
  };
}

/** A person as the officer is shown them. */
export function describe(person: Pick<KnownPerson, 'name' | 'code' | 'unit'>): string {
  return [person.name, person.code, person.unit].filter((part) => part !== '').join(' – ');
}

/** Whether the file's unit is the person's; `Trường Mầm non Hoa Ban` and `MN Hoa Ban` are one. */
function isOf({ unit }: Identity, person: KnownPerson): boolean {
  return unit !== '' && unitKey(unit) === unitKey(person.unit);
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
