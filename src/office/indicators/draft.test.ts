import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kept } from '../paste/pasted-line.ts';
import { asked, COLUMNS, type GridUnit, placeAfter, statementLines } from './draft.ts';

const unit = (id: string, name: string, kind: GridUnit['kind'] = 'truong'): GridUnit => ({
  id,
  name,
  kind,
  parent: '',
  statements: [],
});
const units: GridUnit[] = [
  {
    ...unit('a', 'Trường Số 1'),
    statements: [
      { id: 's', indicator: 'ke-hoach', day: '2026-09-15', met: true, statedBy: 'HT', note: '' },
    ],
  },
  unit('b', 'Trường Số 2'),
  unit('p', 'Phòng', 'phong'),
];
const at = { row: 0, column: 0 };
const read = (text: string, place = at) => statementLines(text, units, units, place);

describe('the keys of the grid of indicators', () => {
  const press = (key: string, from: { row: number; column: number }, ctrlKey = false) =>
    placeAfter({ key, ctrlKey }, from, units, 10);

  it('lead as in a spreadsheet, over the cells that ask nothing', () => {
    expect(press('ArrowRight', at)).toEqual({ row: 0, column: 1 });
    expect(press('ArrowDown', at)).toEqual({ row: 1, column: 0 });
    // The Phòng is asked only of its authorities.
    expect(press('ArrowDown', { row: 1, column: 0 })).toBeNull();
    expect(press('End', at)).toEqual({ row: 0, column: 3 });
    expect(press('Home', { row: 1, column: 3 })).toEqual({ row: 1, column: 0 });
    expect(press('End', at, true)).toEqual({ row: 2, column: 4 });
    expect(press('Home', { row: 2, column: 4 }, true)).toEqual(at);
    expect(press('PageDown', at)).toEqual({ row: 1, column: 0 });
    expect(press('PageUp', { row: 1, column: 2 })).toEqual({ row: 0, column: 2 });
    expect(press('a', at)).toBeNull();
  });

  it('never lead out of the grid or to a cell that asks nothing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'ArrowUp',
            'ArrowDown',
            'ArrowLeft',
            'ArrowRight',
            'Home',
            'End',
            'PageUp',
            'PageDown',
          ),
        ),
        fc.boolean(),
        (keys, ctrlKey) => {
          let place = at;
          for (const key of keys) place = placeAfter({ key, ctrlKey }, place, units, 2) ?? place;
          const [there, indicator] = [units[place.row], COLUMNS[place.column]];
          expect(there && indicator && asked(there, indicator)).toBe(true);
        },
      ),
    );
  });
});

describe('indicators pasted from Excel', () => {
  it('go down and right from the cell they are pasted in', () => {
    const lines = read('Đạt\tChưa\r\nx\t\r\n', { row: 0, column: 1 });
    expect(kept(lines)).toEqual([
      [
        ['a cong-khai', true],
        ['a dau-moi', false],
      ],
      [['b cong-khai', true]],
    ]);
  });

  it('go by the unit’s name where there is one; a heading is none', () => {
    const lines = read('Đơn vị\tCó kế hoạch\nTrường số 2\tĐạt\ntrường số 1\tChưa\nTrường Lạ\tĐạt');
    expect(lines.map(({ verdict, says }) => [verdict, says])).toEqual([
      ['new', '1 ô'],
      ['changed', '1 ô, có ô đổi so với đang giữ'],
      ['bad', 'Không có đơn vị "Trường Lạ"'],
    ]);
    expect(kept(lines).flat()).toEqual([
      ['b ke-hoach', true],
      ['a ke-hoach', false],
    ]);
  });

  it('say what cannot be taken, and leave what holds already', () => {
    const says = (text: string, place = at) => read(text, place).map((line) => line.says);
    expect(says('có lẽ')).toEqual(['Không hiểu "có lẽ": ghi Đạt hoặc Chưa']);
    expect(says('x')).toEqual(['Không có gì đổi']);
    expect(says('x', { row: 3, column: 0 })).toEqual(['Ngoài bảng']);
    expect(says('x', { row: 2, column: 0 })).toEqual([
      '"Có kế hoạch năm học" không hỏi đơn vị này',
    ]);
    expect(says('x\tx\tx\tx\tx\tx', { row: 1, column: 0 })).toEqual([
      '"Chính quyền địa phương chỉ đạo, phối hợp" không hỏi đơn vị này',
    ]);
  });
});
