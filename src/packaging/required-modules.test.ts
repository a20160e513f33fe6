import { expect, test } from 'vitest';
import { requiredModules } from './required-modules.ts';

const modules = [
  { slug: 'mang', order: 3 },
  { slug: 'bao-luc', order: 2 },
  { slug: 'tong-quan', order: 1 },
];

test('a programme holds what any role must pass, each once, in the order of learning', () => {
  const required = { 'giao-vien': ['bao-luc'], 'dau-moi': ['bao-luc', 'tong-quan'] };
  expect(requiredModules(required, modules).map(({ slug }) => slug)).toEqual([
    'tong-quan',
    'bao-luc',
  ]);
});

test('a slug that is no module is named', () => {
  expect(() => requiredModules({ cbql: ['khong-co'] }, modules)).toThrow('khong-co');
});
