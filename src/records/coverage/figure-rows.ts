import type { Kysely } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import {
  type CompletionSource,
  type Indicator,
  indicatorSchema,
} from '../../schemas/vocabulary.ts';
import { ApiProblem } from '../api-problem.ts';
import type { FigureQuery, FigureRow, FigureRows } from '../contract/figures.ts';
import type { RecordsTables } from '../database/tables.ts';
import { holdingKey, readHolding, unitsAsked } from '../indicators/holding.ts';
import type { AskedNode } from '../routes/asked-node.ts';
import type { UnitTree } from '../units/unit-tree.ts';
import { type PersonResults, peopleResults } from './people-results.ts';
import { type ClassReach, classReaches, reachedOf } from './pupils.ts';
import { isOfSchoolYear } from './school-year.ts';
import { SOURCES_BY_STRENGTH } from './sources.ts';
import { lastDay } from './tally.ts';

/** A page of the rows. */
interface Slice {
  offset: number;
  limit: number;
}

/**
 * The rows behind a figure: as many as the figure says (for pupils: the classes whose pupils it
 * sums). Counted by the same rules as the figures, from the facts themselves and not from a tally.
 */
export async function figureRows(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
  { tree, node, seen }: AskedNode,
  query: FigureQuery,
  { offset, limit }: Slice,
): Promise<FigureRows> {
  const own = ({ unitId }: { unitId: string }) => query.within === 'below' || unitId === node;
  const cut = <T>(rows: readonly T[], show: (row: T) => FigureRow): FigureRows => ({
    total: rows.length,
    pupils: null,
    rows: rows.slice(offset, offset + limit).map(show),
  });
  if (query.figure.startsWith('classes')) {
    const classes = (await classReaches(db, programme, on, seen))
      .filter(belowNode(tree, node))
      .filter(own)
      .filter(({ level }) => levelFits(query, level))
      .filter(
        (each) =>
          query.figure === 'classes' ||
          reachedOf(each) > 0 === (query.figure === 'classes-reached'),
      );
    const page = cut(inUnitOrder(classes, tree), (each) => classRow(each, tree));
    return {
      ...page,
      pupils: {
        reached: classes.reduce((sum, each) => sum + reachedOf(each), 0),
        size: classes.reduce((sum, { size }) => sum + size, 0),
      },
      rows: await withSessions(db, programme, on, page.rows),
    };
  }
  if (query.figure.startsWith('indicator')) {
    const indicator = indicatorOf(query);
    const holding = await readHolding(db, programme, on);
    const statement = (id: string) => holding.get(holdingKey(id, indicator));
    const units = unitsAsked(tree, node, seen, indicator).filter(({ id }) => {
      if (query.figure === 'indicator') return true;
      if (query.figure === 'indicator-silent') return statement(id) === undefined;
      return (statement(id)?.met === 1) === (query.figure === 'indicator-met');
    });
    units.sort((a, b) => byName.compare(a.name, b.name));
    return cut(units, ({ id, name, parentId }) => {
      const said = statement(id);
      return {
        kind: 'unit',
        id,
        name,
        parent: parentId === null ? '' : (tree.get(parentId)?.name ?? ''),
        met: said === undefined ? null : said.met === 1,
        day: said?.day ?? null,
        statedBy: said?.stated_by ?? '',
        note: said?.note ?? '',
      };
    });
  }
  const people = (await peopleResults(db, programme, on, tree, node, seen))
    .filter(own)
    .filter(({ level }) => levelFits(query, level))
    .filter(({ role }) => query.role === '' || query.role === role)
    .filter(counts(programme, query));
  return cut(people, (person) => personRow(programme, person));
}

const byName = new Intl.Collator('vi', { numeric: true });

function levelFits({ level }: FigureQuery, actual: string | null): boolean {
  return level === '' || (actual ?? 'none') === level;
}

function belowNode(tree: UnitTree, node: string | null): (each: { unitId: string }) => boolean {
  const within = node === null ? null : tree.below(node);
  return ({ unitId }) => within === null || within.has(unitId);
}

/** Whether a person belongs to a figure of people. */
function counts(programme: Programme, query: FigureQuery): (person: PersonResults) => boolean {
  const required = ({ role }: PersonResults) => programme.required[role];
  const passed = ({ results }: PersonResults, module: string) =>
    results.get(module)?.status === 'passed';
  const trained = (person: PersonResults) =>
    (required(person) ?? []).every((module) => passed(person, module));
  const named = (person: PersonResults) => required(person) !== undefined;
  switch (query.figure) {
    case 'trained':
      return (person) =>
        named(person) &&
        trained(person) &&
        (query.source === '' || strongestOf(required(person) ?? [], person) === query.source);
    case 'not-trained':
      return (person) => named(person) && !trained(person);
    case 'reached':
      return (person) => named(person) && person.results.size > 0;
    case 'not-reached':
      return (person) => named(person) && person.results.size === 0;
    case 'required':
    case 'passed':
    case 'not-passed':
      if (query.module === '') throw missing('module');
      return (person) =>
        (required(person) ?? []).includes(query.module) &&
        (query.figure === 'required' ||
          passed(person, query.module) === (query.figure === 'passed'));
    case 'outside':
      return (person) => !named(person);
    default:
      return named;
  }
}

/** The strongest source among the passes of the modules asked for. */
function strongestOf(
  modules: readonly string[],
  { results }: PersonResults,
): CompletionSource | undefined {
  const sources = new Set(modules.map((module) => results.get(module)?.source));
  return SOURCES_BY_STRENGTH.find((source) => sources.has(source));
}

function indicatorOf({ indicator }: FigureQuery): Indicator {
  if (indicator === '') throw missing('indicator');
  return indicatorSchema.parse(indicator);
}

function missing(key: string): ApiProblem {
  return new ApiProblem(
    400,
    'invalid-request',
    `Yêu cầu chưa đúng (ở "${key}"): thiếu giá trị. Hãy tải lại trang rồi thử lại.`,
  );
}

function personRow(programme: Programme, person: PersonResults): FigureRow {
  const { id, code, name, unit, role, level, results } = person;
  const modules = (programme.required[role] ?? []).map((module) => {
    const result = results.get(module);
    return {
      module,
      status: result?.status ?? null,
      passedOn: result?.passedOn ?? null,
      source: result?.source ?? null,
    };
  });
  const passes = modules.flatMap(({ passedOn }) => (passedOn === null ? [] : [passedOn]));
  const firsts = [...results.values()].map(({ firstDay }) => firstDay);
  return {
    kind: 'person',
    id,
    code,
    name,
    unit,
    role,
    level,
    trainedOn: passes.length === modules.length ? (passes.sort().at(-1) ?? null) : null,
    reachedOn: firsts.sort()[0] ?? null,
    modules,
  };
}

function inUnitOrder(classes: ClassReach[], tree: UnitTree): ClassReach[] {
  const unitName = ({ unitId }: ClassReach) => tree.get(unitId)?.name ?? '';
  return classes.sort(
    (a, b) =>
      byName.compare(unitName(a), unitName(b)) ||
      byName.compare(a.name, b.name) ||
      (a.id < b.id ? -1 : 1),
  );
}

function classRow(each: ClassReach, tree: UnitTree): FigureRow {
  const { id, name, unitId, level, size } = each;
  const unit = tree.get(unitId)?.name ?? '';
  return { kind: 'class', id, name, unit, level, size, reached: reachedOf(each), session: null };
}

/** The session that counts, beside each class of a page: the best headcount, the first such day. */
async function withSessions(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
  rows: readonly FigureRow[],
): Promise<FigureRow[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const sessions = await db
    .selectFrom('session_class')
    .innerJoin('class_session', 'class_session.id', 'session_class.session_id')
    .innerJoin('school_class', 'school_class.id', 'session_class.class_id')
    .select(['class_session.id', 'class_id', 'headcount', 'day', 'topic', 'module', 'leader'])
    .select('school_year')
    .where('class_id', 'in', ids)
    .where('day', '>=', programme.period.from)
    .where('day', '<=', lastDay(programme, on))
    .orderBy('headcount', 'desc')
    .orderBy('day')
    .orderBy('class_session.id')
    .execute();
  const best = new Map<string, (typeof sessions)[number]>();
  for (const session of sessions)
    if (isOfSchoolYear(session.school_year, session.day) && !best.has(session.class_id))
      best.set(session.class_id, session);
  return rows.map((row) => {
    const session = best.get(row.id);
    if (row.kind !== 'class' || session === undefined) return row;
    const { id, day, topic, module, leader, headcount } = session;
    return {
      ...row,
      session: { id, day, topic, module, leader, headcount: Number(headcount) },
    };
  });
}
