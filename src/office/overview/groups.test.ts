import { describe, expect, it } from 'vitest';
import { childQuery, groupQuery, TOTAL } from './groups.ts';

describe('the rows behind a group', () => {
  it('are of a unit below with all under it, and of the unit shown its own people alone', () => {
    expect(childQuery({ id: 'a', own: false })).toEqual({ unit: 'a', within: 'below' });
    expect(childQuery({ id: 'top', own: true })).toEqual({ unit: 'top', within: 'self' });
  });

  it('are its own people for a unit, and a level or role of the unit shown', () => {
    expect(groupQuery('unit', { id: 'a' }, 'top')).toEqual({ unit: 'a', within: 'self' });
    expect(groupQuery('level', { id: 'thcs' }, 'top')).toEqual({ unit: 'top', level: 'thcs' });
    expect(groupQuery('level', { id: '' }, '')).toEqual({ unit: '', level: 'none' });
    expect(groupQuery('role', { id: 'cbql' }, 'top')).toEqual({ unit: 'top', role: 'cbql' });
    expect(groupQuery('role', { id: TOTAL }, 'top')).toEqual({ unit: 'top' });
  });
});
