import type { Kysely } from 'kysely';
import { type Programme, programmeSchema } from '../schemas/programme.ts';
import type { Actor } from './access/actor.ts';
import { writeAudit } from './access/audit.ts';
import { ApiProblem } from './api-problem.ts';
import type { Catalogue, KeptProgramme } from './contract.ts';
import type { RecordsTables } from './database/tables.ts';
import { rematch } from './imports/rematch.ts';
import { OFFICE_UNIT_ID } from './imports/unit-plan.ts';
import { keepSetting } from './settings.ts';
import { programmeDeed } from './wording/deeds.ts';
import { fold } from './wording/fold.ts';

type Database = Kysely<RecordsTables>;

/**
 * Takes over what this build of the site comes with; the office's own versions stay. What it changes of
 * programmes that are counted is put into the audit log.
 */
export async function takeCatalogue(
  db: Database,
  catalogue: Catalogue,
  actor: Actor,
): Promise<void> {
  const before = await listProgrammes(db);
  await keepCatalogue(db, catalogue);
  for (const { text, concernsFrom } of catalogueDeeds(before, await listProgrammes(db)))
    await writeAudit(db, {
      actor,
      call: 'PUT /catalogue',
      unitId: null,
      text: `Bản dựng mới của trang. ${text}`,
      concernsFrom,
    });
}

/** What another build of the site changes of programmes that are counted; nothing at the first. */
function catalogueDeeds(before: readonly KeptProgramme[], after: readonly KeptProgramme[]) {
  if (before.length === 0) return [];
  const then = new Map(before.map(({ id, programme }) => [id, programme]));
  const now = new Map(after.map(({ id, programme }) => [id, programme]));
  return [...new Set([...then.keys(), ...now.keys()])]
    .map((id) => programmeDeed(id, then.get(id) ?? null, now.get(id) ?? null))
    .flatMap(({ text = '', concernsFrom = null }) =>
      concernsFrom === null ? [] : [{ text, concernsFrom }],
    );
}

async function keepCatalogue(db: Database, catalogue: Catalogue): Promise<void> {
  await db.updateTable('programme').set({ site: null }).execute();
  for (const { id, programme } of catalogue.programmes) {
    const site = JSON.stringify(programme);
    await db
      .insertInto('programme')
      .values({ id, site, own: null })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ site }))
      .execute();
  }
  await db.deleteFrom('programme').where('site', 'is', null).where('own', 'is', null).execute();
  const known = new Set(
    (await db.selectFrom('module').select('slug').execute()).map(({ slug }) => slug),
  );
  await db.deleteFrom('module').execute();
  for (const { slug, title, passMark } of catalogue.modules) {
    await db
      .insertInto('module')
      .values({ slug, title, pass_mark: passMark ?? null })
      .execute();
  }
  if (catalogue.topics !== undefined) await keepSetting(db, 'topics', catalogue.topics.join(' '));
  if (catalogue.office !== undefined) await keepOffice(db, catalogue.office);
  if (catalogue.modules.some(({ slug }) => !known.has(slug))) await rematch(db);
}

async function keepOffice(db: Database, office: NonNullable<Catalogue['office']>): Promise<void> {
  const { name, kind } = office;
  const fields = { name, name_key: fold(name), kind, code: fold(name).replaceAll(' ', '-') };
  await db
    .insertInto('unit')
    .values({
      id: OFFICE_UNIT_ID,
      level: null,
      parent_id: null,
      import_id: null,
      from_day: null,
      to_day: null,
      ...fields,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(fields))
    .execute();
  // Units that a roster brought before the office was known hang under it now.
  await db
    .updateTable('unit')
    .set({ parent_id: OFFICE_UNIT_ID })
    .where('parent_id', 'is', null)
    .where('id', '!=', OFFICE_UNIT_ID)
    .execute();
}

/** Every programme, the office's own version where there is one, in their own order. */
export async function listProgrammes(db: Database): Promise<KeptProgramme[]> {
  const rows = await db.selectFrom('programme').selectAll().orderBy('id').execute();
  return rows
    .map(({ id, site, own }) => ({
      id,
      programme: programmeSchema.parse(JSON.parse(own ?? site ?? '{}')),
      edited: own !== null,
    }))
    .sort((a, b) => a.programme.order - b.programme.order);
}

/** One programme as it is counted, or null. */
export async function programmeIfThere(db: Database, id: string): Promise<Programme | null> {
  return (await listProgrammes(db)).find((kept) => kept.id === id)?.programme ?? null;
}

/** One programme; refuses with the next step when there is none of that id. */
export async function findProgramme(db: Database, id: string): Promise<KeptProgramme> {
  const found = (await listProgrammes(db)).find((kept) => kept.id === id);
  if (found === undefined) {
    throw new ApiProblem(
      404,
      'unknown-programme',
      `Không có chương trình "${id}". Hãy chọn chương trình khác trong danh sách.`,
    );
  }
  return found;
}

/** Keeps the office's own version of a programme. */
export async function keepProgramme(
  db: Database,
  { id, programme }: Pick<KeptProgramme, 'id' | 'programme'>,
): Promise<void> {
  const own = JSON.stringify(programme);
  await db
    .insertInto('programme')
    .values({ id, site: null, own })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ own }))
    .execute();
}

/** Back to the site's version; a programme that only the office had is gone. */
export async function dropOwnProgramme(db: Database, id: string): Promise<void> {
  await db.updateTable('programme').set({ own: null }).where('id', '=', id).execute();
  await db.deleteFrom('programme').where('id', '=', id).where('site', 'is', null).execute();
}
