import type { PersonRow } from '../database/tables.ts';
import { accountKey, codeKey, fold } from '../wording/fold.ts';
import { nearName, sameName } from '../wording/person-names.ts';
import type { RosterEntry } from './lines.ts';

/** A line of a roster with its unit. */
export interface PlacedEntry {
  entry: RosterEntry;
  unitId: string;
}

/** Whom a line of a roster means. */
export type Found =
  | { kind: 'person'; person: PersonRow }
  /** Nobody kept; `sharedCode`: others elsewhere hold the code. */
  | { kind: 'nobody'; sharedCode: boolean }
  /** Perhaps this person: the officer decides. */
  | { kind: 'ask'; person: PersonRow; reason: string; otherwise: Otherwise };

/** What the line is when the person asked about is not meant: somebody new, also only once that one has left. */
export type Otherwise = 'new' | 'new-once-left';

/**
 * The people kept, as a roster may name them. A code is a number that an office or a school gives: two
 * schools may give the same. So a code, e-mail or user name identifies together with the name only;
 * under another name it is asked about, or is somebody else at another school
 * (`docs/decisions/who-is-who.md`).
 */
export class RosterPeople {
  readonly #today: string;
  readonly #byCode = new Map<string, PersonRow[]>();
  readonly #byAccount = new Map<string, PersonRow[]>();
  readonly #byName = new Map<string, PersonRow[]>();
  readonly #ownNumbers: ReadonlySet<string>;
  readonly #claimed = new Set<string>();

  /** `people` are those that may be seen; `lines` all of the file, to see which schools number their own. */
  constructor(people: readonly PersonRow[], lines: readonly PlacedEntry[], today: string) {
    this.#today = today;
    for (const person of people) {
      if (person.code_key !== null) push(this.#byCode, person.code_key, person);
      for (const account of accountsOf(person.email_key, person.username_key))
        push(this.#byAccount, account, person);
      push(this.#byName, `${person.name_key} ${person.unit_id}`, person);
    }
    this.#ownNumbers = this.#unitsOfOwnNumbers(lines);
  }

  /** Whether a unit's codes are also those of other people elsewhere: it numbers its own staff. */
  numbersItsOwn(unitId: string): boolean {
    return this.#ownNumbers.has(unitId);
  }

  /** A person that a line has been found to mean is nobody else's any more. */
  claim(person: PersonRow): void {
    this.#claimed.add(person.id);
  }

  /** Whom a line means without any doubt, or null. */
  certain({ entry, unitId }: PlacedEntry): PersonRow | null {
    const code = codeKey(entry.code);
    const holders = code === null ? [] : (this.#byCode.get(code) ?? []);
    const named = holders.filter(({ name }) => sameName(entry.name, name));
    const here = named.filter((person) => person.unit_id === unitId);
    const staying = here.filter((person) => !this.#hasLeft(person));
    const found = staying[0] ?? here[0];
    if (found !== undefined) return found;
    const [moved, second] = named;
    const taken = holders.some((each) => each.unit_id === unitId && !this.#hasLeft(each));
    if (moved !== undefined) {
      return second === undefined && !taken && !this.numbersItsOwn(unitId) ? moved : null;
    }
    if (taken) return null;
    return this.#byAccountOf(entry, code) ?? this.#byNameAt(entry, unitId, code);
  }

  /** Whom a line may mean that nobody is certain for; people claimed by other lines are left out. */
  find(line: PlacedEntry): Found {
    const { entry, unitId } = line;
    const code = codeKey(entry.code);
    const free = (person: PersonRow) => !this.#claimed.has(person.id);
    const holders = code === null ? [] : (this.#byCode.get(code) ?? []).filter(free);
    const nobody: Found = {
      kind: 'nobody',
      sharedCode: holders.some((person) => person.unit_id !== unitId),
    };
    const namesake = this.#onlyNamesake(entry, unitId, free);
    const holder = holders.find((each) => each.unit_id === unitId && !this.#hasLeft(each));
    if (holder !== undefined) {
      const told = `Mã "${entry.code}" đang là của ${holder.name}, nhưng tệp ghi tên "${entry.name}".`;
      return namesake !== null && namesake.id !== holder.id
        ? this.#ask(
            namesake,
            `${told} Đánh dấu nếu ${entry.name} nay mang mã này (mã cũ: ${namesake.code || 'không có'}).`,
          )
        : this.#ask(
            holder,
            `${told} Đánh dấu nếu là một người đã sửa tên. Nếu là người mới mang mã của người đã nghỉ, hãy đánh dấu ${holder.name} đã nghỉ ở phần "Không còn trong tệp".`,
            'new-once-left',
          );
    }
    const [same, more] = holders.filter(({ name }) => sameName(entry.name, name));
    if (same !== undefined && more === undefined) {
      return this.#ask(
        same,
        'Mã và họ tên trùng với người ở trường khác, mà trường này tự đánh mã. Đánh dấu nếu người ấy chuyển đến đây; nếu không, đây là người mới.',
      );
    }
    const [near, other] = holders.filter(({ name }) => nearName(entry.name, name));
    if (near !== undefined && other === undefined) {
      return this.#ask(
        near,
        `Mã trùng với người ở trường khác có tên gần giống: ${near.name}, tệp ghi "${entry.name}". Đánh dấu nếu là một người chuyển đến đây; nếu không, đây là người mới.`,
      );
    }
    const owner = this.#owner(entry);
    if (owner !== null && free(owner)) {
      const asked = askedOfAccount(owner, line);
      if (asked !== null) return this.#ask(owner, asked);
    }
    if (namesake !== null) {
      return this.#ask(
        namesake,
        `Cùng họ tên, cùng đơn vị, nhưng khác mã hoặc tài khoản (đang giữ: ${namesake.code || namesake.email || namesake.username}). Đánh dấu nếu là một người đã đổi; nếu không, đây là người mới.`,
      );
    }
    return nobody;
  }

  #ask(person: PersonRow, reason: string, otherwise: Otherwise = 'new'): Found {
    return { kind: 'ask', person, reason, otherwise };
  }

  #hasLeft({ to_day }: PersonRow): boolean {
    return to_day !== null && to_day <= this.#today;
  }

  /** The one person of an e-mail or user name; what two share identifies nobody. */
  #owner(entry: RosterEntry): PersonRow | null {
    for (const account of accountsOf(accountKey(entry.email), accountKey(entry.username))) {
      const [only, second] = this.#byAccount.get(account) ?? [];
      if (only !== undefined && second === undefined) return only;
    }
    return null;
  }

  #byAccountOf(entry: RosterEntry, code: string | null): PersonRow | null {
    const owner = this.#owner(entry);
    if (owner === null || !sameName(entry.name, owner.name)) return null;
    return code === null || owner.code_key === null || code === owner.code_key ? owner : null;
  }

  /** By name and unit, where neither side says something else. */
  #byNameAt(entry: RosterEntry, unitId: string, code: string | null): PersonRow | null {
    const email = accountKey(entry.email);
    const username = accountKey(entry.username);
    const differ = (one: string | null, other: string | null) =>
      one !== null && other !== null && one !== other;
    const [only, second] = this.#namesakes(entry, unitId);
    if (only === undefined || second !== undefined) return null;
    const other =
      differ(code, only.code_key) ||
      differ(email, only.email_key) ||
      differ(username, only.username_key);
    return other ? null : only;
  }

  #onlyNamesake(
    entry: RosterEntry,
    unitId: string,
    free: (person: PersonRow) => boolean,
  ): PersonRow | null {
    const [only, second] = this.#namesakes(entry, unitId).filter(
      (person) => free(person) && !this.#hasLeft(person),
    );
    return only !== undefined && second === undefined ? only : null;
  }

  #namesakes(entry: RosterEntry, unitId: string): readonly PersonRow[] {
    return this.#byName.get(`${fold(entry.name)} ${unitId}`) ?? [];
  }

  /** Units of which a code is held elsewhere under another name, among those kept or in the file. */
  #unitsOfOwnNumbers(lines: readonly PlacedEntry[]): Set<string> {
    const units = new Set<string>();
    const first = new Map<string, PlacedEntry>();
    for (const line of lines) {
      const code = codeKey(line.entry.code);
      if (code === null) continue;
      const { name } = line.entry;
      const elsewhere = (this.#byCode.get(code) ?? []).some(
        (person) => person.unit_id !== line.unitId && !sameName(name, person.name),
      );
      if (elsewhere) units.add(line.unitId);
      const earlier = first.get(code);
      if (earlier === undefined) first.set(code, line);
      else if (earlier.unitId !== line.unitId && !sameName(name, earlier.entry.name)) {
        units.add(line.unitId);
        units.add(earlier.unitId);
      }
    }
    return units;
  }
}

/** Why an account under this line is to be asked about, or null where it is plainly somebody else. */
function askedOfAccount(owner: PersonRow, { entry, unitId }: PlacedEntry): string | null {
  if (sameName(entry.name, owner.name)) {
    return `Email hoặc tên đăng nhập là của ${owner.name}, đang giữ mã "${owner.code}", nhưng tệp ghi mã "${entry.code}". Đánh dấu nếu là một người đã đổi mã; nếu không, đây là người mới.`;
  }
  if (owner.unit_id !== unitId && !nearName(entry.name, owner.name)) return null;
  return `Email hoặc tên đăng nhập là của ${owner.name}, nhưng tệp ghi tên "${entry.name}". Đánh dấu nếu là một người đã sửa tên; nếu hai người dùng chung, đây là người mới.`;
}

function accountsOf(email: string | null, username: string | null): string[] {
  return [
    ...(email === null ? [] : [`email ${email}`]),
    ...(username === null ? [] : [`username ${username}`]),
  ];
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
