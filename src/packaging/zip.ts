import { type Zippable, zipSync } from 'fflate';
import type { PackageFiles } from './package-files.ts';

/**
 * One day for every file, so that the same content gives the same bytes. ZIP stores local time
 * without a zone and fflate reads the local fields, hence no UTC here, and a new date each time.
 */
const stamp = () => new Date(2020, 0, 1, 0, 0, 0);

/** Packs files, sorted by place, with the strongest compression; the same files give the same bytes. */
export function packZip(files: PackageFiles): Uint8Array {
  const entries: Zippable = {};
  for (const [place, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    entries[place] = [bytes, { level: 9, mtime: stamp() }];
  }
  return zipSync(entries);
}
