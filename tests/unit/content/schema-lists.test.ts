import { describe, it } from 'vitest';
import { expectRule, type SchemaCase } from './broken-content.ts';

const long = (length: number) => 'a'.repeat(length);

const IN_SITE: SchemaCase[] = [
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
];

const IN_TOPICS: SchemaCase[] = [
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
];

const IN_CONTACTS: SchemaCase[] = [
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
];

const IN_SOURCES: SchemaCase[] = [
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
];

describe('site.yaml', () => it.each(IN_SITE)('$rule', expectRule('content/site.yaml')));

describe('topics.yaml', () => it.each(IN_TOPICS)('$rule', expectRule('content/topics.yaml')));

describe('contacts.yaml', () => it.each(IN_CONTACTS)('$rule', expectRule('content/contacts.yaml')));

describe('sources.yaml', () => it.each(IN_SOURCES)('$rule', expectRule('content/sources.yaml')));
