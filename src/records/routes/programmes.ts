import type { Hono } from 'hono';
import type { Kysely } from 'kysely';
import { programmeSchema } from '../../schemas/programme.ts';
import { slugSchema } from '../../schemas/scalars.ts';
import { catalogueSchema, type State } from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import {
  dropOwnProgramme,
  findProgramme,
  keepCatalogue,
  keepProgramme,
  listProgrammes,
} from '../programmes.ts';
import type { WorkQueue } from '../work-queue.ts';
import { body, parse } from './request.ts';

/** Calls about what the site brings, and the office's own versions of programmes. */
export function programmeRoutes(
  app: Hono,
  db: Kysely<RecordsTables>,
  queue: WorkQueue,
  state: () => Promise<State>,
): void {
  app.put('/catalogue', async (context) => {
    const catalogue = await body(context, catalogueSchema);
    const kept = await queue.run(async () => {
      await keepCatalogue(db, catalogue);
      return state();
    });
    return context.json(kept);
  });

  app.get('/programmes', async (context) =>
    context.json(await queue.run(() => listProgrammes(db))),
  );

  app.put('/programmes/:id', async (context) => {
    const id = parse(slugSchema, context.req.param('id'));
    const programme = await body(context, programmeSchema);
    const kept = await queue.run(async () => {
      await keepProgramme(db, { id, programme });
      return findProgramme(db, id);
    });
    return context.json(kept);
  });

  app.delete('/programmes/:id', async (context) => {
    const id = parse(slugSchema, context.req.param('id'));
    const left = await queue.run(async () => {
      await dropOwnProgramme(db, id);
      return listProgrammes(db);
    });
    return context.json(left);
  });
}
