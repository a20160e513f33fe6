import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../src/records/access/actor.ts';
import type { Access } from '../../src/records/access/policy.ts';
import { createRecordsApp } from '../../src/records/app.ts';
import { unitSchema } from '../../src/records/contract.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { accountEndpoints } from '../../src/records/routes/accounts.ts';
import { learnerEndpoints } from '../../src/records/routes/learners.ts';
import { ENDPOINTS } from '../../src/records/routes/table.ts';
import { ServerAccounts } from '../../src/server/accounts/accounts.ts';

/** Sở-less office on top › two Phòng › a school each. */
const UNITS = [
  ['office', 'phong', null],
  ['phong-a', 'phong', 'office'],
  ['truong-a', 'truong', 'phong-a'],
  ['phong-b', 'phong', 'office'],
  ['truong-b', 'truong', 'phong-b'],
] as const;

const officer = (role: 'so' | 'phong' | 'truong', unitId: string): Actor => ({
  kind: 'officer',
  id: `${role} ${unitId}`,
  role,
  unitId,
});

/** Every kind of actor with the accesses they have: written out, so that a slip in the policy shows. */
const ACTORS: readonly [name: string, Actor, readonly Access[]][] = [
  [
    'whoever holds the PC',
    { kind: 'local' },
    ['everyone', 'learner', 'officer', 'office', 'whole'],
  ],
  ['an officer at the top', officer('phong', 'office'), ['everyone', 'officer', 'office', 'whole']],
  ['a Sở officer at the top', officer('so', 'office'), ['everyone', 'officer', 'office', 'whole']],
  ['an officer of a Phòng', officer('phong', 'phong-a'), ['everyone', 'officer', 'office']],
  ['a focal teacher', officer('truong', 'truong-a'), ['everyone', 'officer']],
  ['a focal teacher bound to the top', officer('truong', 'office'), ['everyone', 'officer']],
  ['a learner', { kind: 'learner', personId: 'p' }, ['everyone', 'learner']],
  ['nobody known', { kind: 'anonymous' }, ['everyone']],
];

describe('who may do and see what', () => {
  let database: RecordsDatabase;
  beforeAll(async () => {
    database = await openNodeDatabase();
    for (const [id, kind, parent_id] of UNITS) {
      await database.kysely
        .insertInto('unit')
        .values({
          id,
          code: id,
          name: id,
          name_key: id,
          kind,
          level: null,
          parent_id,
          import_id: null,
          from_day: null,
          to_day: null,
        })
        .execute();
    }
  });

  const app = (actor: Actor) => {
    const accounts = new ServerAccounts(database.kysely, 'x'.repeat(40));
    const endpoints = [...accountEndpoints(accounts), ...learnerEndpoints];
    const records = createRecordsApp(database, { actorOf: () => actor, endpoints });
    return {
      every: [...ENDPOINTS, ...endpoints],
      ask: (path: string, init?: RequestInit) =>
        records.fetch(new Request(`http://office.invalid/api${path}`, init)),
    };
  };

  it.each(ACTORS)(
    '%s: every call answers as the table says, before it reads anything',
    async (_, actor, allowed) => {
      const { every, ask } = app(actor);
      for (const { method, path, access } of every) {
        // A body that no call takes: whoever is let in is told so, and nothing changes.
        const response = await ask(path.replaceAll(/\{\w+\}/g, 'x'), {
          method: method.toUpperCase(),
          ...(method === 'get' ? {} : { body: '\u0000' }),
        });
        await response.body?.cancel();
        const let_in = allowed.includes(access);
        const told = `${method} ${path} (${access})`;
        if (let_in) expect([401, 403], told).not.toContain(response.status);
        else expect(response.status, told).toBe(actor.kind === 'anonymous' ? 401 : 403);
      }
    },
  );

  it.each([
    ['local', { kind: 'local' } as Actor, ['office', 'phong-a', 'truong-a', 'phong-b', 'truong-b']],
    [
      'the top',
      officer('phong', 'office'),
      ['office', 'phong-a', 'truong-a', 'phong-b', 'truong-b'],
    ],
    ['a Phòng', officer('phong', 'phong-a'), ['phong-a', 'truong-a']],
    ['a school', officer('truong', 'truong-b'), ['truong-b']],
    ['a unit that is gone', officer('truong', 'gone'), []],
  ])('%s sees its own units and those below, no others', async (_, actor, wanted) => {
    const units = z.array(unitSchema).parse(await (await app(actor).ask('/units')).json());
    expect(units.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted());
  });

  it('an officer adds accounts below their own unit and role, and nowhere else', async () => {
    const add = async (actor: Actor, unitId: string) => {
      const response = await app(actor).ask('/officers', {
        method: 'POST',
        body: JSON.stringify({
          name: 'A',
          username: `u-${actor.kind}-${unitId}-${Math.random()}`.slice(0, 40),
          unitId,
        }),
      });
      return response.status;
    };
    expect(await add(officer('phong', 'phong-a'), 'truong-a')).toBe(200);
    expect(await add(officer('phong', 'phong-a'), 'truong-b')).toBe(404);
    expect(await add(officer('phong', 'phong-a'), 'phong-a')).toBe(403);
    expect(await add(officer('so', 'office'), 'phong-b')).toBe(200);
    expect(await add(officer('truong', 'truong-a'), 'truong-a')).toBe(403);
  });

  it('a change is in the log with who made it, and its school sees that entry alone', async () => {
    const texts = async (actor: Actor) => {
      const raw: unknown = await (await app(actor).ask('/audit')).json();
      return z.object({ entries: z.array(z.object({ unit: z.string().nullable() })) }).parse(raw)
        .entries;
    };
    expect(await texts(officer('truong', 'truong-a'))).toEqual([{ unit: 'truong-a' }]);
    expect(await texts(officer('truong', 'truong-b'))).toEqual([]);
    const told = (await texts({ kind: 'local' })).map(({ unit }) => unit);
    expect(told).toEqual(expect.arrayContaining(['truong-a', 'phong-b']));
  });
});
