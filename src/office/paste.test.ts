import { describe, expect, it } from 'vitest';
import { pastedCells, pastedHeadcounts, saidOf } from './paste.ts';

const classes = [
  { id: 'a', name: '1A' },
  { id: 'b', name: '1B' },
  { id: 'c', name: 'Lá 1' },
];

describe('what is pasted from Excel', () => {
  it('comes as rows and cells, whatever ends the lines', () => {
    expect(pastedCells('1A\t30\r\n1B\t 28 \r\n')).toEqual([
      ['1A', '30'],
      ['1B', '28'],
    ]);
  });

  it('fills headcounts by the name of the class, or downwards from where it is pasted', () => {
    expect([...(pastedHeadcounts('lá 1\t20\n1a\t31', classes, 0) ?? [])]).toEqual([
      ['c', 20],
      ['a', 31],
    ]);
    expect([...(pastedHeadcounts('28\n19', classes, 1) ?? [])]).toEqual([
      ['b', 28],
      ['c', 19],
    ]);
  });

  it('is refused whole when a cell is no number or names no class', () => {
    expect(pastedHeadcounts('1A\tba mươi', classes, 0)).toBeNull();
    expect(pastedHeadcounts('9Z\t30', classes, 0)).toBeNull();
    expect(pastedHeadcounts('1\n2\n3', classes, 1)).toBeNull();
  });

  it('says of an indicator what people write', () => {
    expect(['x', 'Đạt', 'CÓ', '1'].map(saidOf)).toEqual(['met', 'met', 'met', 'met']);
    expect(['0', 'Chưa', 'không'].map(saidOf)).toEqual(['not-met', 'not-met', 'not-met']);
    expect([saidOf(' '), saidOf('gần đạt')]).toEqual(['nothing', null]);
  });
});
