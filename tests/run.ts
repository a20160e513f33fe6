import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { ensureBrowser } from './ensure-browser.ts';
import { ensurePoppler } from './ensure-poppler.ts';

/**
 * `npm test`: a fresh build, then types, lint, known weaknesses and content beside the tests of the
 * built site, then unit tests, then browser tests. All steps run even when one fails, so that one
 * run tells everything; the last line adds up the test runners.
 */
interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const RESULTS = 'test-results';
const failedSteps: string[] = [];
const total: Tally = { passed: 0, failed: 0, skipped: 0 };

interface Step {
  name: string;
  command: string;
  args: string[];
  /** Other steps run at the same time: what it prints is shown in one piece when it ends. */
  beside?: boolean;
}

/** Runs a step; whether it ended well. */
async function run({ name, command, args, beside = false }: Step): Promise<boolean> {
  const began = Date.now();
  const title = `\n▶ ${name}`;
  console.log(beside ? `… ${name}` : title);
  const child = spawn(command, args, { stdio: beside ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece: Buffer) => printed.push(piece));
  }
  const ok = await new Promise<boolean>((resolve) => {
    child.once('error', (error) => {
      printed.push(Buffer.from(`${error.message}\n`));
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
  if (beside) console.log(title);
  process.stdout.write(Buffer.concat(printed));
  console.log(`${ok ? '✓' : '✗'} ${name} (${Math.round((Date.now() - began) / 1000)} s)`);
  if (!ok) failedSteps.push(name);
  return ok;
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
});

const playwrightReport = z.object({
  stats: z.object({
    expected: z.int(),
    unexpected: z.int(),
    flaky: z.int(),
    skipped: z.int(),
  }),
});

/** Reads a runner's JSON report; a runner that left none counts as one failure. */
function add(file: string, read: (json: unknown) => Tally): void {
  let tally: Tally;
  try {
    tally = read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    tally = { passed: 0, failed: 1, skipped: 0 };
  }
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}

const fromVitest = (json: unknown): Tally => {
  const report = vitestReport.parse(json);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
};

const fromPlaywright = (json: unknown): Tally => {
  const { stats } = playwrightReport.parse(json);
  // A flaky test is a failing test that was lucky once.
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  };
};

async function vitest(step: {
  name: string;
  report: string;
  config: string;
  beside?: boolean;
}): Promise<void> {
  const file = `${RESULTS}/${step.report}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--config', step.config, ...reporters];
  await run({ ...step, command: 'vitest', args });
  add(file, fromVitest);
}

/** What reads the sources only; one after the other, since the first takes nearly all the time. */
async function checkSources(): Promise<void> {
  for (const [name, command, ...args] of [
    ['Kiểu dữ liệu', 'npm', 'run', '-s', 'check'],
    ['Quy tắc mã nguồn', 'npm', 'run', '-s', 'lint'],
    ['Lỗ hổng thư viện', 'node', 'tests/audit.ts'],
    ['Nội dung', 'npm', 'run', '-s', 'content:check'],
  ] as const) {
    await run({ name, command, args, beside: true });
  }
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
ensureBrowser();
ensurePoppler();

const began = Date.now();
// The build goes first and alone: the type check writes Astro's files anew, too.
const isBuilt = await run({ name: 'Dựng trang', command: 'npm', args: ['run', '-s', 'build'] });
await Promise.all([
  checkSources(),
  isBuilt &&
    vitest({
      name: 'Trang đã dựng',
      report: 'site',
      config: 'vitest.site.config.ts',
      beside: true,
    }),
]);
await vitest({ name: 'Kiểm thử đơn vị', report: 'unit', config: 'vitest.config.ts' });
if (isBuilt) {
  await run({ name: 'Kiểm thử trình duyệt', command: 'playwright', args: ['test'] });
  add(`${RESULTS}/e2e.json`, fromPlaywright);
}

if (failedSteps.length > 0) console.log(`\nChưa đạt: ${failedSteps.join(' · ')}`);
console.log(`\nTất cả: ${Math.round((Date.now() - began) / 1000)} s`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(failedSteps.length === 0 && total.failed === 0 ? 0 : 1);
