import { createRecordsApp } from '../../src/records/app.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';

/**
 * `node xlsx-export.ts <database>`: exports the completions as a client reads them, piece by piece,
 * and prints seconds, bytes, how much memory it took and this process's peak (resident, MB) as JSON. A process of its own, so that the
 * memory is that of the export.
 */
const app = createRecordsApp(await openNodeDatabase(process.argv[2] ?? ''));
const before = process.memoryUsage().rss / 2 ** 20;
const start = performance.now();
const response = await app.fetch(
  new Request(
    'http://bench.invalid/api/exports/completions.xlsx?programme=do-toc-do&on=2026-12-31',
  ),
);
if (!response.ok || response.body === null) throw new Error(await response.text());
let bytes = 0;
for await (const piece of response.body) bytes += piece.length;
const seconds = Math.round(performance.now() - start) / 1000;
const peak = process.resourceUsage().maxRSS / 1024;
const mb = Math.round(peak - before);
await app.home.close();
console.log(JSON.stringify({ seconds, bytes, mb, peakMb: Math.round(peak) }));
