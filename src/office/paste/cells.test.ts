import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pastedCells, pastedHeadcounts, saidOf } from './cells.ts';

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

  it('keeps a cell together that has a line break or quotes in it', () => {
    expect(pastedCells('"Lớp\n1A"\t"nói ""chào"""\n5" màn\t2')).toEqual([
      ['Lớp 1A', 'nói "chào"'],
      ['5" màn', '2'],
    ]);
  });

  it('is as wide and as tall as the block, whatever stands in it', () => {
    const cell = fc.stringMatching(/^[^"\t\n\r]{0,8}$/);
    const block = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(block, (rows) => {
        // Excel ends the last line too.
        const text = `${[...rows, ['cuối', 'x']].map((row) => row.join('\t')).join('\r\n')}\r\n`;
        expect(pastedCells(text).map((row) => row.length)).toEqual([
          ...rows.map((row) => row.length),
          2,
        ]);
      }),
    );
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
