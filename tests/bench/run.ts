import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { HELD_BY_TESTS, judged } from './budgets.ts';

/**
 * `npm run bench`: runs every `*.bench.ts` here (or those named on the command line), then says of each
 * budget whether it is met, and prints, last, one JSON object with all figures; names are snake_case and
 * end in their unit. A budget that is not met makes the command fail, after everything was measured.
 */
const benchModule = z.object({
  default: z.custom<() => Promise<Record<string, number>>>((value) => typeof value === 'function'),
});

const folder = resolve('tests/bench');
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
  .sort();

const figures: Record<string, number> = {};
for (const file of files) {
  console.log(`▶ ${file}`);
  const bench = benchModule.parse(await import(pathToFileURL(join(folder, file)).href));
  const result = await bench.default();
  for (const [name, value] of Object.entries(result)) {
    console.log(`  ${name.padEnd(40)} ${value}`);
    figures[name] = value;
  }
}
const { lines, allMet } = judged(figures);
console.log('Budgets');
for (const line of lines) console.log(line);
for (const text of HELD_BY_TESTS) console.log(`  by npm test   ${text}`);
if (!allMet) process.exitCode = 1;
console.log(JSON.stringify(figures));
