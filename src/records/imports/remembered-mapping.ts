import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ImportMapping, SheetMapping } from '../contract.ts';
import { contentKey } from '../database/ids.ts';
import type { RecordsTables } from '../database/tables.ts';
import { forgetSetting, keepSetting, readSetting, type SettingKey } from '../settings.ts';
import { fold } from '../wording/fold.ts';

/**
 * An officer's corrections, remembered for the next file of the same kind with a sheet of the same
 * headers: what its columns mean, and which modules its activities are. That a sheet was left out is
 * not remembered: the next file's may be wanted.
 */
const keptSchema = z.object({
  /** By column. */
  fields: z.array(z.string().nullable()),
  modules: z.array(z.object({ title: z.string(), module: z.string().nullable() })),
});

/** The mapping to begin with: as remembered where something is, else what was guessed (the same object). */
export async function rememberedMapping(
  db: Kysely<RecordsTables>,
  guessed: ImportMapping,
): Promise<ImportMapping> {
  const modules = new Map<string, string | null>();
  let any = false;
  const sheets: SheetMapping[] = [];
  for (const sheet of guessed.sheets) {
    const kept = await readSetting(db, keyOf(guessed.kind, sheet));
    const known = kept === '' ? null : keptSchema.safeParse(JSON.parse(kept));
    if (known === null || !known.success) {
      sheets.push(sheet);
      continue;
    }
    any = true;
    const { fields } = known.data;
    const columns = sheet.columns.map((column, at) => ({ ...column, field: fields[at] ?? null }));
    sheets.push({ ...sheet, columns });
    for (const { title, module } of known.data.modules) modules.set(title, module);
  }
  if (!any) return guessed;
  return {
    ...guessed,
    sheets,
    modules: guessed.modules.map((one) => ({
      ...one,
      module: modules.has(one.title) ? (modules.get(one.title) ?? null) : one.module,
    })),
  };
}

/** Keeps what a confirmed mapping has that would not be guessed; forgets what would be. */
export async function rememberMapping(
  db: Kysely<RecordsTables>,
  mapping: ImportMapping,
  guessed: ImportMapping,
): Promise<void> {
  const sameModules =
    mapping.modules.length === guessed.modules.length &&
    mapping.modules.every(({ module }, at) => module === guessed.modules[at]?.module);
  for (const [at, sheet] of mapping.sheets.entries()) {
    if (!sheet.included) continue;
    const fields = sheet.columns.map(({ field }) => field);
    const guess = guessed.sheets[at]?.columns.map(({ field }) => field);
    const key = keyOf(mapping.kind, sheet);
    if (sameModules && JSON.stringify(fields) === JSON.stringify(guess))
      await forgetSetting(db, key);
    else await keepSetting(db, key, JSON.stringify({ fields, modules: mapping.modules }));
  }
}

function keyOf(kind: ImportMapping['kind'], { columns }: SheetMapping): SettingKey {
  const headers = columns.map(({ header }) => fold(header));
  return `columns ${contentKey(JSON.stringify([kind, headers]))}`;
}
