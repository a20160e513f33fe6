import { expect, it } from 'vitest';
import { distinctGroups, type OptionGroup, tellOf } from './tells.ts';

it('a question that is repeated in many entries does not become a habit', () => {
  const long: OptionGroup = {
    texts: ['ngắn', 'một lựa chọn dài hơn hẳn những cái khác'],
    right: 1,
  };
  const short: OptionGroup = {
    texts: ['một lựa chọn dài hơn hẳn những cái khác', 'ngắn'],
    right: 1,
  };
  const entries = Array.from({ length: 50 }, () => [long, short, { ...long }]).flat();
  expect(tellOf(entries).betrayedBy).not.toEqual([]);
  expect(distinctGroups(entries)).toEqual([long, short]);
  expect(tellOf(distinctGroups(entries)).betrayedBy).toEqual([]);
});
