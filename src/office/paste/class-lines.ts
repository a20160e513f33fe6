import type { SchoolClass } from '../../records/contract/classes.ts';
import { nameKey, pastedCells } from './cells.ts';
import { badLine, isHeading, type PastedLine } from './pasted-line.ts';

/** A class to keep: new, or one that is there with another size. */
export interface PastedClass {
  known: SchoolClass | null;
  name: string;
  /** Pupils, 1–500. */
  size: number;
}

/** Judges a block of two columns, class and size, against the classes a school has (pure). */
export function classLines(
  text: string,
  classes: readonly SchoolClass[],
): PastedLine<PastedClass>[] {
  const known = new Map(classes.map((each) => [nameKey(each.name), each]));
  const seen = new Set<string>();
  return pastedCells(text).flatMap((cells, index): PastedLine<PastedClass>[] => {
    const line = index + 1;
    const [name = '', size = ''] = cells;
    if (cells.every((cell) => cell === '')) return [];
    if (index === 0 && isHeading(cells, ['lop', 'ten lop', 'si so'])) return [];
    const shown = [name, size];
    const key = nameKey(name);
    if (name === '') return [badLine(line, shown, 'Thiếu tên lớp')];
    if (name.length > 60) return [badLine(line, shown, 'Tên lớp dài quá 60 chữ')];
    if (!/^\d{1,3}$/.test(size) || Number(size) < 1 || Number(size) > 500)
      return [badLine(line, shown, 'Sĩ số phải là số nguyên từ 1 đến 500')];
    if (seen.has(key)) return [badLine(line, shown, 'Lớp này đã có ở dòng trên')];
    seen.add(key);
    const there = known.get(key) ?? null;
    const value = { known: there, name: there?.name ?? name, size: Number(size) };
    if (there === null) return [{ line, cells: shown, verdict: 'new', says: 'Lớp mới', value }];
    if (there.size === value.size)
      return [{ line, cells: shown, verdict: 'same', says: 'Đã có, không đổi', value: null }];
    return [{ line, cells: shown, verdict: 'changed', says: `Sĩ số đang là ${there.size}`, value }];
  });
}
