import type { Kysely } from 'kysely';
import { type ImportMapping, importMappingSchema } from '../contract.ts';
import { contentKey } from '../database/ids.ts';
import type { RecordsTables } from '../database/tables.ts';
import { forgetSetting, keepSetting, readSetting, type SettingKey } from '../settings.ts';
import { fold } from '../wording/fold.ts';

/**
 * An officer's corrections, remembered for the next file of the same kind with the same headers: what
 * its columns mean, and which modules its activities are.
 */

/** The mapping to begin with: the remembered one if there is one, else what was guessed. */
export async function rememberedMapping(
  db: Kysely<RecordsTables>,
  guessed: ImportMapping,
): Promise<ImportMapping> {
  const kept = await readSetting(db, keyOf(guessed));
  const known = kept === '' ? null : importMappingSchema.safeParse(JSON.parse(kept));
  if (known === null || !known.success) return guessed;
  const { columns, modules } = known.data;
  const module = new Map(modules.map((one) => [one.title, one.module]));
  return {
    ...guessed,
    columns: guessed.columns.map((column, index) => ({
      ...column,
      field: columns[index]?.field ?? null,
    })),
    modules: guessed.modules.map((one) => ({
      ...one,
      module: module.has(one.title) ? (module.get(one.title) ?? null) : one.module,
    })),
  };
}

/** Keeps a confirmed mapping that is not what would be guessed; forgets one that is. */
export async function rememberMapping(
  db: Kysely<RecordsTables>,
  mapping: ImportMapping,
  guessed: ImportMapping,
): Promise<void> {
  const key = keyOf(guessed);
  if (isSame(mapping, guessed)) await forgetSetting(db, key);
  else await keepSetting(db, key, JSON.stringify(mapping));
}

function isSame(one: ImportMapping, other: ImportMapping): boolean {
  return (
    one.kind === other.kind &&
    one.columns.every(({ field }, index) => field === other.columns[index]?.field) &&
    one.modules.every(({ module }, index) => module === other.modules[index]?.module)
  );
}

function keyOf({ kind, columns }: ImportMapping): SettingKey {
  const headers = columns.map(({ header }) => fold(header));
  return `columns ${contentKey(JSON.stringify([kind, headers]))}`;
}
