import type { Kysely } from 'kysely';
import { formatDay } from '../../../day.ts';
import type { PersonPastRow, PersonRow, RecordsTables } from '../../database/tables.ts';
import type { SchoolFile } from '../../school-file.ts';
import { type JudgedRoster, sinceText } from '../judge-roster.ts';
import type { JudgedRow } from '../judged.ts';

type FilePerson = SchoolFile['people'][number];

/** Where somebody works at a time; without a unit on no roster. */
type Post = Pick<PersonPastRow, 'unit_id' | 'level' | 'role'>;

/**
 * The judged people of a school's file with the earlier posts that the file tells: moves within the
 * school and times away hold from the day on which they did there, not from the day of the file.
 * @param rows of the file's people in its order, then of others; `personIds`: who each of them is.
 */
export async function withSchoolPast(
  db: Kysely<RecordsTables>,
  { rows, personIds }: Pick<JudgedRoster, 'rows' | 'personIds'>,
  file: SchoolFile,
  unitId: string,
  today: string,
): Promise<JudgedRow[]> {
  if (file.people.every(({ past }) => past.length === 0)) return [...rows];
  const people = await db.selectFrom('person').selectAll().execute();
  const known = new Map(people.map((person) => [person.id, person]));
  const past = Map.groupBy(
    await db.selectFrom('person_past').selectAll().orderBy('to_day').execute(),
    ({ person_id }) => person_id,
  );
  return rows.map((row, index) => {
    const person = file.people[index];
    if (person === undefined || person.past.length === 0) return row;
    const id = personIds[index] ?? null;
    if (id === null) return row;
    const before = known.get(id) ?? null;
    const kept = past.get(id) ?? [];
    const told = earlierPosts(person, before, kept, unitId).map((post) => ({
      ...post,
      person_id: id,
      import_id: '',
    }));
    const same = textOf(told) === textOf(kept);
    if (row.write?.table === 'person') {
      const since = person.past.at(-1)?.until ?? today;
      return {
        ...row,
        // Judged as a roster, which tells no days, a move is of today.
        reason: row.reason.replace(sinceText(today), sinceText(since)),
        write: { ...row.write, past: same ? null : { before: kept, after: told } },
      };
    }
    if (same || before === null) return row;
    const since = person.past.map(({ until }) => formatDay(until)).join(', ');
    return {
      ...row,
      verdict: 'changed',
      reason: `Vị trí trước đây ở trường được bổ sung (đổi ngày ${since}).`,
      write: { table: 'person', before, after: before, past: { before: kept, after: told } },
    };
  });
}

/**
 * A person's earlier posts (pure): at the school as its file says; away from it as the records know, for
 * they know of other schools. Before the first day that the file tells of, another school's post stands.
 */
export function earlierPosts(
  file: Pick<FilePerson, 'past' | 'level' | 'role'>,
  before: PersonRow | null,
  kept: readonly PersonPastRow[],
  unitId: string,
): (Post & { to_day: string })[] {
  const days = [...kept.map(({ to_day }) => to_day), ...file.past.map(({ until }) => until)];
  const ends = [...new Set(days)].sort();
  const first = file.past[0]?.until ?? '';
  const posts: (Post & { to_day: string })[] = [];
  const add = ({ unit_id, level, role }: Post, to_day: string) => {
    const post = { unit_id, level, role };
    const last = posts.at(-1);
    if (last !== undefined && samePost(last, post)) last.to_day = to_day;
    else posts.push({ ...post, to_day });
  };
  for (const end of ends) {
    // The state that ends on a day is the one of the day before it.
    const there = file.past.find(({ until }) => until >= end);
    const here: Post =
      there === undefined || there.here
        ? { unit_id: unitId, level: (there ?? file).level, role: (there ?? file).role }
        : { unit_id: null, level: there.level, role: there.role };
    const known: Post | null = kept.find(({ to_day }) => to_day >= end) ?? before;
    const elsewhere = known !== null && known.unit_id !== null && known.unit_id !== unitId;
    add(elsewhere && (here.unit_id === null || end <= first) ? known : here, end);
  }
  const now: Post = { unit_id: unitId, level: file.level, role: file.role };
  while (posts.length > 0 && samePost(posts.at(-1) ?? now, now)) posts.pop();
  return posts;
}

function samePost(one: Post, other: Post): boolean {
  return one.unit_id === other.unit_id && one.level === other.level && one.role === other.role;
}

function textOf(posts: readonly (Post & { to_day: string })[]): string {
  return posts
    .map(({ to_day, unit_id, level, role }) => `${to_day} ${unit_id} ${level} ${role}`)
    .join();
}
