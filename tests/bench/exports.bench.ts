import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bulkInsert } from '../../src/records/database/bulk-insert.ts';
import { columnsOf } from '../../src/records/database/table-list.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { addCompletions } from '../../src/records/standings/keep-completions.ts';
import { serverFlags } from '../server-flags.ts';
import { benchCatalogue } from './catalogue.ts';
import { memoryOf } from './processes.ts';

/**
 * 100,000 completion records from the server as it runs: with the flags of `npm start`, over the file,
 * through HTTP. Seconds of the first workbook from the request to the last byte, and of the CSV; the most memory the
 * whole server process has had (MB, resident) after three workbooks and two CSVs, one after another, and what it had at rest.
 */
export default async function exportsBench(): Promise<Record<string, number>> {
  const data = mkdtempSync(join(tmpdir(), 'exports-bench-'));
  const site = mkdtempSync(join(tmpdir(), 'exports-site-'));
  mkdirSync(join(site, 'quan-ly'));
  writeFileSync(join(site, 'quan-ly', 'catalogue.json'), JSON.stringify(CATALOGUE));
  await fill(join(data, 'records.sqlite'));
  const server = spawn(
    process.execPath,
    [...serverFlags(), join(import.meta.dirname, 'export-server.ts'), site],
    {
      env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: data, LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const [port] = await once(createInterface({ input: server.stdout }), 'line');
    const pid = server.pid ?? Number.NaN;
    const rest = memoryOf(pid).now;
    const xlsx = await download(Number(port), 'xlsx');
    const csv = await download(Number(port), 'csv');
    for (const kind of ['xlsx', 'csv', 'xlsx'] as const) await download(Number(port), kind);
    return {
      xlsx_100k_s: xlsx.seconds,
      xlsx_100k_mb: memoryOf(pid).peak,
      xlsx_100k_rest_mb: rest,
      xlsx_100k_file_mb: Math.round(xlsx.bytes / 100_000) / 10,
      csv_100k_s: csv.seconds,
    };
  } finally {
    server.kill();
    await once(server, 'exit');
    for (const folder of [data, site]) rmSync(folder, { recursive: true, force: true });
  }
}

async function download(
  port: number,
  kind: 'xlsx' | 'csv',
): Promise<{ seconds: number; bytes: number }> {
  const start = performance.now();
  const response = await fetch(
    `http://127.0.0.1:${port}/api/exports/completions.${kind}?programme=do-toc-do&on=2026-12-31`,
  );
  if (!response.ok || response.body === null) throw new Error(await response.text());
  let bytes = 0;
  for await (const piece of response.body) bytes += piece.length;
  if (bytes < ROWS * 10) throw new Error(`only ${bytes} bytes came`);
  return { seconds: Math.round(performance.now() - start) / 1000, bytes };
}

const MODULES = ['tong-quan', 'bao-luc'];
const CATALOGUE = benchCatalogue(
  { 'giao-vien': MODULES },
  MODULES.map((slug) => ({ slug, title: `Phòng, chống bạo lực học đường: ${slug}` })),
);

const ROWS = 100_000;
const SCHOOLS = 2000;

/** 50,000 people in 2,000 schools, two results each. */
async function fill(file: string): Promise<void> {
  const database = await openNodeDatabase(file);
  const people = Array.from({ length: ROWS / 2 }, (_, index) => index);
  const key = (kind: string, index: number) => `${kind}${String(index).padStart(8, '0')}`;
  await database.kysely.transaction().execute(async (db) => {
    await bulkInsert(
      db,
      'unit',
      columnsOf('unit'),
      Array.from({ length: SCHOOLS }, (_, index) => ({
        id: key('U', index),
        code: `TH${index}`,
        name: `Trường Tiểu học Chiềng Lề số ${index}`,
        name_key: `truong tieu hoc chieng le so ${index}`,
        kind: 'truong' as const,
        level: 'tieu-hoc' as const,
        parent_id: null,
        import_id: null,
        from_day: null,
        to_day: null,
      })),
    );
    await bulkInsert(
      db,
      'person',
      columnsOf('person'),
      people.map((index) => ({
        id: key('P', index),
        code: `GV${index}`,
        code_key: `GV${index}`,
        name: `Nguyễn Thị Hồng Hạnh ${index}`,
        name_key: `nguyen thi hong hanh ${index}`,
        email: `gv${index}@truong.example`,
        email_key: `gv${index}@truong.example`,
        username: null,
        username_key: null,
        unit_id: key('U', index % SCHOOLS),
        level: 'tieu-hoc' as const,
        role: 'giao-vien' as const,
        from_day: null,
        to_day: null,
        import_id: '',
      })),
    );
    await addCompletions(
      db,
      people.flatMap((index) =>
        MODULES.map((module) => ({
          person_id: key('P', index),
          module,
          day: `2026-10-${String((index % 28) + 1).padStart(2, '0')}`,
          status: 'passed' as const,
          score: 80 + (index % 20),
          source: 'lms' as const,
          import_id: '',
        })),
      ),
    );
  });
  await database.reader?.destroy();
  await database.kysely.destroy();
}
