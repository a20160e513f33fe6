import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { RecordsTables } from '../database/tables.ts';
import type { JudgedRow, Judgement } from './judged.ts';

/**
 * What an import speaks of: ids of units, also where it told nothing new, and of earlier imports whose
 * records kept aside it told again. Of two imports that speak of the same, the later builds on the
 * earlier: it has to be taken back first.
 */
export type Touches = ReadonlySet<string>;

/** A confirmed import, as far as it decides which others can be taken back. */
export interface ImportPlace {
  id: string;
  fileName: string;
  kind: string;
  /** Instant. */
  confirmedAt: string;
  /** Unit of the officer who brought it; null for one who sees all. */
  unitId: string | null;
  /** Null: not known, it may speak of all. */
  touches: Touches | null;
}

/** The units that a judged file speaks of. */
export function unitsOf({ rows, newUnits, changedUnits }: Judgement): Set<string> {
  const units = new Set<string>();
  for (const row of rows) for (const id of unitsOfRow(row)) units.add(id);
  for (const { id } of newUnits) units.add(id);
  for (const { before } of changedUnits) units.add(before.id);
  return units;
}

function unitsOfRow({ write, unit, verdict }: JudgedRow): string[] {
  // Whoever the file does not name is not spoken of; who left is there as `changed` once confirmed.
  const own = unit === undefined ? [] : [unit];
  switch (write?.table) {
    case 'person':
      if (verdict === 'gone') return own;
      return [...own, write.after.unit_id, write.before?.unit_id ?? write.after.unit_id];
    case 'school_class':
    case 'indicator_statement':
      return [...own, ...unitOf(write.after ?? write.before)];
    case 'class_session':
      return [...own, ...unitOf((write.after ?? write.before)?.row ?? null)];
    default:
      return own;
  }
}

function unitOf(row: { unit_id: string } | null): string[] {
  return row === null ? [] : [row.unit_id];
}

/** Confirmed imports, newest first. */
export async function importPlaces(db: Kysely<RecordsTables>): Promise<ImportPlace[]> {
  const rows = await db
    .selectFrom('import_batch')
    .select(['id', 'file_name', 'kind', 'confirmed_at', 'unit_id', 'touches'])
    .orderBy('confirmed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ id, file_name, kind, confirmed_at, unit_id, touches }) => ({
    id,
    fileName: file_name,
    kind,
    confirmedAt: confirmed_at,
    unitId: unit_id,
    touches: touches === null ? null : new Set(touchesSchema.parse(JSON.parse(touches))),
  }));
}

const touchesSchema = z.array(z.string());

/** As it is kept. */
export function touchesText(touches: Touches): string {
  return JSON.stringify([...touches].sort());
}

/**
 * Which import has to be taken back before another, for each that cannot be taken back yet: the newest of
 * those that build on it, directly or through others. `places` newest first.
 */
export function takenBackFirst(places: readonly ImportPlace[]): Map<string, ImportPlace> {
  const first = new Map<string, ImportPlace>();
  const laterOn = new Map<string, ImportPlace>();
  const newestOf = (place: ImportPlace) => first.get(place.id) ?? place;
  let latest: ImportPlace | null = null;
  let ofAll: ImportPlace | null = null;
  for (const place of places) {
    const { id, touches } = place;
    const later =
      touches === null
        ? latest
        : ([id, ...touches].map((one) => laterOn.get(one)).find((one) => one !== undefined) ??
          ofAll);
    if (later !== null) first.set(id, newestOf(later));
    latest = place;
    if (touches === null) ofAll = place;
    else for (const one of touches) laterOn.set(one, place);
  }
  return first;
}
