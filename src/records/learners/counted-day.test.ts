import { describe, expect, it } from 'vitest';
import { countedDay } from './counted-day.ts';
import { partialName } from './partial-name.ts';

const on = (at: string, sentAt: string, receivedAt: string) =>
  countedDay(Date.parse(at), Date.parse(sentAt), Date.parse(receivedAt));

describe('the day on which a result counts', () => {
  it('is the day it was earned in Vietnam, however late it was sent', () => {
    expect(on('2026-11-20T17:30:00Z', '2026-11-25T01:00:00Z', '2026-11-25T01:00:02Z')).toEqual({
      day: '2026-11-21',
      from: 'device',
    });
  });

  it('is put right by as much as the device’s clock is wrong when it sends', () => {
    expect(on('2025-01-01T02:00:00Z', '2025-01-02T02:00:00Z', '2026-11-22T02:00:00Z')).toEqual({
      day: '2026-11-21',
      from: 'corrected',
    });
  });

  it('is the server’s day when the device’s time cannot be true', () => {
    const server = { day: '2026-11-22', from: 'server' };
    // Earned while the clock said 1970; it was set right before sending.
    expect(on('1970-01-01T00:00:00Z', '2026-11-22T02:00:00Z', '2026-11-22T02:00:00Z')).toEqual(
      server,
    );
    // Earned after it was sent: the clock was set back in between.
    expect(on('2027-03-01T00:00:00Z', '2026-11-22T02:00:00Z', '2026-11-22T02:00:00Z')).toEqual(
      server,
    );
  });

  it('is never tomorrow, though the device’s clock is two minutes ahead at midnight', () => {
    expect(on('2026-11-22T17:01:00Z', '2026-11-22T17:01:00Z', '2026-11-22T16:59:30Z').day).toBe(
      '2026-11-22',
    );
  });
});

describe('a name in part', () => {
  it('keeps the family name and gives initials of the rest', () => {
    expect(partialName('Nguyễn Thị Hoa')).toBe('Nguyễn T. H.');
    expect(partialName('  Lò   Văn Đức ')).toBe('Lò V. Đ.');
    expect(partialName('Hoa')).toBe('H.');
  });
});
