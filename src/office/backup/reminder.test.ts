import { describe, expect, it } from 'vitest';
import { needsBackup } from './reminder.ts';

const state = {
  storage: 'opfs' as const,
  units: 1,
  people: 10,
  completions: 0,
  unmatched: 0,
  lastBackup: null as string | null,
  lastChange: null as string | null,
};

describe('the reminder to back up', () => {
  it('stays silent while nothing is kept', () => {
    expect(needsBackup({ ...state, people: 0 }, '2026-05-31')).toBe(false);
  });

  it('comes when a roster was never backed up', () => {
    expect(needsBackup(state, '2026-05-31')).toBe(true);
  });

  it('comes when data changed and the last back-up is older than a fortnight', () => {
    const changed = { ...state, lastBackup: '2026-05-01', lastChange: '2026-05-20T08:00:00Z' };
    expect(needsBackup(changed, '2026-05-15')).toBe(false);
    expect(needsBackup(changed, '2026-05-16')).toBe(true);
  });

  it('does not come when nothing changed since the back-up, however old', () => {
    const kept = { ...state, lastBackup: '2025-01-10', lastChange: '2025-01-02T08:00:00Z' };
    expect(needsBackup(kept, '2026-05-31')).toBe(false);
  });
});
