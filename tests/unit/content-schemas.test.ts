import { describe, expect, it } from 'vitest';
import { type Broken, checkBroken } from './content-fixture.ts';

/**
 * Each schema rule with a broken fixture: `at` is a text on the line that must be named, `key` the
 * key, `wanted` words of the advice.
 */
interface Case {
  rule: string;
  edit: Broken['edit'];
  at: string;
  key: string | null;
  found?: string;
  wanted: string;
}

const long = (length: number) => 'a'.repeat(length);

const MODULE = 'content/modules/phong-ngua/index.mdx';
const QUIZ = 'content/modules/phong-ngua/quiz.yaml';
const SKILL = 'content/skills/thcs/bao-luc.mdx';
const GUIDE = 'content/guides/lang-nghe-con.mdx';
const LEAFLET = 'content/leaflets/goi-111.mdx';
const LEGAL = 'content/legal/tt-18-2025-bgddt.yaml';
const OLD_LEGAL = 'content/legal/tt-33-2018-bgddt.yaml';
const PROGRAMME = 'content/programmes/hien-hanh.yaml';

const TITLE = 'title: Phòng ngừa bạo lực học đường';
const QUESTION = 'prompt: Việc đầu tiên là gì?';
const OPTION_C = '      - { id: c, text: Chờ các em tự thôi, feedback: Chưa đúng. }\n';

const CASES: Record<string, Case[]> = {
  [MODULE]: [
    {
      rule: 'title is there',
      edit: [`${TITLE}\n`, ''],
      at: 'summary:',
      key: 'title',
      found: 'chưa có',
      wanted: 'bắt buộc',
    },
    {
      rule: 'title is not empty',
      edit: [TITLE, 'title: ""'],
      at: 'title:',
      key: 'title',
      wanted: 'không được để trống',
    },
    {
      rule: 'title has a value',
      edit: [TITLE, 'title:'],
      at: 'title:',
      key: 'title',
      found: 'để trống',
      wanted: 'chữ',
    },
    {
      rule: 'title is one line',
      edit: [TITLE, 'title: |\n  Một\n  hai'],
      at: 'title:',
      key: 'title',
      wanted: 'một dòng',
    },
    {
      rule: 'title is at most 90 characters',
      edit: [TITLE, `title: ${long(91)}`],
      at: 'title:',
      key: 'title',
      found: '91 ký tự',
      wanted: 'nhiều nhất 90 ký tự',
    },
    {
      rule: 'summary is at most 160 characters',
      edit: ['summary: Nhận', `summary: ${long(160)} Nhận`],
      at: 'summary:',
      key: 'summary',
      wanted: 'nhiều nhất 160 ký tự',
    },
    {
      rule: 'audience is known',
      edit: ['[thay-co]', '[giao-vien]'],
      at: 'audience:',
      key: 'audience[1]',
      found: 'giao-vien',
      wanted: 'thay-co, hoc-sinh, cha-me, cong-dong',
    },
    {
      rule: 'audience is not empty',
      edit: ['[thay-co]', '[]'],
      at: 'audience:',
      key: 'audience',
      found: 'danh sách trống',
      wanted: 'ít nhất 1 mục',
    },
    {
      rule: 'audience is a list',
      edit: ['[thay-co]', 'thay-co'],
      at: 'audience:',
      key: 'audience',
      wanted: 'danh sách',
    },
    {
      rule: 'levels are known',
      edit: ['[thcs, thpt]', '[thcs, cap-3]'],
      at: 'levels:',
      key: 'levels[2]',
      found: 'cap-3',
      wanted: 'mam-non',
    },
    {
      rule: 'levels are not empty',
      edit: ['[thcs, thpt]', '[]'],
      at: 'levels:',
      key: 'levels',
      wanted: 'ít nhất 1 mục',
    },
    {
      rule: 'topics are not empty',
      edit: ['topics: [bao-luc]', 'topics: []'],
      at: 'topics:',
      key: 'topics',
      wanted: 'ít nhất 1 mục',
    },
    {
      rule: 'topic ids are slugs',
      edit: ['topics: [bao-luc]', 'topics: [Bạo lực]'],
      at: 'topics:',
      key: 'topics[1]',
      wanted: 'chữ thường không dấu',
    },
    {
      rule: 'legal is a list of ids',
      edit: ['legal: [tt-18-2025-bgddt]', 'legal: 18/2025'],
      at: 'legal:',
      key: 'legal',
      wanted: 'danh sách',
    },
    {
      rule: 'reviewed is a day',
      edit: ['reviewed: 2026-11-01', 'reviewed: 01/11/2026'],
      at: 'reviewed:',
      key: 'reviewed',
      found: '01/11/2026',
      wanted: 'NĂM-THÁNG-NGÀY',
    },
    {
      rule: 'reviewed is not only a year',
      edit: ['reviewed: 2026-11-01', 'reviewed: 2026'],
      at: 'reviewed:',
      key: 'reviewed',
      found: '2026',
      wanted: 'NĂM-THÁNG-NGÀY',
    },
    {
      rule: 'reviewed is in the calendar',
      edit: ['reviewed: 2026-11-01', 'reviewed: 2026-02-30'],
      at: 'reviewed:',
      key: 'reviewed',
      wanted: 'không có trên lịch',
    },
    {
      rule: 'reviewed is there',
      edit: ['reviewed: 2026-11-01\n', ''],
      at: 'title:',
      key: 'reviewed',
      wanted: 'bắt buộc',
    },
    {
      rule: 'sensitive is true or false',
      edit: ['minutes: 30', 'minutes: 30\nsensitive: có'],
      at: 'sensitive:',
      key: 'sensitive',
      found: 'có',
      wanted: 'true hoặc false',
    },
    {
      rule: 'order is a whole number',
      edit: ['minutes: 30', 'minutes: 30\norder: 1.5'],
      at: 'order:',
      key: 'order',
      found: '1.5',
      wanted: 'số nguyên',
    },
    {
      rule: 'order is not negative',
      edit: ['minutes: 30', 'minutes: 30\norder: -1'],
      at: 'order:',
      key: 'order',
      wanted: 'ít nhất là 0',
    },
    {
      rule: 'version has two parts',
      edit: ['version: "1.0"', 'version: "1"'],
      at: 'version:',
      key: 'version',
      wanted: 'số.số',
    },
    {
      rule: 'version is quoted',
      edit: ['version: "1.0"', 'version: 1.0'],
      at: 'version:',
      key: 'version',
      wanted: 'ngoặc kép',
    },
    {
      rule: 'minutes are at least 5',
      edit: ['minutes: 30', 'minutes: 3'],
      at: 'minutes:',
      key: 'minutes',
      wanted: 'ít nhất là 5',
    },
    {
      rule: 'minutes are at most 90',
      edit: ['minutes: 30', 'minutes: 120'],
      at: 'minutes:',
      key: 'minutes',
      found: '120',
      wanted: 'nhiều nhất là 90',
    },
    {
      rule: 'minutes are a number',
      edit: ['minutes: 30', 'minutes: nửa giờ'],
      at: 'minutes:',
      key: 'minutes',
      wanted: 'một số',
    },
    {
      rule: 'objectives are at least 2',
      edit: ['  - Nêu các bước can thiệp\n', ''],
      at: 'objectives:',
      key: 'objectives',
      found: '1 mục',
      wanted: 'ít nhất 2 mục',
    },
    {
      rule: 'an objective is at most 200 characters',
      edit: ['Nêu các bước', long(200)],
      at: `- ${long(9)}`,
      key: 'objectives[2]',
      wanted: 'nhiều nhất 200 ký tự',
    },
    {
      rule: 'the summary card has at least 3 lines',
      edit: ['  - Gọi 111 khi cần\n', ''],
      at: 'summaryCard:',
      key: 'summaryCard',
      wanted: 'ít nhất 3 mục',
    },
    {
      rule: 'drawing is a file name',
      edit: ['drawing: lang-nghe', 'drawing: Lắng nghe.svg'],
      at: 'drawing:',
      key: 'drawing',
      wanted: 'chữ thường không dấu',
    },
    {
      rule: 'an unknown key names the nearest one',
      edit: ['summary:', 'sumary:'],
      at: 'sumary:',
      key: 'sumary',
      found: 'sumary',
      wanted: 'Có phải ý bạn là “summary”?',
    },
    {
      rule: 'an unknown key far from any lists them all',
      edit: ['minutes: 30', 'minutes: 30\nxyz: 1'],
      at: 'xyz:',
      key: 'xyz',
      wanted: 'title, summary, audience',
    },
    {
      rule: 'front matter is there',
      edit: ['---\n', ''],
      at: '',
      key: null,
      found: 'phần khai báo',
      wanted: '---',
    },
    {
      rule: 'a colon in a sentence needs quotes',
      edit: [TITLE, 'title: Bạo lực: nhận ra'],
      at: 'title:',
      key: null,
      wanted: 'ngoặc kép',
    },
    {
      rule: 'a key stands once',
      edit: [TITLE, `${TITLE}\ntitle: Khác`],
      at: 'title: Khác',
      key: null,
      wanted: 'một lần',
    },
    {
      rule: 'no tab indents',
      edit: ['  - Nhận ra dấu', '\t- Nhận ra dấu'],
      at: '\t- Nhận',
      key: null,
      wanted: 'phím Tab',
    },
    {
      rule: 'text is composed Unicode',
      edit: [TITLE, TITLE.normalize('NFD')],
      at: 'title:',
      key: null,
      found: 'NFD',
      wanted: 'NFC',
    },
  ],
  [SKILL]: [
    {
      rule: 'level is known',
      edit: ['level: thcs', 'level: cap-2'],
      at: 'level:',
      key: 'level',
      found: 'cap-2',
      wanted: 'thcs',
    },
    {
      rule: 'levels hold level',
      edit: ['levels: [thcs]', 'levels: [thpt]'],
      at: 'levels:',
      key: 'levels',
      wanted: 'gồm cả cấp học',
    },
    {
      rule: 'topics hold topic',
      edit: ['topics: [bao-luc]', 'topics: [xam-hai]'],
      at: 'topics:',
      key: 'topics',
      wanted: 'gồm cả chủ đề',
    },
    {
      rule: 'topic is there',
      edit: ['topic: bao-luc\n', ''],
      at: 'title:',
      key: 'topic',
      wanted: 'bắt buộc',
    },
  ],
  [GUIDE]: [
    {
      rule: 'a guide has no keys of a module',
      edit: ['levels:', 'minutes: 5\nlevels:'],
      at: 'minutes:',
      key: 'minutes',
      wanted: 'một trong các khóa',
    },
  ],
  [LEAFLET]: [
    {
      rule: 'there are five panels',
      edit: ['  - { heading: Ghi nhớ, text: [Em không có lỗi.] }\n', ''],
      at: 'panels:',
      key: 'panels',
      found: '4 mục',
      wanted: 'đúng 5 mặt',
    },
    {
      rule: 'a panel has a heading',
      edit: ['heading: Ghi nhớ, ', ''],
      at: '{ text: [Em',
      key: 'panels[5].heading',
      wanted: 'bắt buộc',
    },
    {
      rule: 'a heading is at most 60 characters',
      edit: ['Ghi nhớ', long(61)],
      at: long(9),
      key: 'panels[5].heading',
      wanted: 'nhiều nhất 60 ký tự',
    },
    {
      rule: 'a paragraph is at most 220 characters',
      edit: ['Em không có lỗi.', long(221)],
      at: long(9),
      key: 'panels[5].text[1]',
      wanted: 'nhiều nhất 220 ký tự',
    },
    {
      rule: 'a point is at most 110 characters',
      edit: ['Bị đánh', long(111)],
      at: long(9),
      key: 'panels[1].points[1]',
      wanted: 'nhiều nhất 110 ký tự',
    },
    {
      rule: 'a panel has at most 3 paragraphs',
      edit: ['[Em không có lỗi.]', '[a, b, c, d]'],
      at: 'Ghi nhớ',
      key: 'panels[5].text',
      wanted: 'nhiều nhất 3 mục',
    },
    {
      rule: 'an unknown key of a panel is named',
      edit: ['heading: Ghi nhớ', 'headding: Ghi nhớ'],
      at: 'headding',
      key: 'panels[5].headding',
      wanted: '“heading”',
    },
    {
      rule: 'slogan is at most 90 characters',
      edit: ['slogan: Nói', `slogan: ${long(90)}`],
      at: 'slogan:',
      key: 'slogan',
      wanted: 'nhiều nhất 90 ký tự',
    },
    {
      rule: 'link is an address of the site',
      edit: ['link: /hoc-sinh/thcs/bao-luc/', 'link: hoc-sinh/thcs'],
      at: 'link:',
      key: 'link',
      wanted: '/hoc-sinh/thcs/bao-luc/',
    },
  ],
  [LEGAL]: [
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
  ],
  [OLD_LEGAL]: [
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
  ],
  [PROGRAMME]: [
    {
      rule: 'past is true or false',
      edit: ['past: false', 'past: không'],
      at: 'past:',
      key: 'past',
      wanted: 'true hoặc false',
    },
    {
      rule: 'the period ends after it begins',
      edit: ['to: 2030-12-31', 'to: 2025-12-31'],
      at: 'to: 2025',
      key: 'period.to',
      wanted: 'sau ngày đầu',
    },
    {
      rule: 'the period has both ends',
      edit: ['  to: 2030-12-31\n', ''],
      at: 'period:',
      key: 'period.to',
      wanted: 'bắt buộc',
    },
    {
      rule: 'a target is at most 100',
      edit: ['reached: 90', 'reached: 900'],
      at: 'reached:',
      key: 'targets.reached',
      wanted: 'nhiều nhất là 100',
    },
    {
      rule: 'a target is at least 1',
      edit: ['trained: 90', 'trained: 0'],
      at: 'trained:',
      key: 'targets.trained',
      wanted: 'ít nhất là 1',
    },
    {
      rule: 'a target is a whole number',
      edit: ['reached: 90', 'reached: 90%'],
      at: 'reached:',
      key: 'targets.reached',
      wanted: 'một số',
    },
    {
      rule: 'a role is known',
      edit: ['giao-vien: [phong-ngua]', 'giao-viem: [phong-ngua]'],
      at: 'giao-viem',
      key: 'required.giao-viem',
      wanted: '“giao-vien”',
    },
    {
      rule: 'a role has modules',
      edit: ['giao-vien: [phong-ngua]', 'giao-vien: []'],
      at: 'giao-vien:',
      key: 'required.giao-vien',
      wanted: 'ít nhất 1 mục',
    },
    {
      rule: 'somebody has to take something',
      edit: ['required:\n  giao-vien: [phong-ngua]', 'required: {}'],
      at: 'required:',
      key: 'required',
      wanted: 'ít nhất một vai trò',
    },
    {
      rule: 'a reporting date is a day',
      edit: ['due: 2026-12-01', 'due: 1/12'],
      at: 'due:',
      key: 'reportingDates[1].due',
      wanted: 'NĂM-THÁNG-NGÀY',
    },
  ],
  'content/site.yaml': [
    {
      rule: 'the office has a name',
      edit: ['  name: Phòng Văn hóa – Xã hội (mẫu)\n', ''],
      at: 'office:',
      key: 'office.name',
      wanted: 'bắt buộc',
    },
    {
      rule: 'the kind of office is known',
      edit: ['kind: phong', 'kind: phòng'],
      at: 'kind:',
      key: 'office.kind',
      wanted: 'so, phong, truong',
    },
    {
      rule: 'sample is true or false',
      edit: ['sample: true', 'sample: "có"'],
      at: 'sample:',
      key: 'office.sample',
      wanted: 'true hoặc false',
    },
    {
      rule: 'phone is digits',
      edit: ['sample: true', 'sample: true\n  phone: gọi sau'],
      at: 'phone:',
      key: 'office.phone',
      wanted: 'chữ số',
    },
    {
      rule: 'email is an address',
      edit: ['sample: true', 'sample: true\n  email: phong.vhxh'],
      at: 'email:',
      key: 'office.email',
      wanted: 'thư điện tử',
    },
    {
      rule: 'name is at most 40 characters',
      edit: ['name: Trường học an toàn', `name: ${long(41)}`],
      at: 'name:',
      key: 'name',
      wanted: 'nhiều nhất 40 ký tự',
    },
    {
      rule: 'the school year has days',
      edit: ['from: 2026-08-01', 'from: tháng 8'],
      at: 'from:',
      key: 'schoolYear.from',
      wanted: 'NĂM-THÁNG-NGÀY',
    },
    {
      rule: 'there is a reporting date',
      edit: ['reportDates:\n  - due: 2027-06-15\n    name: Báo cáo năm học', 'reportDates: []'],
      at: 'reportDates:',
      key: 'reportDates',
      wanted: 'ít nhất 1 mục',
    },
    {
      rule: 'the current programme is an id',
      edit: ['currentProgramme: hien-hanh', 'currentProgramme: Hiện hành'],
      at: 'currentProgramme:',
      key: 'currentProgramme',
      wanted: 'chữ thường không dấu',
    },
  ],
  'content/topics.yaml': [
    {
      rule: 'a topic has a name for children',
      edit: ['  childName: Bị bắt nạt\n', ''],
      at: '- id: bao-luc'.slice(2),
      key: '[1].childName',
      wanted: 'bắt buộc',
    },
    {
      rule: 'a topic id is a slug',
      edit: ['id: xam-hai', 'id: xâm hại'],
      at: 'id: xâm',
      key: '[2].id',
      wanted: 'chữ thường không dấu',
    },
    {
      rule: 'keywords are a list',
      edit: ['[đánh nhau, bắt nạt]', 'đánh nhau'],
      at: 'keywords:',
      key: '[1].keywords',
      wanted: 'danh sách',
    },
    {
      rule: 'there is a topic',
      edit: '[]\n',
      at: '[]',
      key: null,
      found: 'danh sách trống',
      wanted: 'ít nhất 1 mục',
    },
  ],
  'content/contacts.yaml': [
    {
      rule: 'a number is digits and spaces',
      edit: ['number: 096 306 1414', 'number: 096.306.1414'],
      at: 'number: 096',
      key: '[2].number',
      wanted: 'chữ số và dấu cách',
    },
    {
      rule: 'a number is quoted when it is only digits',
      edit: ['number: "111"', 'number: 111'],
      at: 'number: 111',
      key: '[1].number',
      wanted: 'ngoặc kép',
    },
    {
      rule: 'a contact has a source',
      edit: ['sources: [nguon-111]', 'sources: []'],
      at: 'sources:',
      key: '[1].sources',
      wanted: 'ít nhất 1 mục',
    },
    {
      rule: 'hours are there',
      edit: ['  hours: 24 giờ mỗi ngày\n', ''],
      at: 'id: tong-dai-111',
      key: '[1].hours',
      wanted: 'bắt buộc',
    },
    {
      rule: 'an unknown key is named',
      edit: ['cost: Miễn phí', 'costs: Miễn phí'],
      at: 'costs:',
      key: '[1].costs',
      wanted: '“cost”',
    },
  ],
  'content/sources.yaml': [
    {
      rule: 'url is an address',
      edit: ['https://example.vn/tong-dai', 'tổng đài'],
      at: 'url:',
      key: '[1].url',
      wanted: 'https://',
    },
    {
      rule: 'published is a day, month or year',
      edit: ['published: "2025-12"', 'published: tháng 12'],
      at: 'published:',
      key: '[1].published',
      wanted: '2025-09',
    },
    {
      rule: 'publisher is there',
      edit: ['  publisher: Cục Bà mẹ và Trẻ em\n', ''],
      at: 'id:',
      key: '[1].publisher',
      wanted: 'bắt buộc',
    },
  ],
  [QUIZ]: [
    {
      rule: 'version is a whole number',
      edit: ['version: 1', 'version: "1.0"'],
      at: 'version:',
      key: 'version',
      wanted: 'một số',
    },
    {
      rule: 'passMark is at most 100',
      edit: ['passMark: 80', 'passMark: 110'],
      at: 'passMark:',
      key: 'passMark',
      wanted: 'nhiều nhất là 100',
    },
    {
      rule: 'draw is at least 3',
      edit: ['draw: 5', 'draw: 2'],
      at: 'draw:',
      key: 'draw',
      wanted: 'ít nhất là 3',
    },
    {
      rule: 'draw is at most 30',
      edit: ['draw: 5', 'draw: 31'],
      at: 'draw:',
      key: 'draw',
      wanted: 'nhiều nhất là 30',
    },
    {
      rule: 'attempts are not negative',
      edit: ['attempts: 0', 'attempts: -1'],
      at: 'attempts:',
      key: 'attempts',
      wanted: 'ít nhất là 0',
    },
    {
      rule: 'the bank has at least five questions',
      edit: 'version: 1\npassMark: 80\ndraw: 3\nattempts: 0\nquestions:\n  - { id: a, kind: true-false, prompt: Đ, answer: true, feedback: { true: Đ, false: S } }\n',
      at: 'questions:',
      key: 'questions',
      found: '1 mục',
      wanted: 'ít nhất 5 mục',
    },
    {
      rule: 'the kind of question is known',
      edit: ['kind: single', 'kind: singel'],
      at: 'kind: singel',
      key: 'questions[1].kind',
      found: 'singel',
      wanted: 'single, multiple, true-false',
    },
    {
      rule: 'a question has a kind',
      edit: ['    kind: single\n', ''],
      at: 'id: q-single',
      key: 'questions[1].kind',
      wanted: 'một trong các kiểu',
    },
    {
      rule: 'a question id is short ASCII',
      edit: ['id: q-single', 'id: Câu 1'],
      at: 'id: Câu',
      key: 'questions[1].id',
      wanted: 'tối đa 24 ký tự',
    },
    {
      rule: 'a prompt is at most 900 characters',
      edit: [QUESTION, `prompt: ${long(901)}`],
      at: `prompt: ${long(9)}`,
      key: 'questions[1].prompt',
      wanted: 'nhiều nhất 900 ký tự',
    },
    {
      rule: 'a prompt is there',
      edit: [`    ${QUESTION}\n`, ''],
      at: 'id: q-single',
      key: 'questions[1].prompt',
      wanted: 'bắt buộc',
    },
    {
      rule: 'an unknown key of a question is named',
      edit: ['    always: true', '    alway: true'],
      at: 'alway:',
      key: 'questions[1].alway',
      wanted: '“always”',
    },
    {
      rule: 'objective is not negative',
      edit: ['objective: 1', 'objective: -1'],
      at: 'objective:',
      key: 'questions[1].objective',
      wanted: 'ít nhất là 0',
    },
    {
      rule: 'every option has feedback',
      edit: [OPTION_C, '      - { id: c, text: Chờ }\n'],
      at: 'text: Chờ }',
      key: 'questions[1].options[3].feedback',
      wanted: 'bắt buộc',
    },
    {
      rule: 'a single choice has at least 3 options',
      edit: [OPTION_C, ''],
      at: 'options:',
      key: 'questions[1].options',
      found: '2 mục',
      wanted: 'ít nhất 3 mục',
    },
    {
      rule: 'a multiple choice has at least 3 options',
      edit: ['      - { id: c, text: Thích đọc sách, feedback: Chưa đúng. }\n', ''],
      at: 'options:\n      - { id: a, text: Sợ',
      key: 'questions[2].options',
      wanted: 'ít nhất 3 mục',
    },
    {
      rule: 'an option is at most 240 characters',
      edit: ['Chờ các em tự thôi', long(241)],
      at: long(9),
      key: 'questions[1].options[3].text',
      wanted: 'nhiều nhất 240 ký tự',
    },
    {
      rule: 'correct is true or false',
      edit: ['correct: true', 'correct: đúng'],
      at: 'correct: đúng',
      key: 'questions[1].options[1].correct',
      wanted: 'true hoặc false',
    },
    {
      rule: 'true-false has an answer',
      edit: ['    answer: false\n', ''],
      at: 'id: q-true',
      key: 'questions[3].answer',
      wanted: 'bắt buộc',
    },
    {
      rule: 'true-false has feedback for both',
      edit: ['      false: Đúng.\n', ''],
      at: 'feedback:\n      true',
      key: 'questions[3].feedback.false',
      wanted: 'bắt buộc',
    },
    {
      rule: 'fill accepts something',
      edit: ['accept: ["111"]', 'accept: []'],
      at: 'accept:',
      key: 'questions[4].accept',
      wanted: 'ít nhất 1 mục',
    },
    {
      rule: 'fill answers are quoted when numbers',
      edit: ['accept: ["111"]', 'accept: [111]'],
      at: 'accept:',
      key: 'questions[4].accept[1]',
      wanted: 'ngoặc kép',
    },
    {
      rule: 'fill says what kind of answer is wanted',
      edit: ['    hint: một số\n', ''],
      at: 'id: q-fill',
      key: 'questions[4].hint',
      wanted: 'bắt buộc',
    },
    {
      rule: 'matching has at least 3 pairs',
      edit: [
        '      - { id: c, left: Lập nhóm chế giễu, right: Trên mạng, feedback: Vì ở trên mạng. }\n',
        '',
      ],
      at: 'pairs:',
      key: 'questions[5].pairs',
      wanted: 'ít nhất 3 mục',
    },
    {
      rule: 'a pair has a right side',
      edit: ['right: Trên mạng, ', ''],
      at: 'left: Lập',
      key: 'questions[5].pairs[3].right',
      wanted: 'bắt buộc',
    },
    {
      rule: 'ordering has at least 3 items',
      edit: ['      - { id: c, text: Báo tin, feedback: Cuối cùng. }\n', ''],
      at: 'items:',
      key: 'questions[6].items',
      wanted: 'ít nhất 3 mục',
    },
    {
      rule: 'a choice has a known quality',
      edit: ['quality: harmful, feedback: Không', 'quality: wrong, feedback: Không'],
      at: 'quality: wrong',
      key: 'questions[7].steps[2].choices[2].quality',
      wanted: 'best, acceptable, harmful',
    },
    {
      rule: 'a step has at least 2 choices',
      edit: [
        '          - { id: b, text: Hứa giữ kín, quality: harmful, feedback: Không nên hứa. }\n',
        '',
      ],
      at: 'choices:\n          - { id: a, text: Báo',
      key: 'questions[7].steps[2].choices',
      wanted: 'ít nhất 2 mục',
    },
  ],
};

describe('each schema rule, broken by an author', () => {
  for (const [file, cases] of Object.entries(CASES)) {
    describe(file, () => {
      it.each(cases)('$rule', ({ edit, at, key, found, wanted }) => {
        const { problems, lineOf } = checkBroken({ file, edit });
        const own = problems.filter((problem) => problem.file === file);
        expect(own).toContainEqual(
          expect.objectContaining({
            severity: 'problem',
            line: lineOf(at),
            key,
            wanted: expect.stringContaining(wanted),
            ...(found === undefined ? {} : { found: expect.stringContaining(found) }),
          }),
        );
      });
    });
  }

  it('says everything without a word of English or a pattern', () => {
    const all = Object.entries(CASES).flatMap(([file, cases]) =>
      cases.flatMap(({ edit }) => checkBroken({ file, edit }).problems),
    );
    expect(all.length).toBeGreaterThan(90);
    for (const { wanted } of all) {
      expect(wanted).not.toMatch(
        /invalid|expected|required|must|received|\^\[|undefined|\[object/i,
      );
    }
  });
});
