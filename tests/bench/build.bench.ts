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
import { packageEntrySchema } from '../../src/packaging/package-index.ts';

/** What a build reads, copied so that the bench never touches the checkout's own `dist/`. */
const SOURCES = ['src', 'content', 'public', 'package.json', 'tsconfig.json', 'astro.config.mjs'];

function copyOfProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'bench-build-'));
  for (const source of SOURCES) cpSync(resolve(source), join(root, source), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  return root;
}

/** Seconds that a build took, and those of them that went into all packages for LMSs. */
interface BuildTime {
  all: number;
  packages: number;
}

/** Builds in `root`. */
function timeBuild(root: string): BuildTime {
  const began = performance.now();
  const built = spawnSync(process.execPath, ['src/build.ts'], {
    cwd: root,
    // Without CI the build says what its steps took.
    env: { ...process.env, CI: '' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (built.status !== 0)
    throw new Error(`Build failed in ${root}:\n${built.stdout}${built.stderr}`);
  const all = Math.round((performance.now() - began) / 10) / 100;
  const packages = built.stdout.match(/gói cho LMS, tổng \d+ kB, ([\d.]+) s/)?.[1];
  if (packages === undefined) throw new Error('The build does not say how long packages took');
  return { all, packages: Number(packages) };
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
    const real = timeBuild(root);
    const figures: Record<string, number> = { build_s: real.all, scorm_all_s: real.packages };
    const index = JSON.parse(readFileSync(join(root, 'dist/scorm/index.json'), 'utf8'));
    const packages = z.array(packageEntrySchema).parse(index);
    figures.packages_count = packages.length;
    const modules = packages.filter(({ kind }) => kind === 'module');
    const programmes = packages.filter(({ kind }) => kind === 'programme');
    figures.package_largest_kb = Math.max(...modules.map((one) => one.bytes)) / 1000;
    figures.package_programme_largest_kb =
      Math.max(0, ...programmes.map((one) => one.bytes)) / 1000;
    figures.package_all_kb = packages.reduce((sum, one) => sum + one.bytes, 0) / 1000;
    addModules(root, 1000);
    const many = timeBuild(root);
    figures.build_1000_modules_s = many.all;
    figures.scorm_1000_modules_s = many.packages;
    return figures;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
