import { createRecordsApp } from '../../src/records/app.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';

/**
 * `node xlsx-export.ts <database>`: exports the completions as a client reads them, piece by piece,
 * and prints seconds, bytes and this process's peak memory as JSON. A process of its own, so that the
 * memory is that of the export.
 */
const app = createRecordsApp(await openNodeDatabase(process.argv[2] ?? ''));
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
const mb = Math.round(process.resourceUsage().maxRSS / 1024);
await app.home.close();
console.error(process.cpuUsage());
console.log(JSON.stringify({ seconds, bytes, mb }));
