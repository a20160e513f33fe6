import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { buildIsStale } from '../server/build-stamp.ts';
import { packageEntrySchema } from './package-index.ts';

/** `npm run scorm`: builds when needed and lists the packages in `dist/scorm/`. */
if (buildIsStale(process.cwd())) {
  const built = spawnSync(process.execPath, ['src/build.ts'], { stdio: 'inherit' });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
const entries = z
  .array(packageEntrySchema)
  .parse(JSON.parse(await readFile('dist/scorm/index.json', 'utf8')));
for (const entry of entries) {
  console.log(`dist/scorm/${entry.file}  ${(entry.bytes / 1000).toFixed(1)} kB  ${entry.sha256}`);
}
console.log(`${entries.length} gói. Cách đưa lên LMS: xem README, mục “Người quản trị LMS”.`);
