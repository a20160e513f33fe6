import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkContent } from '../../src/content-check/check-content.ts';
import { formatReport } from '../../src/content-check/problem.ts';
import { type Broken, checkBroken, FIXTURE_DAY } from './content-fixture.ts';

const MODULE = 'content/modules/phong-ngua/index.mdx';
const QUIZ = 'content/modules/phong-ngua/quiz.yaml';
const SKILL = 'content/skills/thcs/bao-luc.mdx';
const GUIDE = 'content/guides/lang-nghe-con.mdx';
const PLAN = 'content/plans/ke-hoach-cu.yaml';
const BODY = 'Hỏi con hôm nay vui gì.';
const OPTION_A = '{ id: a, text: Tách các em ra, correct: true, feedback: Đúng. }';

interface Case extends Broken {
  rule: string;
  /** A text on the line that must be named; null when no line can be. */
  at: string | null;
  key?: string;
  found: string;
  wanted: string;
  severity?: 'problem' | 'warning';
}

const READING: Case[] = [
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

const REFERENCES: Case[] = [
  {
    rule: 'a topic exists',
    file: MODULE,
    edit: ['topics: [bao-luc]', 'topics: [bao-luc-x]'],
    at: 'topics:',
    key: 'topics',
    found: 'bao-luc-x',
    wanted: '“bao-luc”',
  },
  {
    rule: 'a legal document exists',
    file: MODULE,
    edit: ['legal: [tt-18-2025-bgddt]', 'legal: [tt-18-2025-bgdt]'],
    at: 'legal:',
    key: 'legal',
    found: 'tt-18-2025-bgdt',
    wanted: '“tt-18-2025-bgddt”',
  },
  {
    rule: 'a source exists',
    file: MODULE,
    edit: ['sources: [nguon-111]', 'sources: [nguon-112]'],
    at: 'sources:',
    key: 'sources',
    found: 'nguon-112',
    wanted: 'content/sources.yaml',
  },
  {
    rule: 'an id stands once in a list',
    file: MODULE,
    edit: ['topics: [bao-luc]', 'topics: [bao-luc, bao-luc]'],
    at: 'topics:',
    key: 'topics',
    found: 'hai lần',
    wanted: 'một lần',
  },
  {
    rule: 'a drawing exists',
    file: MODULE,
    edit: ['drawing: lang-nghe', 'drawing: lang-nge'],
    at: 'drawing:',
    key: 'drawing',
    found: 'lang-nge',
    wanted: '“lang-nghe”',
  },
  {
    rule: 'a number on a leaflet is a contact',
    file: 'content/leaflets/goi-111.mdx',
    edit: ['ngay-mai', 'ngay-may'],
    at: 'calls:',
    key: 'calls',
    found: 'ngay-may',
    wanted: '“ngay-mai”',
  },
  {
    rule: 'an act that a plan rests on exists',
    file: PLAN,
    edit: ['acts: [tt-33-2018-bgddt', 'acts: [tt-33-2019-bgddt'],
    at: 'acts:',
    key: 'acts',
    found: 'tt-33-2019-bgddt',
    wanted: '“tt-33-2018-bgddt”',
  },
  {
    rule: 'a page that serves a plan’s row is a page of the site',
    file: PLAN,
    edit: ['page: /tap-huan/phong-ngua/', 'page: /tap-huan/phong-ngu/'],
    at: 'page:',
    key: 'parts[1].rows[1].served[1].page',
    found: '/tap-huan/phong-ngu/',
    wanted: '/tap-huan/phong-ngua/',
  },
  {
    rule: 'the replacing act exists',
    file: 'content/legal/tt-33-2018-bgddt.yaml',
    edit: ['[tt-18-2025-bgddt]', '[tt-19-2025]'],
    at: 'replacedBy:',
    key: 'replacedBy',
    found: 'tt-19-2025',
    wanted: 'content/legal/',
  },
  {
    rule: 'the amending act exists',
    file: 'content/legal/tt-18-2025-bgddt.yaml',
    edit: ['verified:', 'amendedBy: [khong-co]\nverified:'],
    at: 'amendedBy:',
    key: 'amendedBy',
    found: 'khong-co',
    wanted: 'content/legal/',
  },
  {
    rule: 'a required module exists',
    file: 'content/programmes/hien-hanh.yaml',
    edit: ['[phong-ngua]', '[phong-ngu]'],
    at: 'giao-vien:',
    key: 'required.giao-vien',
    found: 'phong-ngu',
    wanted: '“phong-ngua”',
  },
  {
    rule: "a programme's act exists",
    file: 'content/programmes/hien-hanh.yaml',
    edit: ['legal: [tt-18-2025-bgddt]', 'legal: [khong-co]'],
    at: 'legal:',
    key: 'legal',
    found: 'khong-co',
    wanted: 'content/legal/',
  },
  {
    rule: 'the current programme exists',
    file: 'content/site.yaml',
    edit: ['currentProgramme: hien-hanh', 'currentProgramme: hien-han'],
    at: 'currentProgramme:',
    key: 'currentProgramme',
    found: 'hien-han',
    wanted: '“hien-hanh”',
  },
  {
    rule: "a contact's source exists",
    file: 'content/contacts.yaml',
    edit: ['sources: [nguon-111]', 'sources: [khong-co]'],
    at: 'sources:',
    key: '[1].sources',
    found: 'khong-co',
    wanted: 'content/sources.yaml',
  },
  {
    rule: 'a topic id is used once',
    file: 'content/topics.yaml',
    edit: ['id: xam-hai', 'id: bao-luc'],
    at: 'id: bao-luc\n  name: Xâm hại',
    key: '[2].id',
    found: 'bao-luc',
    wanted: 'một lần',
  },
  {
    rule: 'a contact id is used once',
    file: 'content/contacts.yaml',
    edit: ['id: ngay-mai', 'id: tong-dai-111'],
    at: 'id: tong-dai-111\n  name: Đường',
    key: '[2].id',
    found: 'tong-dai-111',
    wanted: 'một lần',
  },
  {
    rule: "a skill's folder agrees with its level",
    file: SKILL,
    edit: [
      ['level: thcs', 'level: thpt'],
      ['levels: [thcs]', 'levels: [thpt]'],
    ],
    at: 'level: thpt',
    key: 'level',
    found: 'thpt',
    wanted: 'content/skills/thpt/bao-luc.mdx',
  },
  {
    rule: "a skill's file agrees with its topic",
    file: SKILL,
    edit: [
      ['topic: bao-luc', 'topic: xam-hai'],
      ['topics: [bao-luc]', 'topics: [xam-hai]'],
    ],
    at: 'topic: xam-hai',
    key: 'topic',
    found: 'xam-hai',
    wanted: 'content/skills/thcs/xam-hai.mdx',
  },
];

const FILES: Case[] = [
  {
    rule: 'a module folder has a quiz',
    file: QUIZ,
    edit: null,
    at: null,
    found: 'không có tệp',
    wanted: QUIZ,
  },
  {
    rule: 'a module folder has a lesson',
    file: MODULE,
    edit: null,
    at: null,
    found: 'không có tệp',
    wanted: MODULE,
  },
  {
    rule: 'the site has settings',
    file: 'content/site.yaml',
    edit: null,
    at: null,
    found: 'không có tệp',
    wanted: 'content/site.yaml',
  },
  {
    rule: 'a file of another ending is not lost silently',
    file: 'content/guides/khac.md',
    edit: '# Khác',
    at: null,
    found: 'sẽ không hiện',
    wanted: 'guides/*.mdx',
  },
  {
    rule: 'a file name is a slug',
    file: 'content/guides/Nghe_con.mdx',
    edit: '---\n---\n',
    at: null,
    found: 'Nghe_con',
    wanted: 'chữ thường không dấu',
  },
];

const LEGAL: Case[] = [
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

const BODIES: Case[] = [
  {
    rule: '<Phone id> exists',
    file: MODULE,
    edit: ['<Phone id="tong-dai-111" />', '<Phone id="tong-dai-11" />'],
    at: '<Phone',
    key: '<Phone id>',
    found: 'tong-dai-11',
    wanted: '“tong-dai-111”',
  },
  {
    rule: '<Law id> exists',
    file: MODULE,
    edit: ['<Law id="tt-18-2025-bgddt" />', '<Law id="tt-18-2025" />'],
    at: '<Law',
    key: '<Law id>',
    found: 'tt-18-2025',
    wanted: 'content/legal/',
  },
  {
    rule: '<Ref to> exists',
    file: MODULE,
    edit: ['<Ref to="nguon-111" />', '<Ref to="nguon-11" />'],
    at: '<Ref',
    key: '<Ref to>',
    found: 'nguon-11',
    wanted: '“nguon-111”',
  },
  {
    rule: '<Drawing name> exists',
    file: MODULE,
    edit: ['<Drawing name="lang-nghe"', '<Drawing name="nghe"'],
    at: '<Drawing',
    key: '<Drawing name>',
    found: 'nghe',
    wanted: 'drawings',
  },
  {
    rule: '<Note kind> is known',
    file: MODULE,
    edit: ['kind="warning"', 'kind="waning"'],
    at: '<Note',
    key: '<Note kind>',
    found: 'waning',
    wanted: '“warning”',
  },
  {
    rule: 'an id over several lines is named by its own line',
    file: MODULE,
    edit: ['<Phone id="tong-dai-111" />', '<Phone\n  id="x" />'],
    at: 'id="x"',
    key: '<Phone id>',
    found: '“x”',
    wanted: 'content/contacts.yaml',
  },
  {
    rule: 'a component is known',
    file: GUIDE,
    edit: [BODY, '<Nota kind="do">Chào</Nota>'],
    at: '<Nota',
    key: '<Nota>',
    found: 'không có',
    wanted: '“Note”',
  },
  {
    rule: 'an attribute is known',
    file: MODULE,
    edit: ['title="Cần ngay"', 'titel="Cần ngay"'],
    at: '<Note',
    key: '<Note titel>',
    found: 'không có',
    wanted: '“title”',
  },
  {
    rule: 'a needed attribute is there',
    file: MODULE,
    edit: [' alt="Cô giáo lắng nghe học sinh"', ''],
    at: '<Drawing',
    key: '<Drawing alt>',
    found: 'chưa có',
    wanted: 'alt="…"',
  },
  {
    rule: 'a self-check has a right option',
    file: GUIDE,
    edit: [BODY, '<SelfCheck question="Đúng?" options={[{ text: "a", feedback: "b" }]} />'],
    at: '<SelfCheck',
    key: '<SelfCheck options>',
    found: 'không lựa chọn nào đúng',
    wanted: 'correct: true',
  },
  {
    rule: 'a tag is closed',
    file: MODULE,
    edit: ['</Note>', ''],
    at: '<Note',
    found: '<Note> chưa đóng',
    wanted: '</Note>',
  },
  {
    rule: 'a closing tag has an opening one',
    file: GUIDE,
    edit: [BODY, `${BODY}\n\n</Note>`],
    at: '</Note>',
    found: 'không có thẻ mở',
    wanted: '<Note>',
  },
  {
    rule: 'a lone < is named',
    file: GUIDE,
    edit: [BODY, 'Trẻ < 6 tuổi.'],
    at: 'Trẻ',
    found: 'dấu <',
    wanted: 'dưới',
  },
  {
    rule: 'a lone { is named',
    file: GUIDE,
    edit: [BODY, 'Tập hợp {a, b.'],
    at: 'Tập',
    found: 'dấu {',
    wanted: '\\{',
  },
  {
    rule: 'an HTML comment is named',
    file: GUIDE,
    edit: [BODY, '<!-- ghi chú -->'],
    at: '<!--',
    found: '<!--',
    wanted: '{/* … */}',
  },
  {
    rule: 'a link leads to a page',
    file: MODULE,
    edit: ['(/hoc-sinh/thcs/bao-luc/)', '(/hoc-sinh/thcs/bao-lu/)'],
    at: '[kỹ năng]',
    found: '/hoc-sinh/thcs/bao-lu/',
    wanted: '/hoc-sinh/thcs/bao-luc/',
  },
  {
    rule: 'a link is an address from the root',
    file: MODULE,
    edit: ['(/hoc-sinh/thcs/bao-luc/)', '(bao-luc)'],
    at: '[kỹ năng]',
    found: 'bao-luc',
    wanted: '“/”',
  },
  {
    rule: 'a link does not call',
    file: GUIDE,
    edit: [BODY, '[gọi](tel:111)'],
    at: 'tel:',
    found: 'tel:111',
    wanted: '<Phone',
  },
  {
    rule: 'a link has a domain name',
    file: GUIDE,
    edit: [BODY, '[nguồn](http://103.1.2.3/a)'],
    at: '103.',
    found: '103.1.2.3',
    wanted: 'tên miền',
  },
  {
    rule: "a leaflet's link leads to a page",
    file: 'content/leaflets/goi-111.mdx',
    edit: ['link: /hoc-sinh/thcs/bao-luc/', 'link: /hoc-sinh/thcs/khac/'],
    at: 'link:',
    key: 'link',
    found: '/hoc-sinh/thcs/khac/',
    wanted: 'trang có thật',
  },
  {
    rule: 'a picture exists',
    file: GUIDE,
    edit: [BODY, '![Mẹ và con](./me-con.png)'],
    at: '![',
    found: './me-con.png',
    wanted: 'tệp hình',
  },
  {
    rule: 'a picture is described',
    file: GUIDE,
    edit: [BODY, '![](./me-con.png)'],
    at: '![',
    found: 'chưa có lời mô tả',
    wanted: 'mô tả',
  },
];

const PHONES: Case[] = [
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

const DATES: Case[] = [
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

const QUIZZES: Case[] = [
  {
    rule: 'question ids are used once',
    file: QUIZ,
    edit: ['id: q-multiple', 'id: q-single'],
    at: 'id: q-single\n    kind: multiple',
    key: 'questions[2].id',
    found: 'q-single',
    wanted: 'riêng',
  },
  {
    rule: 'option ids are used once',
    file: QUIZ,
    edit: ['{ id: b, text: Quay', '{ id: a, text: Quay'],
    at: '{ id: a, text: Quay',
    key: 'questions[1].options[2].id',
    found: '“a”',
    wanted: 'riêng',
  },
  {
    rule: 'options differ',
    file: QUIZ,
    edit: ['text: Quay phim lại', 'text: Chờ các em tự thôi'],
    at: '{ id: c, text: Chờ',
    key: 'questions[1].options[3].text',
    found: 'Chờ các em',
    wanted: 'riêng',
  },
  {
    rule: 'a single choice has one right option',
    file: QUIZ,
    edit: [OPTION_A, OPTION_A.replace('correct: true, ', '')],
    at: 'options:',
    key: 'questions[1].options',
    found: '0 lựa chọn',
    wanted: 'đúng một',
  },
  {
    rule: 'a single choice has no second right option',
    file: QUIZ,
    edit: ['text: Quay phim lại', 'text: Quay phim lại, correct: true'],
    at: 'options:',
    key: 'questions[1].options',
    found: '2 lựa chọn',
    wanted: 'đúng một',
  },
  {
    rule: 'a multiple choice has a right option',
    file: QUIZ,
    edit: [
      ['Sợ đến lớp, correct: true', 'Sợ đến lớp'],
      ['Hay mất đồ, correct: true', 'Hay mất đồ'],
    ],
    at: 'options:\n      - { id: a, text: Sợ',
    key: 'questions[2].options',
    found: '0 lựa chọn đúng',
    wanted: 'ít nhất một',
  },
  {
    rule: 'a multiple choice has a wrong option',
    file: QUIZ,
    edit: ['text: Thích đọc sách', 'text: Thích đọc sách, correct: true'],
    at: 'options:\n      - { id: a, text: Sợ',
    key: 'questions[2].options',
    found: '0 lựa chọn sai',
    wanted: 'ít nhất một',
  },
  {
    rule: 'no more is drawn than there is',
    file: QUIZ,
    edit: ['draw: 5', 'draw: 8'],
    at: 'draw:',
    key: 'draw',
    found: '8 câu từ ngân hàng 7',
    wanted: '7',
  },
  {
    rule: 'what is always drawn fits in the draw',
    file: QUIZ,
    edit: [
      ['draw: 5', 'draw: 3'],
      ['id: q-multiple', 'id: q-multiple\n    always: true'],
      ['id: q-true', 'id: q-true\n    always: true'],
      ['id: q-fill', 'id: q-fill\n    always: true'],
    ],
    at: 'draw:',
    key: 'draw',
    found: '4 câu “always”',
    wanted: 'không nhỏ hơn 4',
  },
  {
    rule: 'an objective exists',
    file: QUIZ,
    edit: ['objective: 1', 'objective: 2'],
    at: 'objective:',
    key: 'questions[1].objective',
    found: 'mục tiêu số 2',
    wanted: 'từ 0 đến 1',
  },
  {
    rule: 'right sides of a matching differ',
    file: QUIZ,
    edit: ['right: Tinh thần', 'right: Thể chất'],
    at: '{ id: b, left: Chửi',
    key: 'questions[5].pairs[2].right',
    found: 'Thể chất',
    wanted: 'riêng',
  },
  {
    rule: 'left sides of a matching differ',
    file: QUIZ,
    edit: ['left: Chửi', 'left: Đánh'],
    at: '{ id: b, left: Đánh',
    key: 'questions[5].pairs[2].left',
    found: 'Đánh',
    wanted: 'riêng',
  },
  {
    rule: 'items of an ordering differ',
    file: QUIZ,
    edit: ['text: Hỏi han', 'text: Tách ra'],
    at: '{ id: b, text: Tách',
    key: 'questions[6].items[2].text',
    found: 'Tách ra',
    wanted: 'riêng',
  },
  {
    rule: 'a mistake of a fill is no accepted answer',
    file: QUIZ,
    edit: [['accept: ["111"]', 'accept: ["Không Biết"]']],
    at: '- { text: "không biết"',
    key: 'questions[4].mistakes[1].text',
    found: 'không biết',
    wanted: 'sai',
  },
  {
    rule: 'a scenario starts at a step',
    file: QUIZ,
    edit: ['start: mo-dau', 'start: dau'],
    at: 'start:',
    key: 'questions[7].start',
    found: '“dau”',
    wanted: 'mo-dau, tiep',
  },
  {
    rule: 'a choice leads to a step',
    file: QUIZ,
    edit: ['next: tiep', 'next: sau'],
    at: 'next: sau',
    key: 'questions[7].steps[1].choices[1].next',
    found: '“sau”',
    wanted: 'bỏ khóa next',
  },
  {
    rule: 'a scenario does not go round',
    file: QUIZ,
    edit: [
      'quality: harmful, feedback: Không nên hứa.',
      'quality: harmful, feedback: Không nên hứa., next: mo-dau',
    ],
    at: 'next: mo-dau',
    key: 'questions[7].steps[2].choices[2].next',
    found: 'quay lại',
    wanted: 'kết thúc',
  },
  {
    rule: 'a step does not lead to itself',
    file: QUIZ,
    edit: ['feedback: Em sẽ im lặng.', 'feedback: Em sẽ im lặng., next: mo-dau'],
    at: 'next: mo-dau',
    key: 'questions[7].steps[1].choices[2].next',
    found: 'quay lại',
    wanted: 'kết thúc',
  },
  {
    rule: 'every step can be reached',
    file: QUIZ,
    edit: [', next: tiep', ''],
    at: 'id: tiep',
    key: 'questions[7].steps[2].id',
    found: 'không đường nào',
    wanted: 'next',
  },
  {
    rule: 'every step has a best choice',
    file: QUIZ,
    edit: ['text: Báo tin, quality: best', 'text: Báo tin, quality: acceptable'],
    at: 'choices:\n          - { id: a, text: Báo',
    key: 'questions[7].steps[2].choices',
    found: 'best',
    wanted: 'quality: best',
  },
  {
    rule: 'length does not tell the right option',
    file: QUIZ,
    edit: [
      'text: Tách các em ra',
      'text: Bình tĩnh tách các em ra khỏi nhau và đưa em bị đánh tới nơi an toàn rồi báo tin',
    ],
    at: 'options:',
    key: 'questions[1].options',
    found: 'dài',
    wanted: 'mách đáp án',
    severity: 'warning',
  },
];

function check({ file, edit, at, key, found, wanted, severity = 'problem' }: Case) {
  const { problems, lineOf } = checkBroken({ file, edit });
  expect(problems).toContainEqual(
    expect.objectContaining({
      severity,
      // A mistake in one file may show in another (an act and who cites it).
      ...(at === null ? {} : { file, line: lineOf(at) }),
      ...(key === undefined ? {} : { key }),
      found: expect.stringContaining(found),
      wanted: expect.stringContaining(wanted),
    }),
  );
}

describe('rules across files', () => {
  it('find nothing in good content', () => {
    expect(checkBroken({ file: GUIDE, edit: [BODY, 'Nghe con.'] }).problems).toEqual([]);
  });
  describe('ids resolve and are unique', () => it.each(REFERENCES)('$rule', check));
  describe('files are where they should be', () => it.each(FILES)('$rule', check));
  describe('acts are in force', () => it.each(LEGAL)('$rule', check));
  describe('MDX bodies', () => it.each(BODIES)('$rule', check));
  describe('phone numbers', () => it.each(PHONES)('$rule', check));
  describe('days', () => it.each(DATES)('$rule', check));
  describe('quizzes', () => it.each(QUIZZES)('$rule', check));
  describe('easy to read', () => it.each(READING)('$rule', check));

  it('a wrong answer that people type may be a wrong number', () => {
    const edit: [string, string] = ['text: "không biết"', 'text: "119"'];
    expect(checkBroken({ file: QUIZ, edit }).problems).toEqual([]);
  });

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

  it('a machine whose clock is years behind still builds, with one warning', () => {
    const { problems } = checkBroken({ file: GUIDE, edit: [BODY, 'Nghe con.'] }, '2024-01-01');
    expect(problems).toEqual([
      expect.objectContaining({ severity: 'warning', found: expect.stringContaining('đồng hồ') }),
    ]);
  });

  it('the report names file, line, key, what was found and what is wanted', () => {
    const { problems } = checkBroken({
      file: GUIDE,
      edit: ['topics: [bao-luc]', 'topics: [bao-lucs]'],
    });
    expect(formatReport(problems)).toBe(
      [
        `LỖI  ${GUIDE}:6 · topics`,
        '      Thấy: mã “bao-lucs”',
        '      Cần:  một mã có trong content/topics.yaml. Có phải ý bạn là “bao-luc”?',
        '',
        '1 lỗi trong nội dung, cần sửa trước khi dựng trang.',
      ].join('\n'),
    );
  });
});

describe('the real content', () => {
  it('has no mistakes', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const problems = checkContent(root).filter(({ severity }) => severity === 'problem');
    expect(formatReport(problems)).toBe('Nội dung không có lỗi.');
  });
});
