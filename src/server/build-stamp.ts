import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything a build reads. */
const SOURCES = ['content', 'src', 'public', 'astro.config.mjs', 'package-lock.json'];
const STAMP = join('dist', '.built');

/** Time in milliseconds of the newest change in a file or folder; 0 when it does not exist. */
export function newestChange(path: string): number {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A folder's own time changes when something in it is removed.
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestChange(join(path, name))),
    stat.mtimeMs,
  );
}

/** True when `dist/` was never finished or a source changed after the build began. */
export function buildIsStale(root: string): boolean {
  const stamp = join(root, STAMP);
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return SOURCES.some((source) => newestChange(join(root, source)) > built);
}

/** Marks a finished build, dated by when it began, so that an edit made meanwhile counts as newer. */
export function stampBuild(root: string, began: Date): void {
  const stamp = join(root, STAMP);
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
}
