import { newId } from '../database/ids.ts';
import type { UnitRow } from '../database/tables.ts';
import { fold } from '../wording/fold.ts';
import { kindOfUnitName, levelOfUnitName } from '../wording/words.ts';
import type { RosterEntry } from './lines.ts';

/** Id of the office that runs the site; units hang under it unless the roster names a Phòng. */
export const OFFICE_UNIT_ID = 'office';

/** Finds the units a roster names among those kept, and plans the ones that are new. */
export class UnitPlan {
  readonly added: UnitRow[] = [];
  readonly #units = new Map<string, UnitRow>();
  readonly #byName = new Map<string, UnitRow[]>();
  readonly #changes = new Map<string, { before: UnitRow; after: UnitRow }>();
  readonly #addedIds = new Set<string>();

  constructor(units: readonly UnitRow[]) {
    for (const unit of units) this.#keep(unit);
  }

  /** Kept units of which the roster says more than was known. */
  get changed(): { before: UnitRow; after: UnitRow }[] {
    return [...this.#changes.values()];
  }

  nameOf(id: string): string {
    return this.#units.get(id)?.name ?? '';
  }

  /** The unit of a roster line, or a Vietnamese sentence why it cannot be told. */
  find(entry: RosterEntry): UnitRow | string {
    const office = entry.office === '' ? null : this.#findOffice(entry.office);
    const candidates = this.#byName.get(fold(entry.unit)) ?? [];
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

  /** A unit that no Phòng was named for yet: a roster that names one places it. */
  #withoutOffice(candidates: readonly UnitRow[]): readonly UnitRow[] {
    const [only, second] = candidates;
    const free = only !== undefined && second === undefined && only.id !== OFFICE_UNIT_ID;
    return free && (only.parent_id === null || only.parent_id === OFFICE_UNIT_ID) ? [only] : [];
  }

  #findOffice(name: string): UnitRow {
    const [found] = (this.#byName.get(fold(name)) ?? []).filter(
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
    this.#byName.set(unit.name_key, [...(this.#byName.get(unit.name_key) ?? []), unit]);
  }

  /** A code or a Phòng given by the roster replaces what was made up without it. */
  #learn(unit: UnitRow, entry: RosterEntry, office: UnitRow | null): UnitRow {
    const code = entry.unitCode || unit.code;
    const isOffice = office === null || office.id === unit.id;
    const parent_id = isOffice ? unit.parent_id : office.id;
    if (code === unit.code && parent_id === unit.parent_id) return unit;
    // A unit that this roster adds is written as it stands at the end.
    if (this.#addedIds.has(unit.id)) return Object.assign(unit, { code, parent_id });
    const before = this.#changes.get(unit.id)?.before ?? { ...unit };
    Object.assign(unit, { code, parent_id });
    this.#changes.set(unit.id, { before, after: unit });
    return unit;
  }
}
