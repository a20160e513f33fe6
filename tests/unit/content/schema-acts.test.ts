import { describe, it } from 'vitest';
import { expectRule, type SchemaCase } from './broken-content.ts';

const LEGAL = 'content/legal/tt-18-2025-bgddt.yaml';
const OLD_LEGAL = 'content/legal/tt-33-2018-bgddt.yaml';
const long = (length: number) => 'a'.repeat(length);

const IN_ACT: SchemaCase[] = [
  {
    rule: 'number is there',
    edit: ['number: 18/2025/TT-BGDĐT\n', ''],
    at: 'title:',
    key: 'number',
    wanted: 'bắt buộc',
  },
  {
    rule: 'status is known',
    edit: ['status: con-hieu-luc', 'status: còn'],
    at: 'status:',
    key: 'status',
    found: 'còn',
    wanted: 'con-hieu-luc, het-hieu-luc',
  },
  {
    rule: 'issued is a day, month or year',
    edit: ['issued: "2025-09-15"', 'issued: 15/9/2025'],
    at: 'issued:',
    key: 'issued',
    wanted: '2025-09-15',
  },
  {
    rule: 'issued as a year is quoted',
    edit: ['issued: "2025-09-15"', 'issued: 2025'],
    at: 'issued:',
    key: 'issued',
    wanted: 'ngoặc kép',
  },
  {
    rule: 'inForceFrom is a day',
    edit: ['inForceFrom: 2025-10-31', 'inForceFrom: 2025-10'],
    at: 'inForceFrom:',
    key: 'inForceFrom',
    wanted: 'NĂM-THÁNG-NGÀY',
  },
  {
    rule: 'links are addresses',
    edit: ['https://example.vn/tt-18', 'example.vn'],
    at: 'links:',
    key: 'links[1]',
    wanted: 'https://',
  },
  {
    rule: 'verified is known',
    edit: ['verified: day-du', 'verified: roi'],
    at: 'verified:',
    key: 'verified',
    wanted: 'day-du, mot-phan',
  },
  {
    rule: 'checked is there',
    edit: ['checked: 2026-11-01\n', ''],
    at: 'number:',
    key: 'checked',
    wanted: 'bắt buộc',
  },
  {
    rule: 'meaning is at most 320 characters',
    edit: ['verified:', `meaning: ${long(321)}\nverified:`],
    at: 'meaning:',
    key: 'meaning',
    wanted: 'nhiều nhất 320 ký tự',
  },
];

const IN_OLD_ACT: SchemaCase[] = [
  {
    rule: 'an act no longer in force says until when or what replaced it',
    edit: [
      ['inForceUntil: 2025-10-31\n', ''],
      ['replacedBy: [tt-18-2025-bgddt]\n', ''],
    ],
    at: 'number:',
    key: 'inForceUntil',
    wanted: 'ngày hết hiệu lực hoặc văn bản thay thế',
  },
  {
    rule: 'an act ends after it begins',
    edit: ['inForceUntil: 2025-10-31', 'inForceUntil: 2018-10-31'],
    at: 'inForceUntil:',
    key: 'inForceUntil',
    wanted: 'sau ngày có hiệu lực',
  },
];

describe('an act', () => it.each(IN_ACT)('$rule', expectRule(LEGAL)));

describe('an act that is over', () => it.each(IN_OLD_ACT)('$rule', expectRule(OLD_LEGAL)));
