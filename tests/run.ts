import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { ensureBrowser } from './ensure-browser.ts';
import { ensurePoppler } from './ensure-poppler.ts';

/**
 * `npm test`: types, lint, content, unit tests, a fresh build, tests of the built site, browser
 * tests. All steps run even when one fails, so that one run tells everything; the last line adds up
 * the test runners.
 */
interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const RESULTS = 'test-results';
const failedSteps: string[] = [];
const total: Tally = { passed: 0, failed: 0, skipped: 0 };

function step(name: string, command: string, args: string[]): boolean {
  const began = Date.now();
  console.log(`\n▶ ${name}`);
  const ok = spawnSync(command, args, { stdio: 'inherit' }).status === 0;
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

function vitest(name: string, report: string, config: string): void {
  const file = `${RESULTS}/${report}.json`;
  step(name, 'vitest', [
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  add(file, fromVitest);
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
ensureBrowser();
ensurePoppler();

step('Kiểu dữ liệu', 'npm', ['run', '-s', 'check']);
step('Quy tắc mã nguồn', 'npm', ['run', '-s', 'lint']);
step('Lỗ hổng thư viện', 'node', ['tests/audit.ts']);
step('Nội dung', 'npm', ['run', '-s', 'content:check']);
vitest('Kiểm thử đơn vị', 'unit', 'vitest.config.ts');
if (step('Dựng trang', 'npm', ['run', '-s', 'build'])) {
  vitest('Trang đã dựng', 'site', 'vitest.site.config.ts');
  step('Kiểm thử trình duyệt', 'playwright', ['test']);
  add(`${RESULTS}/e2e.json`, fromPlaywright);
}

if (failedSteps.length > 0) console.log(`\nChưa đạt: ${failedSteps.join(' · ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(failedSteps.length === 0 && total.failed === 0 ? 0 : 1);
