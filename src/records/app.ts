import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { programmeSchema } from '../schemas/programme.ts';
import { daySchema, slugSchema } from '../schemas/scalars.ts';
import { ApiProblem } from './api-problem.ts';
import { readBackup, writeBackup } from './backup.ts';
import {
  catalogueSchema,
  type ImportKind,
  importConfirmSchema,
  importKindSchema,
  importMappingSchema,
  rowVerdictSchema,
  type State,
  type Unit,
  type Unmatched,
  unmatchedSchema,
} from './contract.ts';
import { countAttempts } from './coverage/attempts.ts';
import { coverageOf } from './coverage/coverage.ts';
import { tally } from './coverage/tally.ts';
import { unfinishedPeople } from './coverage/unfinished.ts';
import type { RecordsDatabase } from './database/tables.ts';
import { eraseEverything } from './erase.ts';
import { completionsCsv } from './exports/completions-csv.ts';
import { coverageCsv } from './exports/coverage-csv.ts';
import { type CsvStyle, csvStyleSchema } from './exports/csv-writer.ts';
import { unfinishedCsv } from './exports/unfinished-csv.ts';
import { type Emit, ImportDesk, touch } from './imports/import-desk.ts';
import { ndjson } from './ndjson.ts';
import {
  dropOwnProgramme,
  findProgramme,
  keepCatalogue,
  keepProgramme,
  listProgrammes,
} from './programmes.ts';
import { UnreadableFile } from './reading/unreadable.ts';
import { keepSetting, readSetting } from './settings.ts';
import { dayInVietnam } from './wording/days.ts';
import { WorkQueue } from './work-queue.ts';

/** The records API: `fetch`-shaped, the same in the office page's worker and on a server. */
export interface RecordsApp {
  fetch(request: Request): Promise<Response>;
}

const pageSchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
const reportSchema = z.object({ programme: slugSchema, on: daySchema });
const unitQuerySchema = z.object({ unit: z.string().optional() });
const styleQuerySchema = z.object({ separator: csvStyleSchema.default('semicolon') });

/** Builds the app over an open database (see `contract.ts` for its calls). */
export function createRecordsApp(database: RecordsDatabase): RecordsApp {
  const db = database.kysely;
  const desk = new ImportDesk(db);
  const queue = new WorkQueue();
  const app = new Hono().basePath('/api');

  app.onError((error, context) => {
    if (error instanceof ApiProblem)
      return problem(context, error.status, error.code, error.message);
    if (error instanceof UnreadableFile) return problem(context, 422, error.code, error.message);
    console.error(error);
    return problem(
      context,
      500,
      'internal',
      'Có lỗi khi đọc hoặc ghi dữ liệu. Dữ liệu đang giữ không đổi; hãy tải lại trang rồi thử lại.',
    );
  });
  app.notFound((context) =>
    problem(
      context,
      404,
      'unknown-call',
      'Không có địa chỉ này. Hãy tải lại trang để dùng phiên bản mới nhất.',
    ),
  );

  const state = async (): Promise<State> => ({
    storage: database.storage,
    ...(await countRows()),
    lastBackup: (await readSetting(db, 'last-backup')) || null,
    lastChange: (await readSetting(db, 'last-change')) || null,
  });
  const countRows = async () => ({
    units: await count('unit'),
    people: await count('person'),
    completions: await countAttempts(db),
    unmatched: Number(
      (
        await db
          .selectFrom('unmatched')
          .select(({ fn }) => fn.countAll().as('rows'))
          .where('matched_by', 'is', null)
          .executeTakeFirstOrThrow()
      ).rows,
    ),
  });
  const count = async (table: 'unit' | 'person') =>
    Number(
      (
        await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('rows'))
          .executeTakeFirstOrThrow()
      ).rows,
    );

  app.get('/state', async (context) => context.json(await queue.run(state)));

  app.put('/catalogue', async (context) => {
    const catalogue = await body(context, catalogueSchema);
    return context.json(await queue.run(async () => (await keepCatalogue(db, catalogue), state())));
  });

  app.get('/programmes', async (context) =>
    context.json(await queue.run(() => listProgrammes(db))),
  );
  app.put('/programmes/:id', async (context) => {
    const kept = {
      id: parse(slugSchema, context.req.param('id')),
      programme: await body(context, programmeSchema),
    };
    return context.json(
      await queue.run(async () => (await keepProgramme(db, kept), findProgramme(db, kept.id))),
    );
  });
  app.delete('/programmes/:id', async (context) => {
    const id = parse(slugSchema, context.req.param('id'));
    return context.json(
      await queue.run(async () => (await dropOwnProgramme(db, id), listProgrammes(db))),
    );
  });

  app.post('/imports', async (context) => {
    const name = context.req.query('name') ?? 'tệp không tên';
    const kind: ImportKind | null =
      context.req.query('as') === 'auto'
        ? null
        : parse(importKindSchema.nullable(), context.req.query('as') ?? null);
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    return stream((emit) => queue.run(() => desk.read(bytes, name, kind, emit)));
  });
  app.put('/imports/:id/mapping', async (context) => {
    const mapping = await body(context, importMappingSchema);
    return stream((emit) => queue.run(() => desk.remap(context.req.param('id'), mapping, emit)));
  });
  app.get('/imports/:id/rows', (context) => {
    const { offset, limit } = parse(pageSchema, context.req.query());
    const verdict = parse(rowVerdictSchema.nullable(), context.req.query('verdict') || null);
    return context.json(desk.rows(context.req.param('id'), verdict, offset, limit));
  });
  app.post('/imports/:id/confirm', async (context) => {
    const confirm = await body(context, importConfirmSchema);
    return stream((emit) => queue.run(() => desk.confirm(context.req.param('id'), confirm, emit)));
  });
  app.post('/imports/:id/undo', async (context) => {
    return context.json(
      await queue.run(async () => (await desk.undo(context.req.param('id')), state())),
    );
  });
  app.delete('/imports/:id', async (context) => {
    desk.discard(context.req.param('id'));
    return context.json(await queue.run(state));
  });
  app.get('/imports', async (context) => context.json(await queue.run(() => desk.list())));

  app.get('/units', async (context) => context.json(await queue.run(listUnits)));
  const listUnits = async (): Promise<Unit[]> => {
    const people = await db
      .selectFrom('person')
      .select(({ fn }) => ['unit_id', fn.countAll().as('rows')])
      .groupBy('unit_id')
      .execute();
    const counts = new Map(people.map(({ unit_id, rows }) => [unit_id, Number(rows)]));
    const units = await db.selectFrom('unit').selectAll().execute();
    return units
      .map(({ id, code, name, kind, level, parent_id }) => ({
        id,
        code,
        name,
        kind,
        level,
        parentId: parent_id,
        people: counts.get(id) ?? 0,
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  };

  const coverage = async (id: string, on: string) => {
    const kept = await findProgramme(db, id);
    const names = async (table: 'unit') =>
      new Map(
        (await db.selectFrom(table).select(['id', 'name']).execute()).map((row) => [
          row.id,
          row.name,
        ]),
      );
    const modules = new Map(
      (await db.selectFrom('module').select(['slug', 'title']).execute()).map((row) => [
        row.slug,
        row.title,
      ]),
    );
    return coverageOf(kept, on, await tally(db, kept.programme, on), {
      units: await names('unit'),
      modules,
    });
  };
  app.get('/coverage', async (context) => {
    const { programme, on } = parse(reportSchema, context.req.query());
    return context.json(await queue.run(() => coverage(programme, on)));
  });
  const unfinished = async (context: Context) => {
    const { programme, on } = parse(reportSchema, context.req.query());
    const { unit } = parse(unitQuerySchema, context.req.query());
    return queue.run(async () =>
      unfinishedPeople(db, (await findProgramme(db, programme)).programme, on, unit || null),
    );
  };
  app.get('/unfinished', async (context) => {
    const { offset, limit } = parse(pageSchema, context.req.query());
    const people = await unfinished(context);
    return context.json({ total: people.length, people: people.slice(offset, offset + limit) });
  });
  app.get('/unmatched', async (context) => {
    const page = parse(pageSchema, context.req.query());
    return context.json(await queue.run(() => listUnmatched(page)));
  });
  const listUnmatched = async ({
    offset,
    limit,
  }: z.infer<typeof pageSchema>): Promise<Unmatched> => {
    const waiting = db.selectFrom('unmatched').where('matched_by', 'is', null);
    const { rows: total } = await waiting
      .select(({ fn }) => fn.countAll().as('rows'))
      .executeTakeFirstOrThrow();
    const rows = await waiting
      .selectAll()
      .orderBy('import_id')
      .orderBy('row_no')
      .orderBy('id')
      .offset(offset)
      .limit(limit)
      .execute();
    return unmatchedSchema.parse({
      total: Number(total),
      records: rows.map((row) => ({
        id: row.id,
        fileName: row.file_name,
        row: row.row_no,
        reason: row.reason,
        cells: JSON.parse(row.cells),
      })),
    });
  };

  app.get('/exports/completions.csv', async (context) => {
    const { programme, on } = parse(reportSchema, context.req.query());
    const csv = await queue.run(async () =>
      completionsCsv(db, (await findProgramme(db, programme)).programme, on, style(context)),
    );
    return download(csv, `ket-qua-hoan-thanh-${on}.csv`);
  });
  app.get('/exports/coverage.csv', async (context) => {
    const { programme, on } = parse(reportSchema, context.req.query());
    return download(
      coverageCsv(await queue.run(() => coverage(programme, on)), style(context)),
      `do-bao-phu-${on}.csv`,
    );
  });
  app.get('/exports/unfinished.csv', async (context) => {
    const { on } = parse(reportSchema, context.req.query());
    const titles = new Map(
      (await queue.run(() => db.selectFrom('module').select(['slug', 'title']).execute())).map(
        ({ slug, title }) => [slug, title],
      ),
    );
    return download(
      unfinishedCsv(await unfinished(context), titles, style(context)),
      `chua-hoan-thanh-${on}.csv`,
    );
  });

  app.get('/backup', async () => {
    const now = new Date();
    const bytes = await queue.run(async () => {
      const file = await writeBackup(db, now);
      await keepSetting(db, 'last-backup', dayInVietnam(now));
      return file;
    });
    const headers = {
      'content-type': 'application/gzip',
      'content-disposition': `attachment; filename="sao-luu-${dayInVietnam(now)}.tha"`,
    };
    return new Response(bytes, { headers });
  });
  app.post('/restore', async (context) => {
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    return context.json(
      await queue.run(async () => {
        const restore = readBackup(bytes);
        await db.transaction().execute(async (transaction) => {
          await restore(transaction);
          await touch(transaction);
        });
        desk.discardAll();
        return state();
      }),
    );
  });
  app.post('/erase', async (context) => {
    const { confirm } = await body(context, z.object({ confirm: z.string() }));
    if (confirm !== 'XÓA HẾT') {
      throw new ApiProblem(400, 'not-confirmed', 'Chưa xóa gì. Hãy gõ đúng "XÓA HẾT" để xác nhận.');
    }
    return context.json(
      await queue.run(async () => {
        await db.transaction().execute(eraseEverything);
        desk.discardAll();
        return state();
      }),
    );
  });

  return { fetch: async (request) => app.fetch(request) };
}

function problem(
  context: Context,
  status: ApiProblem['status'] | 500,
  code: string,
  message: string,
): Response {
  return context.json({ error: { code, message } }, status);
}

/** Parses what came in; a mistake is the caller's, told with the key it is in. */
function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where =
    issue === undefined || issue.path.length === 0 ? '' : ` (ở "${issue.path.join('.')}")`;
  throw new ApiProblem(
    400,
    'invalid-request',
    `Yêu cầu chưa đúng${where}: ${issue?.message ?? 'không đọc được'}. Hãy sửa rồi thử lại.`,
  );
}

async function body<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const json: unknown = await context.req.json().catch(() => undefined);
  return parse(schema, json);
}

function style(context: Context): CsvStyle {
  return parse(styleQuerySchema, context.req.query()).separator;
}

function stream(work: (emit: Emit) => Promise<void>): Response {
  return ndjson(work, (error) => {
    if (error instanceof ApiProblem || error instanceof UnreadableFile)
      return { event: 'failed', code: error.code, message: error.message };
    console.error(error);
    return {
      event: 'failed',
      code: 'internal',
      message:
        'Có lỗi khi đọc hoặc ghi tệp này; dữ liệu đang giữ không đổi. Hãy tải lại trang rồi thử lại.',
    };
  });
}

function download(csv: string, name: string): Response {
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
  };
  return new Response(csv, { headers });
}
