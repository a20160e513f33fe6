import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PersonPastRow, PersonRow } from '../../database/tables.ts';
import { stateOn } from '../../units/past.ts';
import { earlierPosts } from './school-past.ts';

const HERE = 'school';
const DAYS = ['2026-01-01', '2026-03-01', '2026-05-01', '2026-07-01', '2026-09-01'];
const roles = ['giao-vien', 'cbql', 'nhan-vien'] as const;

function person(unit: string, role: (typeof roles)[number]): PersonRow {
  return {
    ...{ id: 'p', code: '', code_key: null, name: 'Lò Thị Ban', name_key: 'lo thi ban' },
    ...{ email: null, email_key: null, username: null, username_key: null },
    ...{ unit_id: unit, level: null, role, from_day: null, to_day: null, import_id: 'i' },
  };
}

const untils = fc.subarray(DAYS, { minLength: 1 });
const filePast = untils.chain((days) =>
  fc
    .array(fc.record({ here: fc.boolean(), role: fc.constantFrom(...roles) }), {
      minLength: days.length,
      maxLength: days.length,
    })
    .map((states) => states.map((state, at) => ({ ...state, until: days[at] ?? '', level: null }))),
);
const keptPast = fc.subarray(DAYS).chain((days) =>
  fc
    .array(
      fc.record({
        unit_id: fc.constantFrom(HERE, 'other', null),
        role: fc.constantFrom(...roles),
      }),
      { minLength: days.length, maxLength: days.length },
    )
    .map((states) =>
      states.map(
        (state, at): PersonPastRow => ({
          ...state,
          ...{ person_id: 'p', level: null, import_id: 'i', to_day: days[at] ?? '' },
        }),
      ),
    ),
);
const dayBefore = (day: string) =>
  new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

it('on every day somebody has the post that the file tells, but where another school has them', () => {
  fc.assert(
    fc.property(filePast, keptPast, fc.constantFrom(...roles), (past, kept, role) => {
      const before = person(HERE, 'giao-vien');
      const now = { unit_id: HERE, level: null, role };
      const posts = earlierPosts({ past, level: null, role }, before, kept, HERE);
      for (const day of DAYS.flatMap((one) => [dayBefore(one), one])) {
        const file = past.find(({ until }) => until > day) ?? { here: true, role };
        const known = stateOn(kept, day) ?? before;
        const told = stateOn(posts, day) ?? now;
        const elsewhere = known.unit_id !== null && known.unit_id !== HERE;
        if (!file.here) expect(told.unit_id).toBe(elsewhere ? known.unit_id : null);
        else if (!elsewhere) expect([told.unit_id, told.role]).toEqual([HERE, file.role]);
      }
      // Read again, it changes nothing.
      const rows = posts.map((post) => ({ ...post, person_id: 'p', import_id: 'i' }));
      expect(earlierPosts({ past, level: null, role }, person(HERE, role), rows, HERE)).toEqual(
        posts,
      );
    }),
  );
});

it('a school that somebody came from stays where they were before', () => {
  const past = [{ until: '2026-05-01', here: false, level: null, role: 'giao-vien' as const }];
  const posts = earlierPosts(
    { past, level: null, role: 'cbql' },
    person('other', 'giao-vien'),
    [],
    HERE,
  );
  expect(posts).toEqual([
    { unit_id: 'other', level: null, role: 'giao-vien', to_day: '2026-05-01' },
  ]);
});
