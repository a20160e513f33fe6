import { expect, it } from 'vitest';
import { cutName } from './BarChart.tsx';

it('cuts a long name in its middle and keeps the end, where names differ', () => {
  const names = [1, 2].map(
    (n) => `Trường Phổ thông dân tộc bán trú Tiểu học và THCS Chiềng Khay ${n}`,
  );
  const cut = names.map((name) => cutName(name, 30));
  expect(cut[0]).toBe('Trường Phổ…THCS Chiềng Khay 1');
  expect(new Set(cut).size).toBe(2);
  expect(cutName('Mầm non', 30)).toBe('Mầm non');
});
