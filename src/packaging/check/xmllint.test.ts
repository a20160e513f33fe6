import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Course } from '../course.ts';
import { manifestScorm12 } from '../manifest-scorm12.ts';
import { manifestScorm2004 } from '../manifest-scorm2004.ts';
import { validateManifest } from './xmllint.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const installed = spawnSync('xmllint', ['--version']).error === undefined;
/** Without the program the answer must be "unchecked", never "valid". */
const orUnchecked = (kind: 'valid' | 'invalid') => (installed ? kind : 'unchecked');

const module = { slug: 'mang', title: 'Mạng', summary: 'An toàn trên mạng.', passMark: 80 };
const courses: Course[] = [
  {
    ...module,
    version: '1.0',
    kind: 'module',
    modules: [{ ...module, href: 'index.html' }],
    files: ['index.html'],
  },
  {
    slug: 'nam-hoc',
    title: 'Năm học',
    version: '2026-11-21',
    kind: 'programme',
    modules: [{ ...module, href: 'mang/index.html' }],
    files: ['mang/index.html', 'assets/a.js'],
  },
];

describe.each([
  ['1.2', manifestScorm12, /isvisible="true"/, 'isvisible="có"'],
  ['2004 4th Edition', manifestScorm2004, /satisfiedByMeasure="true"/, 'satisfiedByMeasure="có"'],
] as const)('the official schemas of SCORM %s', (version, make, from, to) => {
  test.each(courses)('accept the manifest of a $kind', (course) => {
    expect(validateManifest(bytes(make(course)), version).kind).toBe(orUnchecked('valid'));
  });

  test.each(courses)('find a wrong value in the manifest of a $kind', (course) => {
    const wrong = make(course).replace(from, to);
    expect(validateManifest(bytes(wrong), version).kind).toBe(orUnchecked('invalid'));
  });
});

test('without xmllint it says so instead of "valid"', () => {
  const verdict = validateManifest(bytes('<manifest/>'), '1.2', 'khong-co-chuong-trinh-nay');
  expect(verdict).toMatchObject({ kind: 'unchecked', why: expect.stringContaining('xmllint') });
});

test('a version without schemas at hand is not called valid', () => {
  expect(validateManifest(bytes('<manifest/>'), '2004 3rd Edition').kind).toBe('unchecked');
});
