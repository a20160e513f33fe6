import { describe, it } from 'vitest';
import { expectRule, type SchemaCase } from './broken-content.ts';

const PLAN = 'content/plans/ke-hoach-cu.yaml';
const PROGRAMME = 'content/programmes/hien-hanh.yaml';

const IN_PROGRAMME: SchemaCase[] = [
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
];

const IN_PLAN: SchemaCase[] = [
  {
    rule: 'a row has a page or says why it is outside',
    edit: ['        note: Việc tài chính, không thuộc trang này.\n', ''],
    at: '- id: iii-1',
    key: 'parts[1].rows[2].served',
    wanted: 'ít nhất một trang, hoặc note',
  },
  {
    rule: 'a note is not empty',
    edit: ['note: Việc tài chính, không thuộc trang này.', 'note: ""'],
    at: 'note:',
    key: 'parts[1].rows[2].note',
    wanted: 'không được để trống',
  },
  {
    rule: 'a page is an address within the site',
    edit: ['page: /tap-huan/phong-ngua/', 'page: https://example.org/tap-huan/'],
    at: 'page:',
    key: 'parts[1].rows[1].served[1].page',
    wanted: '/tap-huan/',
  },
  {
    rule: 'a row is a task, a target or a duty',
    edit: ['kind: task', 'kind: wish'],
    at: 'kind: wish',
    key: 'parts[1].rows[1].kind',
    wanted: 'duty',
  },
  {
    rule: 'a row’s id stands once in the plan',
    edit: ['id: iii-1', 'id: ii-1'],
    at: 'id: ii-1\n        section: III.1',
    key: 'parts[1].rows[2].id',
    wanted: 'một lần',
  },
  {
    rule: 'nobody’s e-mail address is published again',
    edit: ['who: Nhà trường', 'who: ai-do@example.org'],
    at: 'who: ai-do',
    key: 'parts[1].rows[1].who',
    wanted: 'thư điện tử',
  },
  {
    rule: 'a plan says what has changed since',
    edit: ['changed:\n  - Năm 2020 đã qua.', 'changed: []'],
    at: 'changed:',
    key: 'changed',
    wanted: '',
  },
];

describe('a programme', () => it.each(IN_PROGRAMME)('$rule', expectRule(PROGRAMME)));

describe('a plan', () => it.each(IN_PLAN)('$rule', expectRule(PLAN)));
