import { describe, expect, it } from 'vitest';
import type { CoverageGroup } from '../../records/contract.ts';
import { filterGroups, groupQuery, sortGroups, TOTAL } from './groups.ts';

function group(name: string, trained: [number, number], reached: [number, number]): CoverageGroup {
  const rate = ([numerator, denominator]: [number, number]) => ({
    numerator,
    denominator,
    shown: '',
    met: null,
  });
  return { id: name, name, people: trained[1], trained: rate(trained), reached: rate(reached) };
}

const groups = [
  group('Trường Mầm non Hoa Đào', [1, 10], [9, 10]),
  group('Trường Tiểu học Số 10', [20, 30], [30, 30]),
  group('Trường Tiểu học Số 2', [19, 20], [10, 20]),
];
const targets = { trained: 90, reached: 100 };
const names = (list: CoverageGroup[]) => list.map(({ name }) => name.split(' ').pop());

describe('the rows behind a group', () => {
  it('are its own people for a unit, and a level or role of the unit shown', () => {
    expect(groupQuery('unit', { id: 'a' }, 'top')).toEqual({ unit: 'a', within: 'self' });
    expect(groupQuery('level', { id: 'thcs' }, 'top')).toEqual({ unit: 'top', level: 'thcs' });
    expect(groupQuery('level', { id: '' }, '')).toEqual({ unit: '', level: 'none' });
    expect(groupQuery('role', { id: 'cbql' }, 'top')).toEqual({ unit: 'top', role: 'cbql' });
    expect(groupQuery('role', { id: TOTAL }, 'top')).toEqual({ unit: 'top' });
  });
});

describe('groups of the coverage table', () => {
  it('keep the order of the figures until another is asked for', () => {
    expect(sortGroups(groups, null, targets)).toBe(groups);
  });

  it('are ordered by name with numbers as numbers', () => {
    expect(names(sortGroups(groups, { key: 'name', descending: false }, targets))).toEqual([
      'Đào',
      '2',
      '10',
    ]);
  });

  it('are ordered by rate and by people missing, both ways', () => {
    const by = (key: string, descending: boolean) =>
      names(sortGroups(groups, { key, descending }, targets));
    expect(by('trained', false)).toEqual(['Đào', '10', '2']);
    expect(by('reached', true)).toEqual(['10', 'Đào', '2']);
    expect(by('missing', true)).toEqual(['Đào', '10', '2']);
  });

  it('are found by name without diacritics', () => {
    expect(names(filterGroups(groups, 'hoa dao'))).toEqual(['Đào']);
    expect(filterGroups(groups, '  ')).toHaveLength(3);
  });
});
