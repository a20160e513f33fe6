import type { Kysely } from 'kysely';
import { sees } from '../access/units-seen.ts';
import type { PupilCoverage } from '../contract/figures.ts';
import type { IndicatorGrid } from '../contract/indicators.ts';
import type { Coverage, KeptProgramme, Unfinished } from '../contract.ts';
import { coverageOf } from '../coverage/coverage.ts';
import { type ClassReach, classReaches, pupilCoverage } from '../coverage/pupils.ts';
import { lastDay, tally } from '../coverage/tally.ts';
import { unfinishedPeople } from '../coverage/unfinished.ts';
import type { RecordsTables } from '../database/tables.ts';
import { OFFICE_UNIT_ID } from '../imports/unit-plan.ts';
import { indicatorGrid } from '../indicators/statements.ts';
import type { AskedNode } from '../routes/asked-node.ts';

/** Sessions held within the period up to the day. */
export interface SessionCount {
  sessions: number;
  /** How many schools and nursery groups held one. */
  units: number;
}

/** All figures of a programme on a day at a node, as the calls for each of them answer. */
export interface ReportFigures {
  kept: KeptProgramme;
  on: string;
  /** Whose figures they are: the unit asked for, or the office for everything. */
  reporter: string;
  coverage: Coverage;
  pupils: PupilCoverage;
  classes: ClassReach[];
  indicators: IndicatorGrid;
  sessions: SessionCount;
  unfinished: Unfinished['people'];
  titles: ReadonlyMap<string, string>;
  /** Names of all units on the day by id. */
  unitNames: ReadonlyMap<string, string>;
}

/** Reads them all; inside one `home.read` they are of one moment. */
export async function reportFigures(
  db: Kysely<RecordsTables>,
  kept: KeptProgramme,
  on: string,
  asked: AskedNode,
): Promise<ReportFigures> {
  const { tree, node, seen } = asked;
  const { programme } = kept;
  const modules = await db.selectFrom('module').select(['slug', 'title']).execute();
  const titles = new Map(modules.map(({ slug, title }) => [slug, title]));
  const own = (await tally(db, programme, on)).filter(({ unitId }) => sees(seen, unitId));
  const within = node === null ? null : tree.below(node);
  const classes = await classReaches(db, programme, on, seen);
  return {
    kept,
    on,
    reporter: await reporterOf(db, asked),
    coverage: coverageOf(kept, on, own, { tree, node, modules: titles }),
    pupils: pupilCoverage(programme, on, classes, tree, node),
    classes: classes.filter(({ unitId }) => within === null || within.has(unitId)),
    indicators: await indicatorGrid(db, programme, on, asked),
    sessions: await countSessions(db, kept, on, asked),
    unfinished: await unfinishedPeople(db, programme, on, node, seen),
    titles,
    unitNames: new Map([...tree.all()].map(({ id, name }) => [id, name])),
  };
}

/** The name of the unit asked for, or of the office when everything is. */
export async function reporterOf(
  db: Kysely<RecordsTables>,
  { tree, node }: Pick<AskedNode, 'tree' | 'node'>,
): Promise<string> {
  const unit = node === null ? undefined : tree.get(node);
  if (unit !== undefined) return unit.name;
  const office = await db
    .selectFrom('unit')
    .select('name')
    .where('id', '=', OFFICE_UNIT_ID)
    .executeTakeFirst();
  return office?.name ?? '';
}

async function countSessions(
  db: Kysely<RecordsTables>,
  { programme }: KeptProgramme,
  on: string,
  { tree, node, seen }: AskedNode,
): Promise<SessionCount> {
  const within = node === null ? null : tree.below(node);
  const rows = await db
    .selectFrom('class_session')
    .select('unit_id')
    .where('day', '>=', programme.period.from)
    .where('day', '<=', lastDay(programme, on))
    .execute();
  const units = rows
    .map(({ unit_id }) => unit_id)
    .filter((id) => sees(seen, id) && (within === null || within.has(id)));
  return { sessions: units.length, units: new Set(units).size };
}
