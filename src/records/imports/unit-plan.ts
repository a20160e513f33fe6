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
    const [found] = fitting;
    if (found !== undefined) return this.#learn(found, entry);
    return this.#add({
      id: newId(),
      code: entry.unitCode || fold(entry.unit).replaceAll(' ', '-'),
      name: entry.unit,
      name_key: fold(entry.unit),
      kind: kindOfUnitName(entry.unit),
      level: levelOfUnitName(entry.unit) ?? entry.level,
      parent_id: office?.id ?? this.#root(),
      import_id: '',
    });
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

  /** A code given by the roster replaces one made from the name. */
  #learn(unit: UnitRow, entry: RosterEntry): UnitRow {
    if (entry.unitCode === '' || entry.unitCode === unit.code || this.#addedIds.has(unit.id))
      return unit;
    const before = this.#changes.get(unit.id)?.before ?? unit;
    this.#changes.set(unit.id, { before, after: { ...before, code: entry.unitCode } });
    return unit;
  }
}
