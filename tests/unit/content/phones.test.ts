import { describe, expect, it } from 'vitest';
import { checkBroken, expectBroken, type RuleCase } from './broken-content.ts';

const MODULE = 'content/modules/phong-ngua/index.mdx';
const QUIZ = 'content/modules/phong-ngua/quiz.yaml';
const GUIDE = 'content/guides/lang-nghe-con.mdx';
const BODY = 'Hỏi con hôm nay vui gì.';

const PHONES: RuleCase[] = [
  {
    rule: 'a contact typed into text says its component',
    file: GUIDE,
    edit: [BODY, `${BODY}\n\nHãy gọi 111 ngay.`],
    at: 'Hãy gọi',
    found: '“111”',
    wanted: '<Phone id="tong-dai-111" />',
  },
  {
    rule: 'a contact written otherwise is recognised',
    file: GUIDE,
    edit: [BODY, 'Gọi 0963.061.414.'],
    at: 'Gọi 0963',
    found: '0963.061.414',
    wanted: '<Phone id="ngay-mai" />',
  },
  {
    rule: 'an unknown number has to become a contact',
    file: GUIDE,
    edit: [BODY, 'Gọi 1900 1567.'],
    at: 'Gọi 1900',
    found: '1900 1567',
    wanted: 'contacts.yaml',
  },
  {
    rule: 'a number in a component is found too',
    file: MODULE,
    edit: ['Gọi <Phone id="tong-dai-111" />', 'Gọi 111'],
    at: 'Gọi 111 khi em bị',
    found: '“111”',
    wanted: '<Phone',
  },
  {
    rule: 'a number in an attribute is a contact',
    file: MODULE,
    edit: ['title="Cần ngay"', 'title="Gọi 114"'],
    at: '<Note',
    key: '<Note title>',
    found: '114',
    wanted: 'contacts.yaml',
  },
  {
    rule: 'a number in front matter is a contact',
    file: MODULE,
    edit: ['Gọi 111 khi cần', 'Gọi 118 khi cần'],
    at: 'Gọi 118',
    key: 'summaryCard[3]',
    found: '118',
    wanted: 'contacts.yaml',
  },
  {
    rule: 'a number in a leaflet is a contact',
    file: 'content/leaflets/goi-111.mdx',
    edit: ['Bấm 111.', 'Bấm 18001567.'],
    at: 'Bấm 1800',
    key: 'panels[2].text[1]',
    found: '18001567',
    wanted: 'contacts.yaml',
  },
  {
    rule: 'a number in a quiz is a contact',
    file: QUIZ,
    edit: ['Đó là 111.', 'Đó là 119.'],
    at: 'Đó là 119',
    key: 'questions[4].feedback.wrong',
    found: '119',
    wanted: 'contacts.yaml',
  },
];

describe('phone numbers', () => it.each(PHONES)('$rule', expectBroken));

it('a wrong answer that people type may be a wrong number', () => {
  const edit: [string, string] = ['text: "không biết"', 'text: "119"'];
  expect(checkBroken({ file: QUIZ, edit }).problems).toEqual([]);
});
