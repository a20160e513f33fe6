import { z } from 'zod';
import type { Programme } from '../../schemas/programme.ts';
import { createRecordsApp } from '../app.ts';
import { type SchoolClass, schoolClassSchema } from '../contract/classes.ts';
import { type TreeUnit, treeUnitSchema } from '../contract/units.ts';
import { type Catalogue, importEventSchema } from '../contract.ts';
import { newId } from '../database/ids.ts';
import { openNodeDatabase } from '../node-database.ts';

/** What a sample office is made of. */
export interface SampleParts {
  programme: { id: string; programme: Programme };
  /** The office on top. */
  office: NonNullable<Catalogue['office']>;
  /** Files to import, in order. */
  files: readonly (readonly [name: string, content: string])[];
  /** A topic that the class sessions are about. */
  topic: string;
  /** `YYYY-MM-DD`: sessions, statements and the move are dated up to here. */
  today: string;
}

/** Every how many classes have a session, and how much of such a class took part. */
const SESSION_EVERY = 3;
const PRESENT = 0.9;

/**
 * A back-up of an office in full use, to restore on the office page: people with results, classes with
 * sessions, statements on school indicators, and a school that moved. Nothing in it is real.
 */
export async function wholeOfficeBackup(parts: SampleParts): Promise<Uint8Array> {
  const { programme, office, files, topic, today } = parts;
  const { fetch, home } = createRecordsApp(await openNodeDatabase());
  const send = async (path: string, method = 'GET', body?: string | object): Promise<Response> => {
    const given = typeof body === 'object' ? JSON.stringify(body) : body;
    const response = await fetch(
      new Request(`http://sample.invalid/api${path}`, {
        method,
        ...(given === undefined ? {} : { body: given }),
      }),
    );
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response;
  };
  const list = async <T>(schema: z.ZodType<T>, path: string): Promise<T[]> =>
    z.array(schema).parse(await (await send(path)).json());

  const modules = [...new Set(Object.values(programme.programme.required).flat())];
  await send('/catalogue', 'PUT', {
    office,
    programmes: [programme],
    modules: modules.map((slug) => ({ slug, title: slug })),
  });
  for (const [name, content] of files) {
    const lines = (await (await send(`/imports?name=${name}&as=auto`, 'POST', content)).text())
      .trim()
      .split('\n');
    const last = importEventSchema.parse(JSON.parse(lines.at(-1) ?? ''));
    if (last.event !== 'preview') throw new Error(`${name}: ${lines.at(-1)}`);
    await (await send(`/imports/${last.preview.id}/confirm`, 'POST', { accept: [] })).text();
  }
  const classes = await list(schoolClassSchema, '/classes');
  for (const [index, one] of classes.entries()) {
    if (index % SESSION_EVERY === 0)
      await send(`/class-sessions/${newId()}`, 'PUT', sessionOf(one, topic, today));
  }
  const units = await list(treeUnitSchema, `/units/tree?on=${today}`);
  await send('/indicators', 'POST', { statements: statementsOf(units, today) });
  const move = moveOf(units, today);
  if (move !== null) await send('/units/changes', 'POST', move);
  const backup = new Uint8Array(await (await send('/backup')).arrayBuffer());
  await home.close();
  return backup;
}

function sessionOf({ id, unitId, size }: SchoolClass, topic: string, day: string) {
  const classes = [{ classId: id, headcount: Math.floor(size * PRESENT) }];
  return { unitId, day, topic, module: null, leader: 'Giáo viên chủ nhiệm', note: '', classes };
}

/** Two schools of three have a plan, one of them is still without a focal teacher. */
function statementsOf(units: readonly TreeUnit[], day: string) {
  const schools = units.filter(({ kind }) => kind === 'truong');
  return schools.flatMap(({ id: unitId }, index) =>
    index % 3 === 2
      ? []
      : (['ke-hoach', 'dau-moi'] as const).map((indicator) => ({
          id: newId(),
          unitId,
          indicator,
          day,
          met: indicator === 'ke-hoach' || index % 3 === 0,
          statedBy: 'Hiệu trưởng',
          note: '',
        })),
  );
}

/** The first school goes over to another office. */
function moveOf(units: readonly TreeUnit[], from: string) {
  const school = units.find(({ kind }) => kind === 'truong');
  const above = units.find(({ id }) => id === school?.parentId);
  const other = units.find(
    ({ id, kind, parentId }) =>
      kind === 'phong' && id !== above?.id && parentId !== null && parentId === above?.parentId,
  );
  if (school === undefined || other === undefined) return null;
  return { from, changes: [{ unitId: school.id, parentId: other.id }] };
}
