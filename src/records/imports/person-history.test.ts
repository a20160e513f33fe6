import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonPastRow, PersonRow } from '../database/tables.ts';
import { stateOn } from '../units/past.ts';
import { type Clock, personHistory, type Told } from './person-history.ts';

const TODAY = '2026-11-22';
const clock: Clock = { today: TODAY, addedToday: false, knownSince: '2026-10-01' };

function personAt(unit: string, more: Partial<PersonRow> = {}): PersonRow {
  return {
    ...{ id: 'p', code: 'GV01', code_key: 'GV01', name: 'Lò Thị Hoa', name_key: 'lo thi hoa' },
    ...{ email: null, email_key: null, username: null, username_key: null },
    ...{ unit_id: unit, level: null, role: 'giao-vien', from_day: null, to_day: null },
    import_id: 'i1',
    ...more,
  };
}

interface Kept {
  person: PersonRow;
  past: PersonPastRow[];
}

/** One more roster over what is kept. */
function roster(kept: Kept, unit: string, told: Partial<Told> = {}, at = clock) {
  const person = { ...kept.person, unit_id: unit };
  const history = personHistory(
    kept.person,
    { person, came: null, leaves: undefined, ...told },
    kept.past,
    at,
  );
  return { ...history, person: history.after, past: history.past?.after ?? kept.past };
}

/** The unit of a day; null: not on the roster. */
function unitOn({ person, past }: Kept, day: string): string | null {
  const { from_day, to_day } = person;
  if ((from_day !== null && day < from_day) || (to_day !== null && day >= to_day)) return null;
  const then = stateOn(past, day);
  return then === null ? person.unit_id : then.unit_id;
}

const start = (unit: string, more: Partial<PersonRow> = {}): Kept => ({
  person: personAt(unit, more),
  past: [],
});

describe('somebody named at another school', () => {
  it('moved today when the roster does not say when', () => {
    const kept = roster(start('a'), 'b');
    expect(kept.since).toBe(TODAY);
    expect(unitOn(kept, '2026-11-21')).toBe('a');
    expect(unitOn(kept, TODAY)).toBe('b');
  });

  it('moved today when the day told is before it was known that they work elsewhere', () => {
    const kept = roster(start('a'), 'b', { came: '2001-09-01' });
    expect(kept.since).toBe(TODAY);
    expect(unitOn(kept, '2026-10-01')).toBe('a');
  });

  it('moved on the day told when that is later than what was known', () => {
    const kept = roster(start('a'), 'b', { came: '2026-11-02' });
    expect(unitOn(kept, '2026-11-01')).toBe('a');
    expect(unitOn(kept, '2026-11-02')).toBe('b');
  });

  it('is corrected without a trace by a second file of the same day', () => {
    const kept = roster(start('a'), 'b', {}, { ...clock, addedToday: true, knownSince: TODAY });
    expect(kept).toMatchObject({ since: null, past: [] });
    expect(unitOn(kept, '2026-01-01')).toBe('b');
  });

  it('is not pulled back by a roster of an earlier year, which tells of the past', () => {
    const kept = roster(start('x', { from_day: '2026-09-01' }), 'y', { came: '2025-09-01' });
    expect(kept).toMatchObject({ older: true, since: null });
    expect(unitOn(kept, TODAY)).toBe('x');
    expect(unitOn(kept, '2026-08-31')).toBe('y');
    expect(unitOn(kept, '2025-08-31')).toBeNull();
    const again = roster(kept, 'y', { came: '2025-09-01' });
    expect(again).toMatchObject({ older: true, person: kept.person, past: kept.past });
  });

  it('has one history whatever the order in which rosters of different years come', () => {
    const years = fc.uniqueArray(fc.integer({ min: 2000, max: 2026 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        years.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        fc.boolean(),
        ([all, order], twice) => {
          const [first = 0, ...rest] = order;
          let kept: Kept = start(`unit ${first}`, { from_day: `${first}-09-01` });
          for (const year of twice ? [...rest, ...order] : rest)
            kept = roster(kept, `unit ${year}`, { came: `${year}-09-01` });
          const sorted = [...all].sort((a, b) => a - b);
          for (let year = 1999; year <= 2027; year++) {
            const held = sorted.filter((each) => each <= year).at(-1);
            expect(unitOn(kept, `${year}-10-01`)).toBe(held === undefined ? null : `unit ${held}`);
          }
        },
      ),
    );
  });
});

describe('the first day of a place', () => {
  it('takes a move that held from the day of the import back to its own day', () => {
    const moved = roster(start('a', { from_day: '2020-09-01' }), 'b');
    const kept = roster(moved, 'b', { came: '2026-10-15' });
    expect(unitOn(kept, '2026-10-14')).toBe('a');
    expect(unitOn(kept, '2026-10-15')).toBe('b');
    expect(kept.person.from_day).toBe('2020-09-01');
  });

  it('may be earlier than was known, and later only on an officer’s word', () => {
    const kept = start('a', { from_day: '2024-09-01' });
    expect(roster(kept, 'a', { came: '2022-09-01' })).toMatchObject({
      laterFirstDay: false,
      person: { from_day: '2022-09-01' },
    });
    expect(roster(kept, 'a', { came: '2026-09-01' }).laterFirstDay).toBe(true);
  });

  it('does not date another role in the same unit', () => {
    const { person } = start('a', { from_day: '2020-09-01' });
    const role = personHistory(
      person,
      { person: { ...person, role: 'cbql' }, came: '2020-09-01', leaves: undefined },
      [],
      clock,
    );
    expect(role.since).toBe(TODAY);
  });
});

describe('somebody who had left and is named again', () => {
  const left = start('a', { from_day: '2020-09-01', to_day: '2026-10-15' });

  it('is back from today, with the time between them off the roster', () => {
    const kept = roster(left, 'a');
    expect(kept).toMatchObject({ returned: true, since: TODAY });
    expect(unitOn(kept, '2026-10-14')).toBe('a');
    expect(unitOn(kept, '2026-10-15')).toBeNull();
    expect(unitOn(kept, '2026-11-21')).toBeNull();
    expect(unitOn(kept, TODAY)).toBe('a');
  });

  it('is back at another school from the day told', () => {
    const kept = roster(left, 'b', { came: '2026-11-01', leaves: null });
    expect(unitOn(kept, '2026-10-31')).toBeNull();
    expect(unitOn(kept, '2026-11-01')).toBe('b');
    expect(unitOn(kept, '2026-10-01')).toBe('a');
  });

  it('stays away while the roster gives the same last day, or one that is still to come', () => {
    expect(roster(left, 'a', { leaves: '2026-10-15' })).toMatchObject({ returned: false });
    const leaving = start('a', { to_day: '2026-12-31' });
    expect(roster(leaving, 'a').person.to_day).toBe('2026-12-31');
  });

  it('is never on the roster between leaving and coming back, whatever the days', () => {
    const day = fc
      .integer({ min: 0, max: 690 })
      .map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.option(day), fc.constantFrom('a', 'b'), day, (to, came, unit, on) => {
        const kept = roster(start('a', { to_day: to }), unit, { came });
        const back = came !== null && came > to ? came : TODAY;
        expect(unitOn(kept, on)).toBe(on < to ? 'a' : on < back ? null : unit);
      }),
    );
  });
});
