import { newId } from '../database/ids.ts';
import type { UnitPastRow, UnitRow } from '../database/tables.ts';
import { pastAfter } from '../units/past.ts';
import { codeKey, fold } from '../wording/fold.ts';
import { nearUnits, unitKey } from '../wording/name-keys.ts';
import { kindOfUnitName, levelOfUnitName } from '../wording/words.ts';
import type { UnitChange } from './judged.ts';
import type { RosterEntry } from './lines.ts';

/** Id of the office that runs the site; units hang under it unless the roster names a Phòng. */
export const OFFICE_UNIT_ID = 'office';

/** Finds the units a roster names among those kept, and plans the ones that are new. */
export class UnitPlan {
  readonly added: UnitRow[] = [];
  readonly #units = new Map<string, UnitRow>();
  readonly #byName = new Map<string, UnitRow[]>();
  readonly #byCode = new Map<string, UnitRow>();
  readonly #past: readonly UnitPastRow[];
  readonly #ambiguousCodes: ReadonlySet<string>;
  readonly #today: string;
  readonly #changes = new Map<string, { before: UnitRow; after: UnitRow }>();
  readonly #addedIds = new Set<string>();

  /** `entries`: all that the roster says, to see which codes it uses for more than one unit. */
  constructor(
    units: readonly UnitRow[],
    past: readonly UnitPastRow[],
    entries: readonly RosterEntry[],
    today: string,
  ) {
    this.#past = past;
    this.#today = today;
    this.#ambiguousCodes = codesOfSeveral(entries);
    for (const unit of units) this.#keep(unit);
  }

  /** Kept units of which the roster says more than was known, with their past when they moved. */
  get changed(): UnitChange[] {
    return [...this.#changes.values()].map(({ before, after }) => {
      if (!isMove(before, after)) return { before, after, past: null };
      const past = this.#past.filter(({ unit_id }) => unit_id === before.id);
      const was = {
        unit_id: before.id,
        name: before.name,
        parent_id: before.parent_id,
        import_id: null,
      };
      const rows = pastAfter<Omit<UnitPastRow, 'to_day'>>(
        past,
        was,
        this.#today,
        (state) => state.name === after.name && state.parent_id === after.parent_id,
      );
      return { before, after, past: { before: past, after: rows } };
    });
  }

  /** Units that move or take another name, as sentences. */
  get moves(): string[] {
    return this.changed
      .filter(({ past }) => past !== null)
      .map(({ before, after }) =>
        before.parent_id === after.parent_id
          ? `${before.name} → ${after.name}`
          : `${after.name} (${this.nameOf(before.parent_id ?? '')} → ${this.nameOf(after.parent_id ?? '')})`,
      );
  }

  /** Schools that are new and look like a slip of another one, as pairs of names: nobody has said so yet. */
  get lookAlikes(): [string, string][] {
    const schools = [...this.#units.values()].filter(isSchool);
    const keys = schools.map(({ name }) => unitKey(name));
    const pairs: [string, string][] = [];
    for (const [at, unit] of schools.entries()) {
      if (!this.#addedIds.has(unit.id)) continue;
      for (const [other, like] of schools.entries()) {
        // Of two that are new the pair is told once.
        if (other >= at && this.#addedIds.has(like.id)) continue;
        if (nearUnits(keys[at] ?? '', keys[other] ?? '')) pairs.push([unit.name, like.name]);
      }
    }
    return pairs;
  }

  nameOf(id: string): string {
    return this.#units.get(id)?.name ?? '';
  }

  /** The unit of a roster line, or a Vietnamese sentence why it cannot be told. */
  find(entry: RosterEntry): UnitRow | string {
    const office = entry.office === '' ? null : this.#findOffice(entry.office);
    const byCode = this.#ofCode(entry.unitCode);
    if (byCode !== undefined) return this.#learn(byCode, entry, office);
    const candidates = this.#byName.get(unitKey(entry.unit)) ?? [];
    const fitting =
      office === null
        ? candidates
        : candidates.filter(({ id, parent_id }) => parent_id === office.id || id === office.id);
    if (fitting.length > 1) {
      return `Có ${fitting.length} đơn vị cùng tên "${entry.unit}". Hãy thêm cột "Phòng" để phân biệt rồi nhập lại.`;
    }
    const [found] = fitting.length > 0 ? fitting : this.#withoutOffice(candidates);
    if (found !== undefined) return this.#learn(found, entry, office);
    return this.#add({
      id: newId(),
      code: entry.unitCode || fold(entry.unit).replaceAll(' ', '-'),
      name: entry.unit,
      name_key: fold(entry.unit),
      kind: kindOfUnitName(entry.unit),
      level: levelOfUnitName(entry.unit) ?? entry.level,
      parent_id: office?.id ?? this.#root(),
      import_id: '',
      from_day: null,
      to_day: null,
    });
  }

  /** A school's own code tells it whatever it is called and whichever Phòng it belongs to. */
  #ofCode(code: string): UnitRow | undefined {
    const key = codeKey(code);
    return key === null || this.#ambiguousCodes.has(key) ? undefined : this.#byCode.get(key);
  }

  /** A unit that no Phòng was named for yet: a roster that names one places it. */
  #withoutOffice(candidates: readonly UnitRow[]): readonly UnitRow[] {
    const [only, second] = candidates;
    const free = only !== undefined && second === undefined && only.id !== OFFICE_UNIT_ID;
    return free && (only.parent_id === null || only.parent_id === OFFICE_UNIT_ID) ? [only] : [];
  }

  #findOffice(name: string): UnitRow {
    const [found] = (this.#byName.get(unitKey(name)) ?? []).filter(
      ({ kind }) => kind !== 'truong' && kind !== 'nhom-tre',
    );
    if (found !== undefined) return found;
    return this.#add({
      id: newId(),
      code: fold(name).replaceAll(' ', '-'),
      name,
      name_key: fold(name),
      kind: 'phong',
      level: null,
      parent_id: this.#root(),
      import_id: '',
      from_day: null,
      to_day: null,
    });
  }

  #root(): string | null {
    return this.#units.has(OFFICE_UNIT_ID) ? OFFICE_UNIT_ID : null;
  }

  #add(unit: UnitRow): UnitRow {
    this.added.push(unit);
    this.#addedIds.add(unit.id);
    this.#keep(unit);
    return unit;
  }

  #keep(unit: UnitRow): void {
    this.#units.set(unit.id, unit);
    const name = unitKey(unit.name);
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), unit]);
    const code = codeKey(unit.code);
    if (code !== null && isSchool(unit)) this.#byCode.set(code, unit);
  }

  /** A code or a Phòng given by the roster replaces what was made up without it. */
  #learn(unit: UnitRow, entry: RosterEntry, office: UnitRow | null): UnitRow {
    const code = entry.unitCode || unit.code;
    const isOffice = office === null || office.id === unit.id;
    const parent_id = isOffice ? unit.parent_id : office.id;
    const name = isSchool(unit) ? entry.unit : unit.name;
    const name_key = fold(name);
    // Another spelling is no new name.
    const renamed = unitKey(name) !== unitKey(unit.name);
    if (code === unit.code && parent_id === unit.parent_id && !renamed) return unit;
    const learned = renamed ? { code, parent_id, name, name_key } : { code, parent_id };
    // A unit that this roster adds is written as it stands at the end.
    if (this.#addedIds.has(unit.id)) return Object.assign(unit, learned);
    const before = this.#changes.get(unit.id)?.before ?? { ...unit };
    Object.assign(unit, learned);
    this.#changes.set(unit.id, { before, after: unit });
    return unit;
  }
}

function isSchool({ kind }: UnitRow): boolean {
  return kind === 'truong' || kind === 'nhom-tre';
}

/** Whether a change is an event in time; a Phòng named for the first time is only better knowledge. */
function isMove(before: UnitRow, after: UnitRow): boolean {
  const placed = before.parent_id !== null && before.parent_id !== OFFICE_UNIT_ID;
  return before.name_key !== after.name_key || (placed && before.parent_id !== after.parent_id);
}

/** Codes that stand beside several names: a column that holds the Phòng's code, or a mistake. */
function codesOfSeveral(entries: readonly RosterEntry[]): Set<string> {
  const names = new Map<string, string>();
  const several = new Set<string>();
  for (const { unitCode, unit } of entries) {
    const key = codeKey(unitCode);
    if (key === null) continue;
    const name = unitKey(unit);
    if ((names.get(key) ?? name) !== name) several.add(key);
    names.set(key, name);
  }
  return several;
}
