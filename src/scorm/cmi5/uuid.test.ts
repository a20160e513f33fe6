import { expect, it } from 'vitest';
import { randomUuid, stableUuid } from './uuid.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[48][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it('random ones are well formed and never the same', () => {
  const ids = Array.from({ length: 1000 }, randomUuid);
  for (const id of ids) expect(id).toMatch(UUID);
  expect(new Set(ids).size).toBe(1000);
});

it('the same words give the same UUID, on every machine and in every version', () => {
  // LRSs hold statements under it: a change would let a second “passed” be told.
  expect(stableUuid('bài', 'đăng ký', 'passed')).toBe('6919cd4d-4491-87ce-acf0-535723a6f86e');
});

it('other words give another one, in each of its parts', () => {
  const ids: string[] = [];
  for (let activity = 0; activity < 100; activity += 1) {
    for (let learner = 0; learner < 100; learner += 1) {
      const launch = [`https://lms.example.vn/au/${activity}`, `{"name":"gv-${learner}"}`];
      ids.push(stableUuid(...launch, 'passed'), stableUuid(...launch, 'completed'));
    }
  }
  for (const id of ids.slice(0, 100)) expect(id).toMatch(UUID);
  expect(new Set(ids).size).toBe(ids.length);
  // A 32-bit part alone meets itself about five times in twenty thousand; many more would be a flaw.
  for (const start of [0, 24]) {
    const parts = new Set(ids.map((id) => id.slice(start, start + 8)));
    expect(ids.length - parts.size).toBeLessThan(30);
  }
});

it('words do not run into each other', () => {
  expect(stableUuid('a', 'bc')).not.toBe(stableUuid('ab', 'c'));
});
