import { describe, it } from 'vitest';
import { expectRule, type SchemaCase } from './broken-content.ts';

const LEAFLET = 'content/leaflets/goi-111.mdx';
const long = (length: number) => 'a'.repeat(length);

const IN_LEAFLET: SchemaCase[] = [
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
    rule: 'a poster has at least three actions',
    edit: ['[Rời đi, Kể với người em tin, Gọi ngay]', '[Rời đi, Gọi ngay]'],
    at: 'actions:',
    key: 'poster.actions',
    wanted: 'ba đến năm việc',
  },
  {
    rule: 'an action is at most 44 characters: one line of the poster',
    edit: ['Rời đi', long(45)],
    at: 'actions:',
    key: 'poster.actions[1]',
    wanted: 'nhiều nhất 44 ký tự',
  },
  {
    rule: 'three numbers stand on the sheets',
    edit: ['[tong-dai-111, ngay-mai, cuu-nan-112]', '[tong-dai-111, ngay-mai]'],
    at: 'calls:',
    key: 'calls',
    wanted: 'đúng ba số',
  },
  {
    rule: 'link is an address of the site',
    edit: ['link: /hoc-sinh/thcs/bao-luc/', 'link: hoc-sinh/thcs'],
    at: 'link:',
    key: 'link',
    wanted: '/hoc-sinh/thcs/bao-luc/',
  },
];

describe('a leaflet', () => it.each(IN_LEAFLET)('$rule', expectRule(LEAFLET)));
