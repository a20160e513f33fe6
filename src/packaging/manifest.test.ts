import { describe, expect, test } from 'vitest';
import { child, descendants, readXml } from './check/xml-tree.ts';
import type { Course } from './course.ts';
import { manifestScorm12 } from './manifest-scorm12.ts';
import { manifestScorm2004 } from './manifest-scorm2004.ts';

const TITLE = 'Bạo lực <học đường> & "mạng"';
const module: Course = {
  slug: 'bao-luc',
  title: TITLE,
  version: '1.0',
  kind: 'module',
  modules: [
    { slug: 'bao-luc', title: TITLE, summary: 'Về bài này.', passMark: 80, href: 'index.html' },
  ],
  files: ['index.html', 'assets/a.js'],
};
const programme: Course = {
  slug: 'nam-hoc',
  title: 'Năm học 2026–2027',
  version: '2026-11-21',
  kind: 'programme',
  modules: [
    {
      slug: 'bao-luc',
      title: TITLE,
      summary: 'Về bài này.',
      passMark: 80,
      href: 'bao-luc/index.html',
    },
    { slug: 'mang', title: 'Mạng', summary: 'Về bài này.', passMark: 57, href: 'mang/index.html' },
  ],
  files: ['mang/index.html', 'assets/a.js', 'bao-luc/index.html'],
};

const hrefs = (xml: string, resource: string) => {
  const found = descendants(readXml(xml), 'resource').find(
    ({ attributes }) => attributes.get('identifier') === resource,
  );
  return found?.children.map(
    ({ attributes }) => attributes.get('href') ?? attributes.get('identifierref'),
  );
};

describe.each([
  ['SCORM 1.2', manifestScorm12],
  ['SCORM 2004', manifestScorm2004],
])('the %s manifest', (_name, make) => {
  test('lists every file of the package', () => {
    expect(hrefs(make(module), 'resource-bao-luc')).toEqual(['assets/a.js', 'index.html']);
  });

  test('has ASCII ids alone, the same for any title', () => {
    const ids = (xml: string) =>
      [...xml.matchAll(/identifier(?:ref)?="([^"]*)"/g)].map((match) => match[1]);
    expect(ids(make(module))).toEqual(ids(make({ ...module, title: 'Khác' })));
    for (const id of ids(make(programme))) expect(id).toMatch(/^[a-z][a-z0-9.-]*$/);
  });

  test('keeps any title as it is', () => {
    const [item] = descendants(readXml(make(module)), 'item');
    expect(item && child(item, 'title')?.text).toBe(TITLE);
  });

  test('puts the modules of a programme under one root item, in order', () => {
    const [organization] = descendants(readXml(make(programme)), 'organization');
    const roots = organization?.children.filter(({ name }) => name === 'item') ?? [];
    expect(roots.map(({ attributes }) => attributes.get('identifier'))).toEqual(['item-nam-hoc']);
    const refs = roots
      .flatMap((root) => root.children.filter(({ name }) => name === 'item'))
      .map(({ attributes }) => attributes.get('identifierref'));
    expect(refs).toEqual(['resource-bao-luc', 'resource-mang']);
    expect(roots[0]?.attributes.has('identifierref')).toBe(false);
  });

  test('gives the modules of a programme a page each and names shared files once', () => {
    const xml = make(programme);
    expect(hrefs(xml, 'resource-mang')).toEqual(['mang/index.html', 'resource-shared']);
    expect(hrefs(xml, 'resource-shared')).toEqual(['assets/a.js']);
    expect(xml.match(/assets\/a\.js/g)).toHaveLength(1);
  });
});

test('SCORM 1.2 carries each pass mark in per cent', () => {
  const marks = descendants(readXml(manifestScorm12(programme)), 'masteryscore');
  expect(marks.map(({ text }) => text)).toEqual(['80', '57']);
});

test('SCORM 2004 carries each pass mark as a share of one, judged by the measure', () => {
  const objectives = descendants(readXml(manifestScorm2004(programme)), 'primaryObjective');
  expect(objectives.map((one) => one.attributes.get('satisfiedByMeasure'))).toEqual([
    'true',
    'true',
  ]);
  expect(objectives.map((one) => child(one, 'minNormalizedMeasure')?.text)).toEqual([
    '0.8',
    '0.57',
  ]);
});

test('SCORM 2004 leaves completion to the module', () => {
  const controls = descendants(readXml(manifestScorm2004(module)), 'deliveryControls');
  expect(controls.map((one) => one.attributes.get('completionSetByContent'))).toEqual(['true']);
});

test('SCORM 2004 counts a programme complete when all its modules are passed', () => {
  const [root] = descendants(readXml(manifestScorm2004(programme)), 'item');
  const sequencing = root && child(root, 'sequencing');
  const rules = (sequencing ? descendants(sequencing, 'rollupRule') : []).map((rule) => [
    rule.attributes.get('childActivitySet'),
    descendants(rule, 'rollupCondition').map((one) => one.attributes.get('condition')),
    descendants(rule, 'rollupAction').map((one) => one.attributes.get('action')),
  ]);
  expect(rules).toEqual([
    ['all', ['satisfied'], ['satisfied']],
    ['any', ['attempted'], ['incomplete']],
    ['all', ['satisfied'], ['completed']],
  ]);
});
