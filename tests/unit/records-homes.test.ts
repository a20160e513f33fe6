import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRecordsApp } from '../../src/records/app.ts';
import { apiErrorSchema } from '../../src/records/contract.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { openPostgresDatabase } from '../../src/records/node-postgres.ts';
import { generateCompletions, generateRoster } from '../../src/records/roster-generator.ts';
import { completionsTableCsv, rosterCsv } from '../../src/records/sample/files.ts';
import { judgeByDescription } from './declared-answers.ts';
import { HOME_NAMES, type HomeName, type Homes, openHomes } from './records-homes.ts';
import { catalogue, MODULES, Office, recordFile } from './records-office.ts';

let homes: Homes;
beforeAll(async () => {
  homes = await openHomes();
});
afterAll(() => homes.close());

const roster = generateRoster({ seed: 7, people: 300, schools: 9 });
const completions = generateCompletions(
  roster,
  MODULES.map(({ slug }) => slug),
  { seed: 8, share: 0.8, from: '2026-01-01', to: '2026-11-20' },
);
const REPORT = 'programme=hien-hanh&on=2026-12-31';

/** What an answer says, with ids and instants, which differ from run to run, by order of appearance. */
function comparable(text: string): string {
  const seen = new Map<string, string>();
  return text.replaceAll(/\b[0-9A-HJKMNP-TV-Z]{26}\b|\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, (found) => {
    const known = seen.get(found) ?? `#${seen.size}`;
    seen.set(found, known);
    return known;
  });
}

/** Everything an office does in a year, and all that it was answered. */
async function aYear(database: RecordsDatabase): Promise<string[]> {
  const office = await Office.open(catalogue, database);
  const told: string[] = [];
  const isDeclared = judgeByDescription(await (await office.request('/api/openapi.json')).json());
  const ask = async (path: string, init?: RequestInit) => {
    const response = await office.request(path, init);
    const undeclared = await isDeclared(init?.method ?? 'GET', path, response.clone());
    if (undeclared !== null) told.push(`not as declared: ${undeclared}`);
    const text = await response.text();
    told.push(`${init?.method ?? 'GET'} ${path.split('?')[0]} ${response.status}`);
    told.push(comparable(text.replace(/"storage":"\w+"/, '')));
    return text;
  };
  const look = async () => {
    for (const path of [
      '/api/state',
      '/api/units',
      '/api/programmes',
      '/api/imports',
      `/api/coverage?${REPORT}`,
      `/api/coverage?programme=hien-hanh&on=2026-06-15`,
      `/api/unfinished?${REPORT}&limit=40&offset=20`,
      '/api/unmatched',
      `/api/exports/completions.csv?${REPORT}`,
      `/api/exports/coverage.csv?${REPORT}&separator=comma`,
      `/api/exports/unfinished.csv?${REPORT}`,
    ])
      await ask(path);
  };
  await look();
  const first = await office.take(rosterCsv(roster), 'danh-sach.csv');
  told.push(JSON.stringify(first.counts));
  for (const { slug } of MODULES) {
    const file = completionsTableCsv(completions.filter(({ module }) => module === slug));
    const preview = await office.preview(file, `${slug}.csv`);
    told.push(comparable(JSON.stringify(await office.rows(preview))));
    await office.confirm(preview);
  }
  await look();
  const stranger = recordFile({ name: 'Cà Văn Nam', unit: 'Trường lạ', code: 'LA-01' }, [
    { score: 66.66666667, status: 'failed' },
  ]);
  const again = await office.take(stranger, 'nguoi-la.json');
  await look();
  await ask(`/api/imports/${again.id}/undo`, { method: 'POST' });
  const own = { ...catalogue.programmes[0]?.programme, targets: { reached: 100, trained: 95 } };
  await ask('/api/programmes/hien-hanh', { method: 'PUT', body: JSON.stringify(own) });
  await ask('/api/programmes/A-rieng', { method: 'PUT', body: JSON.stringify(own) });
  await look();
  const backup = await (await office.request('/api/backup')).arrayBuffer();
  await ask('/api/erase', { method: 'POST', body: '{"confirm":"XÓA HẾT"}' });
  await look();
  await ask('/api/restore', { method: 'POST', body: backup });
  await look();
  return told.map((line) => line.replaceAll(/\/imports\/[0-9A-Z]{26}/g, '/imports/#'));
}

describe('the homes of the records', () => {
  const years = new Map<HomeName, string[]>();
  const year = (home: HomeName) => years.get(home) ?? [];
  beforeAll(async () => {
    for (const home of HOME_NAMES) years.set(home, await aYear(await homes.empty(home)));
  });

  it('are asked what matters: figures, lists and files with something in them', () => {
    const said = year('node:sqlite file').join('\n');
    expect(said).toContain('"people":300');
    expect(said).toContain('"unmatched":1');
    expect(year('node:sqlite file').filter((line) => / 500$/.test(line))).toEqual([]);
    expect(said.length).toBeGreaterThan(100_000);
    expect(said).not.toContain('not as declared');
  });

  it.each(HOME_NAMES)('give the same answers: %s', (home) => {
    expect(year(home)).toEqual(year('node:sqlite file'));
  });

  it.each(HOME_NAMES)('take a back-up of any other: %s', async (from) => {
    const source = await Office.open(catalogue, await homes.empty(from));
    await source.take(rosterCsv(roster));
    await source.take(completionsTableCsv(completions));
    const file = await (await source.request('/api/backup')).arrayBuffer();
    for (const to of HOME_NAMES) {
      const target = await Office.open(catalogue, await homes.empty(to));
      const response = await target.request('/api/restore', { method: 'POST', body: file });
      expect(response.status, to).toBe(200);
      expect(await target.coverage(), to).toEqual(await source.coverage());
    }
  });

  it.each(HOME_NAMES)('keep all as it was when writing breaks off half way: %s', async (home) => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
    const database = await homes.empty(home);
    const office = await Office.open(catalogue, database);
    const { id } = await office.take(rosterCsv(roster));
    const before = [await office.state(), await office.coverage()];
    const broken = failingAtLast(database);
    const undo = new Request(`http://office.invalid/api/imports/${id}/undo`, { method: 'POST' });
    const response = await broken.fetch(undo);
    expect(response.status).toBe(500);
    expect(apiErrorSchema.parse(await response.json()).error.message).toContain('không đổi');
    expect(complaint).toHaveBeenCalledOnce();
    expect([await office.state(), await office.coverage()]).toEqual(before);
    expect(before[0]).toMatchObject({ people: 300 });
    complaint.mockRestore();
  });
});

/** The app over a database that fails near the end of taking an import back. */
function failingAtLast(database: RecordsDatabase) {
  return createRecordsApp({
    ...database,
    kysely: database.kysely.withPlugin({
      transformQuery: ({ node }) => {
        if (node.kind === 'DeleteQueryNode' && JSON.stringify(node).includes('import_batch'))
          throw new Error('the disk is full');
        return node;
      },
      transformResult: async ({ result }) => result,
    }),
  });
}

describe('several servers on one PostgreSQL', () => {
  it('write one after the other and lose nothing', async () => {
    const database = await homes.empty('PostgreSQL');
    const offices = [
      await Office.open(catalogue, database),
      await Office.open(catalogue, database),
    ];
    await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const office = offices[index % 2];
        const preview = await office?.preview(
          `Mã,Họ và tên,Trường,Vai trò\nM${index},Lò Thị Ban,Trường ${index % 3},Giáo viên\nCHUNG,Cà Văn Nam,Trường 0,Kế toán\n`,
          `${index}.csv`,
        );
        if (preview !== undefined) await office?.confirmAtLast(preview);
      }),
    );
    const [one, other] = await Promise.all(offices.map((office) => office.state()));
    expect(one).toEqual(other);
    expect(one).toMatchObject({ people: 13, units: 4 });
  });

  it('find one schema when they start at once', async () => {
    const url = await homes.postgres.database();
    const started = await Promise.all(Array.from({ length: 4 }, () => openPostgresDatabase(url)));
    expect(started).toHaveLength(4);
    for (const { kysely } of started) await kysely.destroy();
  });
});
