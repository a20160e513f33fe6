import { describe, expect, it } from 'vitest';
import type { TreeUnit } from '../../records/contract/units.ts';
import { linesNamed, placesFor, unitLines } from './tree-rows.ts';

const unit = (id: string, parentId: string | null, more: Partial<TreeUnit> = {}): TreeUnit => ({
  id,
  code: id,
  name: id,
  kind: 'truong',
  level: null,
  parentId,
  exists: true,
  endedOn: null,
  people: 0,
  past: [],
  ...more,
});
const office = unit('Phòng', 'unseen', { kind: 'phong' });
const xa = unit('Xã', 'Phòng', { kind: 'phong' });
const school = unit('Trường Số 1', 'Xã', {
  past: [{ until: '2025-07-01', name: 'Trường Mường La', parentId: 'Phòng', parent: 'Phòng' }],
});
const lines = unitLines([school, xa, office]);

describe('the list of units', () => {
  it('goes from the top down, and what stands on top of it is not to be changed', () => {
    expect(lines.map((line) => [line.unit.id, line.depth, line.changeable])).toEqual([
      ['Phòng', 0, false],
      ['Xã', 1, true],
      ['Trường Số 1', 2, true],
    ]);
  });

  it('is searched by name, also by an earlier one', () => {
    expect(linesNamed(lines, 'muong la').map((line) => line.unit.id)).toEqual(['Trường Số 1']);
    expect(linesNamed(lines, ' ')).toHaveLength(3);
  });

  it('offers offices as places, never a unit itself or one below it', () => {
    expect(placesFor(lines, 'Trường Số 1').map((line) => line.unit.id)).toEqual(['Phòng', 'Xã']);
    expect(placesFor(lines, 'Xã').map((line) => line.unit.id)).toEqual(['Phòng']);
    const ended = unitLines([office, { ...xa, exists: false }]);
    expect(placesFor(ended, null).map((line) => line.unit.id)).toEqual(['Phòng']);
  });
});
