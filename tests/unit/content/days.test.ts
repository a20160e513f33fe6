import { describe, expect, it } from 'vitest';
import { checkBroken, expectBroken, type RuleCase } from './broken-content.ts';

const GUIDE = 'content/guides/lang-nghe-con.mdx';
const BODY = 'Hỏi con hôm nay vui gì.';

const DATES: RuleCase[] = [
  {
    rule: 'a review is not in the future',
    file: GUIDE,
    edit: ['reviewed: 2026-11-01', 'reviewed: 2062-11-01'],
    at: 'reviewed:',
    key: 'reviewed',
    found: '01/11/2062',
    wanted: '21/11/2026',
  },
  {
    rule: 'a check of an act is not in the future',
    file: 'content/legal/tt-18-2025-bgddt.yaml',
    edit: ['checked: 2026-11-01', 'checked: 2026-12-01'],
    at: 'checked:',
    key: 'checked',
    found: '01/12/2026',
    wanted: 'hôm nay',
  },
  {
    rule: 'a check of a number is not in the future',
    file: 'content/contacts.yaml',
    edit: ['checked: 2026-11-01', 'checked: 2026-12-01'],
    at: 'checked:',
    key: '[1].checked',
    found: '01/12/2026',
    wanted: 'hôm nay',
  },
  {
    rule: 'a reporting date lies in the period',
    file: 'content/programmes/hien-hanh.yaml',
    edit: ['due: 2026-12-01', 'due: 2031-06-15'],
    at: 'due:',
    key: 'reportingDates[1].due',
    found: '15/6/2031',
    wanted: '01/01/2026–31/12/2030',
  },
  {
    rule: 'a school year ends after it begins',
    file: 'content/site.yaml',
    edit: ['to: 2027-07-31', 'to: 2026-07-31'],
    at: 'to: 2026',
    key: 'schoolYear.to',
    found: '31/7/2026',
    wanted: 'sau ngày bắt đầu',
  },
];

describe('days', () => it.each(DATES)('$rule', expectBroken));

it('a machine whose clock is years behind still builds, with one warning', () => {
  const { problems } = checkBroken({ file: GUIDE, edit: [BODY, 'Nghe con.'] }, '2024-01-01');
  expect(problems).toEqual([
    expect.objectContaining({ severity: 'warning', found: expect.stringContaining('đồng hồ') }),
  ]);
});
