import type { PersonRow } from '../database/tables.ts';
import { codeKey } from '../wording/fold.ts';
import { sameName } from '../wording/person-names.ts';
import { type Line, placeOf, type RosterEntry } from './lines.ts';
import type { PlacedEntry } from './roster-people.ts';

/** A line of a roster of which the unit is known. */
export interface PlacedLine extends PlacedEntry {
  line: Line<RosterEntry>;
}

/**
 * Lines of one file that cannot both be right, with the reason: one code twice in a unit; one code and
 * name in two units, unless a unit numbers its own staff.
 */
export function repeatedLines(
  placed: readonly PlacedLine[],
  numbersItsOwn: (unitId: string) => boolean,
): Map<Line<RosterEntry>, string> {
  const byCode = new Map<string, PlacedLine[]>();
  for (const each of placed) {
    const code = codeKey(each.entry.code);
    if (code === null) continue;
    const same = byCode.get(code);
    if (same === undefined) byCode.set(code, [each]);
    else same.push(each);
  }
  const refused = new Map<Line<RosterEntry>, string>();
  for (const same of byCode.values()) {
    if (same.length < 2) continue;
    for (const each of same) {
      const reason = whyRepeated(each, same, numbersItsOwn);
      if (reason !== null) refused.set(each.line, reason);
    }
  }
  return refused;
}

function whyRepeated(
  { entry, unitId }: PlacedLine,
  same: readonly PlacedLine[],
  numbersItsOwn: (unitId: string) => boolean,
): string | null {
  const here = same.filter((each) => each.unitId === unitId);
  if (here.length > 1) {
    return `Mã "${entry.code}" có ở ${here.length} dòng: ${listed(here)}. Trong một đơn vị, mỗi người một mã; hãy sửa trong tệp rồi nhập lại.`;
  }
  const everywhere = same.filter((each) => sameName(each.entry.name, entry.name));
  if (everywhere.length < 2 || everywhere.some((each) => numbersItsOwn(each.unitId))) return null;
  return `Cùng mã, cùng tên ở ${everywhere.length} đơn vị: ${listed(everywhere)}. Người dạy ở nhiều trường thì ghi một dòng ở trường chính, bỏ dòng kia.`;
}

function listed(lines: readonly PlacedLine[]): string {
  return lines
    .slice(0, 5)
    .map(({ line }) => placeOf(line))
    .join(', ');
}

/** People that this file adds, to find one who is named twice without codes that tell them apart. */
export class AddedPeople {
  readonly #byName = new Map<string, { person: PersonRow; place: string }[]>();

  /** Where the file named this new person before, or null. */
  earlier(person: PersonRow): string | null {
    const namesakes = this.#byName.get(person.name_key) ?? [];
    return namesakes.find((each) => isOne(each.person, person))?.place ?? null;
  }

  add(person: PersonRow, place: string): void {
    const added = { person, place };
    const namesakes = this.#byName.get(person.name_key);
    if (namesakes === undefined) this.#byName.set(person.name_key, [added]);
    else namesakes.push(added);
  }
}

/** Two lines of one name: one person by their account or unit, unless code or account tells them apart. */
function isOne(one: PersonRow, other: PersonRow): boolean {
  const differ = (key: 'code_key' | 'email_key' | 'username_key') =>
    one[key] !== null && other[key] !== null && one[key] !== other[key];
  if (differ('code_key') || differ('email_key') || differ('username_key')) return false;
  const shared = (key: 'email_key' | 'username_key') =>
    one[key] !== null && one[key] === other[key];
  return one.unit_id === other.unit_id || shared('email_key') || shared('username_key');
}
