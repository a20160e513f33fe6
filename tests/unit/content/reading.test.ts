import { describe, it } from 'vitest';
import { expectBroken, type RuleCase } from './broken-content.ts';

const GUIDE = 'content/guides/lang-nghe-con.mdx';
const BODY = 'Hỏi con hôm nay vui gì.';

const READING: RuleCase[] = [
  {
    rule: 'a sentence is no longer than its reader can hold',
    file: GUIDE,
    edit: [BODY, `Hỏi con ${'vui gì và '.repeat(10)}nữa.`],
    at: 'vui gì và',
    found: 'câu 33 tiếng',
    wanted: '30 tiếng',
  },
  {
    rule: 'an abbreviation is explained',
    file: GUIDE,
    edit: [BODY, 'Hỏi người làm CTXH.'],
    at: 'CTXH',
    found: '“CTXH”',
    wanted: 'viết đủ chữ',
  },
];

describe('easy to read', () => it.each(READING)('$rule', expectBroken));
