import { describe, expect, it } from 'vitest';
import { checkBroken, expectBroken, type RuleCase } from './broken-content.ts';

const MODULE = 'content/modules/phong-ngua/index.mdx';
const LEAFLET = 'content/leaflets/goi-111.mdx';

const CASES: RuleCase[] = [
  {
    rule: 'a source cited in the text is in the list of the front matter',
    file: MODULE,
    edit: ['sources: [nguon-111]\n', ''],
    at: '<Ref to="nguon-111"',
    key: '<Ref to>',
    found: '“nguon-111”',
    wanted: 'sources ở đầu bài',
  },
  {
    rule: 'a source in the list of the front matter is cited in the text',
    file: MODULE,
    edit: ['<Ref to="nguon-111" />', ''],
    at: 'sources:',
    key: 'sources',
    found: '“nguon-111” không được dẫn',
    wanted: '<Ref to="nguon-111" />',
  },
];

describe('what is cited and what is listed are the same', () =>
  it.each(CASES)('$rule', expectBroken));

it('a source cited twice and listed nowhere is told of once, where it stands first', () => {
  const { problems, lineOf } = checkBroken({
    file: MODULE,
    edit: [
      ['sources: [nguon-111]\n', ''],
      ['<Ref to="nguon-111" />', '<Ref to="nguon-111" />\n\nThêm.<Ref to="nguon-111" />'],
    ],
  });
  expect(problems.map(({ line }) => line)).toEqual([lineOf('<Ref to="nguon-111"')]);
});

it('a source that does not exist is told of once', () => {
  const { problems } = checkBroken({
    file: MODULE,
    edit: [
      ['sources: [nguon-111]\n', ''],
      ['<Ref to="nguon-111" />', '<Ref to="nguon-112" />'],
    ],
  });
  expect(problems).toHaveLength(1);
});

it('a leaflet lists sources without citing them on its panels', () => {
  const edit = ['calls:', 'sources: [nguon-111]\ncalls:'] as const;
  expect(checkBroken({ file: LEAFLET, edit }).problems).toEqual([]);
});
