import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecordsApp, type RecordsApp } from '../../src/records/app.ts';
import { importEventSchema } from '../../src/records/contract.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { generateCompletions, generateRoster } from '../../src/records/roster-generator.ts';
import { completionsTableCsv, rosterCsv } from '../../src/records/sample/files.ts';
import { roleSchema } from '../../src/schemas/vocabulary.ts';
import { benchCatalogue } from './catalogue.ts';

/**
 * How long the records take, on a file of node:sqlite as the server keeps it: roster and ten files of completions (one a module) read,
 * judged and kept; then, the file opened anew, coverage of a programme that asks for all ten: the first
 * call, the median of three more, and the trend. Seconds.
 */
export default async function recordsBench(): Promise<Record<string, number>> {
  const small = await measure(5000, 130);
  const large = await measureLarge();
  return {
    import_5k_x10_s: small.importing,
    coverage_5k_x10_s: small.coverage,
    import_100k_x10_s: large.importing,
    coverage_100k_server_s: large.coverage,
    coverage_100k_server_again_s: large.again,
    trend_100k_server_s: large.trend,
  };
}

const MODULES = Array.from({ length: 10 }, (_, index) => `mo-dun-tap-huan-so-${index + 1}`);

/** A programme that asks every role for all ten modules. */
export const wholeCatalogue = benchCatalogue(
  Object.fromEntries(roleSchema.options.map((role) => [role, MODULES])),
  MODULES.map((slug) => ({ slug, title: slug })),
);

/** The roster and the ten files of completions of `people` people. */
export function benchFiles(people: number, schools: number): string[] {
  const roster = generateRoster({ seed: 1, people, schools });
  const completions = generateCompletions(roster, MODULES, {
    seed: 2,
    share: 0.97,
    from: '2026-01-01',
    to: '2026-11-20',
  });
  const byModule = MODULES.map((module) =>
    completionsTableCsv(completions.filter((completion) => completion.module === module)),
  );
  return [rosterCsv(roster), ...byModule];
}

interface Measured {
  importing: number;
  /** The first call after the file was opened. */
  coverage: number;
  /** The median of three more. */
  again: number;
  trend: number;
  backup: Uint8Array;
}

let large: Promise<Measured> | null = null;

/** 100,000 people, measured once however many benchmarks ask. */
function measureLarge(): Promise<Measured> {
  large ??= measure(100_000, 2600);
  return large;
}

/** The back-up of the 100,000 people, for other homes of the records. */
export async function largeBackup(): Promise<Uint8Array> {
  return (await measureLarge()).backup;
}

async function measure(people: number, schools: number): Promise<Measured> {
  const files = benchFiles(people, schools);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'records.sqlite');
  let app = createRecordsApp(await openNodeDatabase(file));
  await ask(app, '/api/catalogue', { method: 'PUT', body: JSON.stringify(wholeCatalogue) });
  const start = performance.now();
  for (const [index, content] of files.entries())
    await importFile(app, content, `tep-${index}.csv`);
  const importing = seconds(start);
  await app.home.close();
  app = createRecordsApp(await openNodeDatabase(file));
  const coverage = async () => {
    const again = performance.now();
    await ask(app, '/api/coverage?programme=do-toc-do&on=2026-12-31');
    return seconds(again);
  };
  const first = await coverage();
  const [, median = Number.NaN] = [await coverage(), await coverage(), await coverage()].sort(
    (a, b) => a - b,
  );
  const asked = performance.now();
  await ask(app, '/api/coverage/trend?programme=do-toc-do&on=2026-12-31');
  const trend = seconds(asked);
  const saved = await app.fetch(new Request('http://bench.invalid/api/backup'));
  const backup = new Uint8Array(await saved.arrayBuffer());
  await app.home.close();
  rmSync(folder, { recursive: true });
  return { importing, coverage: first, again: median, trend, backup };
}

function seconds(start: number): number {
  return Math.round(performance.now() - start) / 1000;
}

async function ask(app: RecordsApp, path: string, init?: RequestInit): Promise<string> {
  const response = await app.fetch(new Request(`http://bench.invalid${path}`, init));
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

async function importFile(app: RecordsApp, content: string, name: string): Promise<void> {
  const preview = await ask(app, `/api/imports?name=${name}&as=auto`, {
    method: 'POST',
    body: content,
  });
  const last = importEventSchema.parse(JSON.parse(preview.trim().split('\n').at(-1) ?? ''));
  if (last.event !== 'preview' || last.preview.counts.new === 0)
    throw new Error(preview.slice(-2000));
  await ask(app, `/api/imports/${last.preview.id}/confirm`, {
    method: 'POST',
    body: '{"accept":[]}',
  });
}
