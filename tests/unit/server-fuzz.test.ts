import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../src/records/access/actor.ts';
import { apiErrorSchema } from '../../src/records/contract.ts';
import { openPostgresDatabase } from '../../src/records/node-postgres.ts';
import type { Endpoint } from '../../src/records/routes/endpoint.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';
import { type JudgeAnswer, judgeByDescription } from './declared-answers.ts';
import { arbitraryOf, awkwardText, keysOf } from './schema-arbitrary.ts';
import { importRoster, officer, openServerOffice, type ServerOffice } from './server-office.ts';

/** Whatever is asked, by whomever: an answer or a refusal in Vietnamese with a code, never a fault. */

const ACTORS: readonly (Actor | null)[] = [
  null,
  { kind: 'local' },
  officer('so', 'office'),
  officer('phong', 'phong-a'),
  officer('truong', 'truong-a'),
  officer('truong', 'gone'),
  { kind: 'learner', personId: 'p' },
  { kind: 'anonymous' },
];

const KNOWN = [
  ...['office', 'phong-a', 'truong-a', 'gone', 'hien-hanh', 'tong-quan', 'giao-vien', 'thcs'],
  ...['2026-12-31', '2026-2027', 'GV1', 'ma-so-0001', 'XÓA HẾT', 'lan', 'trained', 'reached'],
  '01KAAAAAAAAAAAAAAAAAAAAAAA',
];

const text = awkwardText(KNOWN);
const HEADERS = [
  ...['content-type', 'accept', 'cookie', 'origin', 'sec-fetch-site', 'authorization', 'range'],
  ...['if-none-match', 'x-forwarded-for', 'x-forwarded-host', 'x-client-address', 'content-length'],
  ...['content-encoding', 'transfer-encoding', 'accept-language', 'x-http-method-override'],
];
/** What may stand in a header at all; the server never gets to see the rest. */
const headerText = fc.oneof(
  fc.constantFrom('quan-ly.session_token=a.b', 'application/json', 'http://evil.example', '-1'),
  fc.string({ maxLength: 60 }).map((value) => value.replaceAll(/[^\x20-\x7e]/g, '')),
);

interface Ask {
  actor: Actor | null;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

const headersOf = fc.dictionary(fc.constantFrom(...HEADERS), headerText, { maxKeys: 3 });
const actorOf = fc.constantFrom(...ACTORS);

/** An address below `/api` with its parameters and query filled in. */
function address(
  path: string,
  params: readonly string[],
  query: readonly (readonly [string, string])[],
) {
  let next = 0;
  const filled = path.replaceAll(/\{\w+\}/g, () =>
    encodeURIComponent((params[next++] ?? 'x').toWellFormed()),
  );
  const told = new URLSearchParams(query.map(([name, value]) => [name, value]));
  return `/api${filled}?${told}`;
}

/** A request that a call would take, more or less. */
function nearlyRight(endpoint: Endpoint): fc.Arbitrary<Ask> {
  const names = endpoint.query === null ? [] : keysOf(endpoint.query);
  const schema = endpoint.body?.schema ?? null;
  const shaped =
    schema === null
      ? fc.uint8Array({ maxLength: 300 }).map((bytes) => Uint8Array.from(bytes))
      : arbitraryOf(schema, KNOWN).map((value) => JSON.stringify(value) ?? '');
  const method = endpoint.method.toUpperCase();
  return fc
    .record({
      actor: actorOf,
      params: fc.array(text, { minLength: 3, maxLength: 3 }),
      query: fc.oneof(
        fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), text))),
        fc.array(fc.tuple(fc.constantFrom(...names, 'x'), text), { maxLength: 5 }),
      ),
      headers: headersOf,
      body:
        method === 'GET'
          ? fc.constant(null)
          : fc.oneof({ weight: 8, arbitrary: shaped }, { weight: 1, arbitrary: text }),
    })
    .map(({ params, query, ...ask }) => ({
      ...ask,
      method,
      path: address(endpoint.path, params, query),
    }));
}

/** Any method at any address. */
const anyAsk: fc.Arbitrary<Ask> = fc
  .record({
    actor: actorOf,
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'),
    steps: fc.array(fc.oneof(fc.constantFrom('imports', 'x', '..', 'exports', '{id}'), text), {
      maxLength: 4,
    }),
    query: fc.array(fc.tuple(text, text), { maxLength: 3 }),
    headers: headersOf,
    body: text,
  })
  .map(({ actor, method, steps, query, headers, body }) => ({
    actor,
    method,
    path: address(
      `/${steps.map((step) => encodeURIComponent(step.toWellFormed())).join('/')}`,
      [],
      query,
    ),
    headers,
    body: method === 'GET' || method === 'HEAD' ? null : body,
  }));

const VIETNAMESE = /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/i;
const failedSchema = z.object({
  event: z.literal('failed'),
  code: z.string(),
  message: z.string(),
});

/** What is wrong with an answer; null when it is as promised. */
async function fault(response: Response, { method, path }: Ask): Promise<string | null> {
  const body = await response.text();
  if (response.status >= 500) return `${response.status} ${body}`;
  // An address with `..` in it may lead out of the API, to the pages.
  const isOurs = new URL(path, 'http://server.invalid').pathname.startsWith('/api/');
  if (response.status >= 400 && method !== 'HEAD' && isOurs) {
    const { data } = apiErrorSchema.safeParse(JSON.parse(body));
    if (data === undefined) return `no error told: ${body}`;
    if (!VIETNAMESE.test(data.error.message)) return `not Vietnamese: ${body}`;
  }
  if (response.headers.get('content-type')?.startsWith('application/x-ndjson')) {
    for (const line of body.trim().split('\n')) {
      const { data } = failedSchema.safeParse(JSON.parse(line));
      if (data?.code === 'internal' || (data && !VIETNAMESE.test(data.message))) return line;
    }
  }
  return null;
}

const roster = 'Mã,Họ và tên,Trường,Vai trò\nGV1,Lò Thị Ban,truong-a,Giáo viên\n';
let office: ServerOffice;
let isDeclared: JudgeAnswer;

async function judge(ask: Ask): Promise<string | null> {
  const { actor, method, path, headers, body } = ask;
  office.actor = actor;
  const init = { method, headers, ...(body === null ? {} : { body }) };
  const response = await office.ask(path, init);
  const undeclared = await isDeclared(method, path, response.clone());
  const found = (await fault(response, ask)) ?? undeclared;
  return found === null ? null : `${method} ${path}: ${found}`;
}

// PostgreSQL takes less than SQLite does: no NUL in a text, no number past its column.
describe.each(['SQLite', 'PostgreSQL'])(
  'over %s, a request of any kind never meets a fault',
  (engine) => {
    let postgres: TestPostgres | null = null;
    beforeAll(async () => {
      if (engine === 'PostgreSQL') postgres = await startPostgres();
      const url = await postgres?.database();
      office = await openServerOffice(
        url === undefined ? {} : { database: await openPostgresDatabase(url) },
      );
      expect(await importRoster(office, roster)).toContain('"done"');
      isDeclared = judgeByDescription(await (await office.ask('/api/openapi.json')).json());
    });
    afterAll(async () => {
      await office.close();
      await postgres?.stop();
    });

    it('at every call, nearly as it should be, by everybody', async () => {
      for (const endpoint of office.endpoints) {
        const property = fc.asyncProperty(nearlyRight(endpoint), async (ask) => {
          expect(await judge(ask)).toBeNull();
        });
        await fc.assert(property, { numRuns: 40, endOnFailure: true });
      }
    }, 180_000);

    it('nor a file with the character NUL in a name', async () => {
      office.actor = { kind: 'local' };
      const told = await importRoster(office, roster.replace('Lò Thị', 'Lò\0Thị'));
      expect(told).not.toContain('"internal"');
    });

    it('at any address, by any method', async () => {
      const property = fc.asyncProperty(anyAsk, async (ask) => {
        expect(await judge(ask)).toBeNull();
      });
      await fc.assert(property, { numRuns: 500 });
    }, 60_000);
  },
);

describe('too much is refused, not tried', () => {
  beforeAll(async () => {
    office = await openServerOffice();
  });
  afterAll(() => office.close());

  const refusal = async (path: string, body: BodyInit) => {
    office.actor = { kind: 'local' };
    const response = await office.ask(path, { method: 'POST', body });
    const told = await response.text();
    return { status: response.status, code: /"code":"([\w-]+)"/.exec(told)?.[1] };
  };

  it('a body larger than a call takes', async () => {
    const long = JSON.stringify({ username: 'lan', password: 'a'.repeat(20_000) });
    expect(await refusal('/api/sign-in', long)).toEqual({ status: 413, code: 'too-large' });
    const many = JSON.stringify({ code: 'a'.repeat(70_000) });
    expect(await refusal('/api/learner', many)).toEqual({ status: 413, code: 'too-large' });
  });

  it('a body that says it is larger than a file may be, before it is read', async () => {
    const response = await office.ask('/api/restore', {
      method: 'POST',
      headers: { 'content-length': String(600 * 1024 * 1024) },
      body: 'x',
    });
    expect(response.status).toBe(413);
  });

  it('a workbook that would unpack to more than half a gigabyte', async () => {
    const sheet = zipSync({
      'xl/workbook.xml': new Uint8Array(1000),
      'xl/a.xml': new Uint8Array(9),
    });
    // The size that the archive says its first file has once unpacked, in its directory.
    const directory = sheet.findLastIndex(
      (_, at) => sheet.subarray(at, at + 4).join() === '80,75,1,2',
    );
    new DataView(sheet.buffer, sheet.byteOffset).setUint32(directory + 24, 2 ** 31, true);
    expect((await refusal('/api/imports?name=a.xlsx', Uint8Array.from(sheet))).code).toBe(
      'file-too-large',
    );
  });

  it('a workbook or a back-up that unpacks to more than it says', async () => {
    const bomb = gzipSync(new Uint8Array(20 * 1024 * 1024));
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(bomb.length - 4, 10, true);
    const { status } = await refusal('/api/restore', Uint8Array.from(bomb));
    expect(status).toBe(422);
    const zip = zipSync({ 'xl/workbook.xml': new Uint8Array(20 * 1024 * 1024) });
    const at = zip.findLastIndex(
      (_, place) => zip.subarray(place, place + 4).join() === '80,75,1,2',
    );
    new DataView(zip.buffer, zip.byteOffset).setUint32(at + 24, 10, true);
    const { code } = await refusal('/api/imports?name=a.xlsx', Uint8Array.from(zip));
    expect(['damaged-file', 'not-a-workbook', 'empty-file']).toContain(code);
  });
});

describe('what a roster says cannot become a formula in a file that an officer opens', () => {
  beforeAll(async () => {
    office = await openServerOffice();
  });
  afterAll(() => office.close());

  it.each(['=1+1', '+84912', '-2+3', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x")'])(
    'a name that begins as %j',
    async (name) => {
      office.actor = { kind: 'local' };
      const row = [`F-${encodeURIComponent(name)}`, `"${name.replaceAll('"', '""')}"`, 'truong-b'];
      await importRoster(office, `Mã,Họ và tên,Trường,Vai trò\n${row.join(',')},Giáo viên\n`);
      const csv = await office.ask(
        '/api/exports/unfinished.csv?programme=hien-hanh&on=2026-12-31&separator=semicolon',
      );
      const told = await csv.text();
      const cells = told.split(/[;\r\n]/).map((cell) => cell.replace(/^"/, ''));
      expect(cells.filter((cell) => /^[=+\-@\t]/.test(cell))).toEqual([]);
      expect(told).toContain(name.trim().slice(1).replaceAll('"', '""'));
    },
  );
});
