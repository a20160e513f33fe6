import type { Context, Hono } from 'hono';
import type { Kysely } from 'kysely';
import type { Coverage, Unfinished } from '../contract.ts';
import { coverageOf } from '../coverage/coverage.ts';
import { tally } from '../coverage/tally.ts';
import { unfinishedPeople } from '../coverage/unfinished.ts';
import type { RecordsTables } from '../database/tables.ts';
import { completionsCsv } from '../exports/completions-csv.ts';
import { coverageCsv } from '../exports/coverage-csv.ts';
import { unfinishedCsv } from '../exports/unfinished-csv.ts';
import { listUnits, listUnmatched } from '../lists.ts';
import { findProgramme } from '../programmes.ts';
import type { WorkQueue } from '../work-queue.ts';
import {
  pageSchema,
  parse,
  type ReportQuery,
  reportSchema,
  styleSchema,
  unitSchema,
} from './request.ts';

/** Calls that read: units, coverage, who has not finished, and the same as CSV. */
export function reportRoutes(app: Hono, db: Kysely<RecordsTables>, queue: WorkQueue): void {
  const titles = async () =>
    new Map(
      (await db.selectFrom('module').select(['slug', 'title']).execute()).map(({ slug, title }) => [
        slug,
        title,
      ]),
    );

  const coverage = async ({ programme, on }: ReportQuery): Promise<Coverage> => {
    const kept = await findProgramme(db, programme);
    const units = await db.selectFrom('unit').select(['id', 'name']).execute();
    const names = {
      units: new Map(units.map(({ id, name }) => [id, name])),
      modules: await titles(),
    };
    return coverageOf(kept, on, await tally(db, kept.programme, on), names);
  };

  const unfinished = (context: Context): Promise<Unfinished['people']> => {
    const { programme, on } = parse(reportSchema, context.req.query());
    const { unit } = parse(unitSchema, context.req.query());
    return queue.run(async () =>
      unfinishedPeople(db, (await findProgramme(db, programme)).programme, on, unit || null),
    );
  };

  app.get('/units', async (context) => context.json(await queue.run(() => listUnits(db))));

  app.get('/coverage', async (context) => {
    const query = parse(reportSchema, context.req.query());
    return context.json(await queue.run(() => coverage(query)));
  });

  app.get('/unfinished', async (context) => {
    const { offset, limit } = parse(pageSchema, context.req.query());
    const people = await unfinished(context);
    return context.json({ total: people.length, people: people.slice(offset, offset + limit) });
  });

  app.get('/unmatched', async (context) => {
    const page = parse(pageSchema, context.req.query());
    return context.json(await queue.run(() => listUnmatched(db, page)));
  });

  app.get('/exports/completions.csv', async (context) => {
    const { programme, on } = parse(reportSchema, context.req.query());
    const { separator } = parse(styleSchema, context.req.query());
    const csv = await queue.run(async () =>
      completionsCsv(db, (await findProgramme(db, programme)).programme, on, separator),
    );
    return download(csv, `ket-qua-hoan-thanh-${on}.csv`);
  });

  app.get('/exports/coverage.csv', async (context) => {
    const query = parse(reportSchema, context.req.query());
    const { separator } = parse(styleSchema, context.req.query());
    const figures = await queue.run(() => coverage(query));
    return download(coverageCsv(figures, separator), `do-bao-phu-${query.on}.csv`);
  });

  app.get('/exports/unfinished.csv', async (context) => {
    const { on } = parse(reportSchema, context.req.query());
    const { separator } = parse(styleSchema, context.req.query());
    const people = await unfinished(context);
    return download(
      unfinishedCsv(people, await queue.run(titles), separator),
      `chua-hoan-thanh-${on}.csv`,
    );
  });
}

function download(csv: string, name: string): Response {
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
  };
  return new Response(csv, { headers });
}
