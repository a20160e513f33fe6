import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { packageEntrySchema } from '../../src/packaging/package-modules.ts';

/** What a build reads, copied so that the bench never touches the checkout's own `dist/`. */
const SOURCES = ['src', 'content', 'public', 'package.json', 'tsconfig.json', 'astro.config.mjs'];

function copyOfProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'bench-build-'));
  for (const source of SOURCES) cpSync(resolve(source), join(root, source), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  return root;
}

/** Builds in `root`; seconds it took. */
function timeBuild(root: string): number {
  const began = performance.now();
  const built = spawnSync(process.execPath, ['src/build.ts'], {
    cwd: root,
    env: { ...process.env, CI: 'true' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (built.status !== 0)
    throw new Error(`Build failed in ${root}:\n${built.stdout}${built.stderr}`);
  return Math.round((performance.now() - began) / 10) / 100;
}

/** Adds modules until there are `count`, each a copy of a real one under its own slug and title. */
function addModules(root: string, count: number): void {
  const folder = join(root, 'content/modules');
  const real = readdirSync(folder);
  for (let number = real.length; number < count; number++) {
    const model = real[number % real.length];
    if (model === undefined) throw new Error('There is no module to copy');
    const slug = `${model.slice(0, 40).replace(/-$/, '')}-${number}`;
    cpSync(join(folder, model), join(folder, slug), { recursive: true });
    const page = join(folder, slug, 'index.mdx');
    const text = readFileSync(page, 'utf8').replace(/^title: (["']?)/m, `title: $1M${number} `);
    writeFileSync(page, text);
  }
}

/** Build time of the real content and of 1,000 modules, and package sizes. */
export default async function benchBuild(): Promise<Record<string, number>> {
  const root = copyOfProject();
  try {
    const figures: Record<string, number> = { build_s: timeBuild(root) };
    const index = JSON.parse(readFileSync(join(root, 'dist/scorm/index.json'), 'utf8'));
    const packages = z.array(packageEntrySchema).parse(index);
    figures.packages_count = packages.length;
    figures.package_largest_kb = Math.max(...packages.map((one) => one.bytes)) / 1000;
    figures.package_all_kb = packages.reduce((sum, one) => sum + one.bytes, 0) / 1000;
    addModules(root, 1000);
    figures.build_1000_modules_s = timeBuild(root);
    return figures;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
