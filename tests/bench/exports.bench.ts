import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createRecordsApp } from '../../src/records/app.ts';
import { stateSchema } from '../../src/records/contract.ts';
import { bulkInsert } from '../../src/records/database/bulk-insert.ts';
import { columnsOf } from '../../src/records/database/table-list.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { addCompletions } from '../../src/records/standings/keep-completions.ts';

/**
 * 100,000 completion records as XLSX, from the server's file: seconds from the request to the last
 * byte; the memory it takes at its peak above what the server takes at rest, and the peak of the whole
 * process (MB, resident). What is held at once is about 25 MB; the rest is what Node has not yet cleared
 * away (with `--max-semi-space-size=16` the whole process stays at about 260 MB).
 */
export default async function exportsBench(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'exports-bench-'));
  try {
    const file = join(folder, 'records.sqlite');
    await fill(file);
    const script = join(import.meta.dirname, 'xlsx-export.ts');
    const told = execFileSync(process.execPath, [script, file], { encoding: 'utf8' });
    const figures = z
      .object({ seconds: z.number(), mb: z.number(), peakMb: z.number(), bytes: z.number() })
      .parse(JSON.parse(told));
    return {
      xlsx_100k_s: figures.seconds,
      xlsx_100k_mb: figures.mb,
      xlsx_100k_process_mb: figures.peakMb,
      xlsx_100k_file_mb: Math.round(figures.bytes / 100_000) / 10,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ROWS = 100_000;
const SCHOOLS = 2000;

/** 50,000 people in 2,000 schools, two results each. */
async function fill(file: string): Promise<void> {
  const database = await openNodeDatabase(file);
  const app = createRecordsApp(database);
  const modules = ['tong-quan', 'bao-luc'];
  const response = await app.fetch(
    new Request('http://bench.invalid/api/catalogue', {
      method: 'PUT',
      body: JSON.stringify({
        programmes: [
          {
            id: 'do-toc-do',
            programme: {
              title: 'Đo tốc độ',
              basis: 'Đo tốc độ',
              legal: [],
              past: false,
              period: { from: '2026-01-01', to: '2026-12-31' },
              targets: { reached: 90, trained: 90 },
              required: { 'giao-vien': modules },
              reportingDates: [],
              order: 1,
            },
          },
        ],
        modules: modules.map((slug) => ({
          slug,
          title: `Phòng, chống bạo lực học đường: ${slug}`,
        })),
      }),
    }),
  );
  stateSchema.parse(await response.json());
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
        modules.map((module) => ({
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
  await app.home.close();
}
