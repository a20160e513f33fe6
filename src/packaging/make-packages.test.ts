import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { coursesOf, makePackages } from './make-packages.ts';
import type { PackageList } from './package-index.ts';
import { packageFileName, standardsOf } from './package-name.ts';

const list: PackageList = {
  modules: [
    {
      slug: 'bao-luc',
      title: 'Bạo lực',
      summary: 'Nhận ra và dừng lại.',
      version: '1.0',
      passMark: 80,
    },
    { slug: 'mang', title: 'Mạng', summary: 'An toàn trên mạng.', version: '1.2', passMark: 70 },
  ],
  programmes: [
    { slug: 'nam-hoc', title: 'Năm học', version: '2026-11-21', modules: ['mang', 'bao-luc'] },
  ],
};

const page = (passMark: number) =>
  `<!doctype html><html lang="vi"><head><title>x</title><script type="module" src="/_astro/a.js"></script></head><body><script type="application/json" data-quiz-data>${JSON.stringify({ module: { passMark } })}</script></body></html>`;

describe('making the packages of a build', () => {
  const places: string[] = [];
  /** A built site as Astro leaves it. */
  function site(): string {
    const dist = mkdtempSync(join(tmpdir(), 'dist-'));
    places.push(dist);
    const write = (path: string, text: string) => {
      mkdirSync(join(dist, path, '..'), { recursive: true });
      writeFileSync(join(dist, path), text);
    };
    write('goi/index.json', JSON.stringify(list));
    write('goi/bao-luc/index.html', page(80));
    write('goi/mang/index.html', page(70));
    write('_astro/a.js', 'export{}');
    const names = (slug: string, kind: 'module' | 'programme') =>
      standardsOf(kind).map((standard) => packageFileName(slug, standard));
    const files = [
      ...list.modules.flatMap(({ slug }) => names(slug, 'module')),
      ...list.programmes.flatMap(({ slug }) => names(slug, 'programme')),
    ];
    const spans = files.map(
      (f) => `<i data-package-size="${f}"></i><i data-package-sum="${f}"></i>`,
    );
    write('tai-ve/index.html', spans.join(''));
    return dist;
  }
  const packages = (dist: string) =>
    readdirSync(join(dist, 'scorm')).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dist, 'scorm', name)))
        .digest('hex'),
    ]);

  let dist: string;
  beforeEach(() => {
    dist = site();
  });
  afterEach(() => {
    for (const place of places.splice(0)) rmSync(place, { recursive: true });
  });

  test('every module is there in each standard, every programme in SCORM’s two', async () => {
    const entries = await makePackages(dist);
    expect(entries.map(({ file, kind, version }) => `${file} ${kind} ${version}`)).toEqual([
      'bao-luc-cmi5.zip module 1.0',
      'bao-luc-scorm12.zip module 1.0',
      'bao-luc-scorm2004.zip module 1.0',
      'mang-cmi5.zip module 1.2',
      'mang-scorm12.zip module 1.2',
      'mang-scorm2004.zip module 1.2',
      'nam-hoc-scorm12.zip programme 2026-11-21',
      'nam-hoc-scorm2004.zip programme 2026-11-21',
    ]);
    expect(readdirSync(join(dist, 'scorm')).sort()).toEqual(
      [...entries.map(({ file }) => file), 'index.json'].sort(),
    );
    expect(readdirSync(dist)).not.toContain('goi');
  });

  test('the same site gives the same bytes, wherever and whenever it is built', async () => {
    const zone = process.env.TZ;
    const other = mkdtempSync(join(tmpdir(), 'dist-'));
    places.push(other);
    cpSync(dist, other, { recursive: true });
    await makePackages(dist);
    process.env.TZ = zone === 'Asia/Ho_Chi_Minh' ? 'America/New_York' : 'Asia/Ho_Chi_Minh';
    try {
      await makePackages(other);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    expect(packages(other)).toEqual(packages(dist));
  });

  test('a page knows the standard that it was packaged for', async () => {
    await makePackages(dist);
    const html = (file: string, name: string) =>
      new TextDecoder().decode(unzipSync(readFileSync(join(dist, 'scorm', file)))[name]);
    expect(html('mang-scorm12.zip', 'index.html')).toContain('data-scorm="1.2"');
    expect(html('nam-hoc-scorm2004.zip', 'mang/index.html')).toContain('data-scorm="2004"');
  });

  test('a package that would break in an LMS stops the build', async () => {
    writeFileSync(join(dist, '_astro/a.js'), 'addEventListener("beforeunload",()=>{})');
    await expect(makePackages(dist)).rejects.toThrow(/bao-luc-scorm12\.zip[\s\S]*assets\/a\.js/);
  });

  test('a pass mark that is not the quiz’s stops the build', async () => {
    writeFileSync(join(dist, 'goi/mang/index.html'), page(75));
    await expect(makePackages(dist)).rejects.toThrow('điểm đạt 70% nhưng bài kiểm tra đạt từ 75%');
  });
});

test('a programme named like a module is refused: their packages would overwrite each other', () => {
  const programmes = [
    { slug: 'mang', title: 'Mạng', summary: 'An toàn trên mạng.', version: '1', modules: ['mang'] },
  ];
  expect(() => coursesOf({ modules: list.modules, programmes })).toThrow('trùng mã: mang');
});
