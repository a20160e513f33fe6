import { describe, expect, it } from 'vitest';
import { type Broken, checkBroken } from './broken-content.ts';

const DUTIES = 'content/duties.yaml';
const CALENDAR = 'content/calendar.yaml';
const DOCUMENT = 'content/documents/ke-hoach.yaml';
const FORM = 'content/forms/tiep-nhan.yaml';
const MESSAGE = 'content/messages/goi-ai.yaml';
const CHANNELS = 'content/channels.yaml';
const LEGAL = 'content/legal/tt-18-2025-bgddt.yaml';
const long = 'a'.repeat(150);

interface Case extends Broken {
  rule: string;
  /** File that must be named, when it is not the broken one. */
  named?: string;
  found?: string;
  wanted: string;
}

const CASES: Case[] = [
  {
    rule: 'what is said to be law names an act',
    file: DUTIES,
    edit: ['      legal: [tt-18-2025-bgddt]\n', ''],
    wanted: 'goi-y',
  },
  {
    rule: 'what is said to be law names a source',
    file: DUTIES,
    edit: ['      sources: [nguon-111]\n', ''],
    wanted: 'phải có nguồn',
  },
  {
    rule: 'a source exists',
    file: DUTIES,
    edit: ['sources: [nguon-111]', 'sources: [nguon-112]'],
    found: 'nguon-112',
    wanted: '“nguon-111”',
  },
  {
    rule: 'an act exists',
    file: DUTIES,
    edit: ['legal: [tt-18-2025-bgddt]', 'legal: [tt-18-2026-bgddt]'],
    found: 'tt-18-2026-bgddt',
    wanted: 'content/legal/',
  },
  {
    rule: 'an act is in force',
    file: DUTIES,
    edit: ['legal: [tt-18-2025-bgddt]', 'legal: [tt-33-2018-bgddt]'],
    found: 'hết hiệu lực',
    wanted: 'đang có hiệu lực',
  },
  {
    rule: 'a page exists',
    file: DUTIES,
    edit: ['/nha-truong/bieu-mau/tiep-nhan/', '/nha-truong/bieu-mau/tiep-nan/'],
    found: 'tiep-nan',
    wanted: 'tiep-nhan',
  },
  {
    rule: 'a wrong act in a model document is found too',
    file: DOCUMENT,
    edit: ['legal: [tt-18-2025-bgddt]', 'legal: [tt-33-2018-bgddt]'],
    found: 'hết hiệu lực',
    wanted: 'đang có hiệu lực',
  },
  {
    rule: 'a place of a document is declared',
    file: DOCUMENT,
    edit: ['{dau-moi} nhận tin', '{dau-mo} nhận tin'],
    wanted: 'khai báo {dau-mo}',
  },
  {
    rule: 'the months stand from August to July',
    file: CALENDAR,
    edit: ['id: thang-8', 'id: thang-9'],
    wanted: 'mười hai tháng',
  },
  {
    rule: 'an activity lies in its month',
    file: CALENDAR,
    edit: ['from: "08-10"', 'from: "09-10"'],
    wanted: 'ngày trong tháng 8',
  },
  {
    rule: 'an activity does not end before it begins',
    file: CALENDAR,
    edit: ['to: "08-12"', 'to: "08-09"'],
    wanted: 'không trước ngày đầu',
  },
  {
    rule: 'a day is on the calendar of every year',
    file: CALENDAR,
    edit: ['to: "02-12"', 'to: "02-29"'],
    wanted: 'không có trên lịch',
  },
  {
    rule: 'an activity’s id stands once in the year',
    file: CALENDAR,
    edit: ['id: viec-9', 'id: viec-8'],
    found: 'viec-8',
    wanted: 'mỗi việc một mã',
  },
  {
    rule: 'a form does not ask for more than is needed',
    file: FORM,
    edit: ['label: Mã ca', 'label: Số căn cước của cha mẹ'],
    wanted: 'không hỏi điều này',
  },
  {
    rule: 'a field’s id stands once in a form',
    file: FORM,
    edit: [
      '      - { id: ma-ca, kind: line, label: Mã ca }',
      '      - { id: ma-ca, kind: line, label: Mã ca }\n      - { id: ma-ca, kind: line, label: Ngày }',
    ],
    wanted: 'mỗi mã dùng một lần',
  },
  {
    rule: 'a number is never typed into a message',
    file: MESSAGE,
    edit: ['zalo: Gọi {so:tong-dai-111}.', 'zalo: Gọi 111.'],
    found: '“111”',
    wanted: '{so:tong-dai-111}',
  },
  {
    rule: 'a place of a message is one that the page fills',
    file: MESSAGE,
    edit: ['Gặp {dau-moi}.', 'Gặp {co-giao}.'],
    found: '{co-giao}',
    wanted: 'dau-moi',
  },
  {
    rule: 'a number of a message is a contact',
    file: MESSAGE,
    edit: ['zalo: Gọi {so:tong-dai-111}.', 'zalo: Gọi {so:tong-dai-112}.'],
    found: '{so:tong-dai-112}',
    wanted: 'so:tong-dai-111',
  },
  {
    rule: 'an SMS without diacritics fits into one message',
    file: MESSAGE,
    edit: ['plain: "{truong}: goi', `plain: "{truong}: ${long} goi`],
    wanted: '160 ký tự',
  },
  {
    rule: 'an SMS without diacritics has none',
    file: MESSAGE,
    edit: ['plain: "{truong}: goi', 'plain: "{truong}: gọi'],
    wanted: 'không dấu',
  },
  {
    rule: 'an SMS with diacritics takes at most three messages',
    file: MESSAGE,
    edit: ['text: "{truong}: gọi', `text: "{truong}: ${long}${long} gọi`],
    wanted: 'ba tin nối',
  },
  {
    rule: 'a hotline has a number',
    file: CHANNELS,
    edit: ['kind: hom-thu', 'kind: duong-day'],
    wanted: 'phải có số điện thoại',
  },
  {
    rule: 'a channel that nobody tried is not dated in the future',
    file: CHANNELS,
    edit: ['checked: 2026-11-20', 'checked: 2027-11-20'],
    found: '20/11/2027',
    wanted: 'không muộn hơn hôm nay',
  },
  {
    rule: 'the calendar is there',
    file: CALENDAR,
    edit: null,
    found: 'không có tệp',
    wanted: 'content/calendar.yaml',
  },
  {
    rule: 'a mistake in the register reaches what stands on it',
    file: LEGAL,
    edit: ['status: con-hieu-luc', 'status: het-giai-doan'],
    named: DUTIES,
    found: 'hết giai đoạn',
    wanted: 'đang có hiệu lực',
  },
];

describe('what schools are given', () => {
  it.each(CASES)('$rule', ({ file, edit, named, found, wanted }) => {
    const { problems } = checkBroken({ file, edit });
    const said = problems.filter((problem) => problem.file === (named ?? file));
    expect(said.map((problem) => problem.wanted).join('\n')).toContain(wanted);
    if (found !== undefined) {
      expect(said.map((problem) => problem.found).join('\n')).toContain(found);
    }
  });

  it('may have no channel yet', () => {
    expect(checkBroken({ file: CHANNELS, edit: '[]\n' }).problems).toEqual([]);
  });
});
