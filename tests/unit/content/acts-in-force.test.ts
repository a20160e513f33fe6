import { describe, expect, it } from 'vitest';
import { checkBroken, expectBroken, FIXTURE_DAY, type RuleCase } from './broken-content.ts';

const MODULE = 'content/modules/phong-ngua/index.mdx';

const STANDING: RuleCase[] = [
  {
    rule: 'front matter does not stand on an act that is over',
    file: MODULE,
    edit: [
      ['legal: [tt-18-2025-bgddt]', 'legal: [tt-33-2018-bgddt]'],
      ['legalHistory: [tt-33-2018-bgddt]\n', ''],
    ],
    at: 'legal:',
    key: 'legal',
    found: 'đã hết hiệu lực từ 31/10/2025',
    wanted: 'tt-18-2025-bgddt',
  },
  {
    rule: 'text does not cite an act that is over unless as history',
    file: MODULE,
    edit: ['legalHistory: [tt-33-2018-bgddt]\n', ''],
    at: '<Law id="tt-33',
    key: '<Law id>',
    found: '33/2018/TT-BGDĐT',
    wanted: 'legalHistory',
  },
  {
    rule: 'an act in force is no history',
    file: MODULE,
    edit: [
      'legalHistory: [tt-33-2018-bgddt]',
      'legalHistory: [tt-33-2018-bgddt, tt-18-2025-bgddt]',
    ],
    at: 'legalHistory:',
    key: 'legalHistory',
    found: 'còn hiệu lực',
    wanted: '“legal”',
  },
  {
    rule: 'an act not yet in force is not stood on',
    file: 'content/legal/tt-18-2025-bgddt.yaml',
    edit: ['inForceFrom: 2025-10-31', 'inForceFrom: 2027-01-01'],
    at: null,
    key: 'legal',
    found: 'đến 01/01/2027 mới có hiệu lực',
    wanted: 'đang có hiệu lực',
  },
  {
    rule: 'an act whose time ran out is over whatever its status says',
    file: 'content/legal/tt-18-2025-bgddt.yaml',
    edit: ['status:', 'inForceUntil: 2026-07-01\nstatus:'],
    at: 'status:',
    key: 'status',
    found: 'hết hiệu lực từ 01/7/2026',
    wanted: 'het-hieu-luc',
  },
  {
    rule: 'a plan whose period is over is not stood on',
    file: 'content/legal/tt-18-2025-bgddt.yaml',
    edit: ['status: con-hieu-luc', 'status: het-giai-doan'],
    at: null,
    key: 'legal',
    found: 'đã hết giai đoạn',
    wanted: 'đang có hiệu lực',
  },
  {
    rule: 'an act of unclear standing is a warning',
    file: 'content/legal/tt-18-2025-bgddt.yaml',
    edit: ['status: con-hieu-luc', 'status: chua-ro'],
    at: null,
    key: 'legal',
    found: 'chưa rõ hiệu lực',
    wanted: 'kiểm tra lại',
    severity: 'warning',
  },
];

describe('acts are in force', () => it.each(STANDING)('$rule', expectBroken));

it('a past programme may stand on acts of its time', () => {
  const file = 'content/programmes/hien-hanh.yaml';
  const old: [string, string] = ['legal: [tt-18-2025-bgddt]', 'legal: [tt-33-2018-bgddt]'];
  expect(checkBroken({ file, edit: [old] }).problems).toHaveLength(1);
  expect(checkBroken({ file, edit: [old, ['past: false', 'past: true']] }).problems).toEqual([]);
});

it('an act is over on the very day it ends, not the day before', () => {
  const file = 'content/legal/tt-18-2025-bgddt.yaml';
  const edit: [string, string] = ['status:', 'inForceUntil: 2026-11-21\nstatus:'];
  expect(checkBroken({ file, edit }, '2026-11-20').problems).toEqual([]);
  expect(checkBroken({ file, edit }, FIXTURE_DAY).problems).not.toEqual([]);
});
