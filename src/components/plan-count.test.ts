import { describe, expect, it } from 'vitest';
import type { PlanRow } from '../schemas/plan.ts';
import { countPlan, reachOf } from './plan-count.ts';

const page = { page: '/tro-giup/', how: 'Gọi ai' };
const row = (served: PlanRow['served'], note?: string): PlanRow => ({
  id: 'a',
  section: 'I',
  kind: 'task',
  who: 'Nhà trường',
  says: 'Làm.',
  served,
  note,
});

describe('how far a row of a plan is served', () => {
  it('wholly, when it has a page and no note', () => {
    expect(reachOf(row([page]))).toBe('served');
  });
  it('in part, when a note says what is missing', () => {
    expect(reachOf(row([page], 'Chưa có mẫu.'))).toBe('partly');
  });
  it('not at all, when it has no page', () => {
    expect(reachOf(row([], 'Việc tài chính.'))).toBe('outside');
  });
  it('each row of every part is counted once', () => {
    const parts = [
      { title: 'Một', rows: [row([page]), row([page], 'Thiếu.')] },
      { title: 'Hai', rows: [row([], 'Ngoài.'), row([page])] },
    ];
    expect(countPlan({ parts })).toEqual({ all: 4, served: 2, partly: 1, outside: 1 });
  });
});
