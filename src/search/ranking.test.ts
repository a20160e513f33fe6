import { describe, expect, it } from 'vitest';
import { weightsFor } from './ranking.ts';

describe('weightsFor', () => {
  it.each(['xâm hại', 'bao luc hoc duong', '111', 'thuốc lá điện tử'])(
    'puts pages for readers before acts for “%s”',
    (query) => {
      const weights = weightsFor(query);
      expect(weights.act).toBeLessThan(weights.keywords ?? 0);
    },
  );

  it.each([
    'luật trẻ em',
    'thong tu 18',
    'Nghị định 80',
    '18/2025/TT-BGDĐT',
    'QĐ 112',
    'căn cứ pháp lý',
  ])('puts acts first for “%s”', (query) => {
    const weights = weightsFor(query);
    expect(weights.act).toBeGreaterThan(weights.name ?? 0);
  });

  it('puts acts in force before those that are over, always', () => {
    for (const query of ['xâm hại', 'thông tư']) {
      const weights = weightsFor(query);
      expect(weights.act).toBeGreaterThan(weights.pastAct ?? 0);
    }
  });

  it('weighs a field and its words with d for đ alike', () => {
    const weights = weightsFor('đuối nước');
    for (const field of ['name', 'paper', 'keywords', 'related', 'act', 'pastAct']) {
      expect(weights[`${field}Alias`]).toBe(weights[field]);
    }
  });
});
