import type { Kysely } from 'kysely';
import { z } from 'zod';
import { sees } from '../access/units-seen.ts';
import {
  type Coverage,
  coverageSchema,
  type Unfinished,
  unfinishedSchema,
  unitSchema,
  unmatchedSchema,
} from '../contract.ts';
import { coverageOf } from '../coverage/coverage.ts';
import { tally } from '../coverage/tally.ts';
import { unfinishedPeople } from '../coverage/unfinished.ts';
import type { RecordsTables } from '../database/tables.ts';
import { completionLines } from '../exports/completion-lines.ts';
import { completionsCsv } from '../exports/completions-csv.ts';
import { coverageCsv } from '../exports/coverage-csv.ts';
import { unfinishedCsv } from '../exports/unfinished-csv.ts';
import { listUnits, listUnmatched } from '../lists.ts';
import { findProgramme } from '../programmes.ts';
import { askedNode, seenBelow } from './asked-node.ts';
import { type Call, endpoint } from './endpoint.ts';
import { csvFile, json } from './media.ts';
import { pageQuery, type ReportQuery, reportQuery, styleQuery, unitQuery } from './query.ts';

type Database = Kysely<RecordsTables>;

const coverageQuery = reportQuery.extend(unitQuery.shape);
type CoverageQuery = ReportQuery & { unit: string };

/** Calls that read: units, coverage, who has not finished, and the same as CSV. */
export const reportEndpoints = [
  endpoint({
    method: 'get',
    path: '/units',
    summary: 'Các đơn vị, theo tên',
    access: 'officer',
    answer: json(z.array(unitSchema)),
    handle: ({ home, seen }) => home.read(async (db) => listUnits(db, await seen(db))),
  }),
  endpoint({
    method: 'get',
    path: '/coverage',
    summary: 'Độ bao phủ của một chương trình tại một ngày, ở một đơn vị hoặc toàn bộ',
    access: 'officer',
    query: coverageQuery,
    answer: json(coverageSchema),
    handle: (call) => call.home.read((db) => coverage(db, call)),
  }),
  endpoint({
    method: 'get',
    path: '/unfinished',
    summary: 'Ai chưa hoàn thành, còn thiếu mô-đun nào',
    access: 'officer',
    query: reportQuery.extend(unitQuery.shape).extend(pageQuery.shape),
    answer: json(unfinishedSchema),
    async handle(call) {
      const { offset, limit } = call.query;
      const people = await call.home.read((db) => unfinished(db, call));
      return { total: people.length, people: people.slice(offset, offset + limit) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/unmatched',
    summary: 'Kết quả đang giữ mà chưa khớp với ai',
    access: 'whole',
    query: pageQuery,
    answer: json(unmatchedSchema),
    handle: ({ home, query }) => home.read((db) => listUnmatched(db, query)),
  }),
  endpoint({
    method: 'get',
    path: '/exports/completions.csv',
    summary: 'Kết quả hoàn thành của từng người, CSV',
    access: 'officer',
    query: coverageQuery.extend(styleQuery.shape),
    answer: csvFile,
    handle: (call) =>
      call.home.read(async (db) => {
        const { programme, on, unit, separator } = call.query;
        const kept = await findProgramme(db, programme);
        const units = seenBelow(await askedNode(db, call, unit, on));
        const lines = await completionLines(db, kept.programme, on, units);
        return { content: completionsCsv(lines, separator), name: `ket-qua-hoan-thanh-${on}.csv` };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/exports/coverage.csv',
    summary: 'Độ bao phủ, CSV',
    access: 'officer',
    query: coverageQuery.extend(styleQuery.shape),
    answer: csvFile,
    async handle(call) {
      const { query } = call;
      const figures = await call.home.read((db) => coverage(db, call));
      return {
        content: coverageCsv(figures, query.separator),
        name: `do-bao-phu-${query.on}.csv`,
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/exports/unfinished.csv',
    summary: 'Ai chưa hoàn thành, CSV',
    access: 'officer',
    query: reportQuery.extend(unitQuery.shape).extend(styleQuery.shape),
    answer: csvFile,
    handle: (call) =>
      call.home.read(async (db) => ({
        content: unfinishedCsv(
          await unfinished(db, call),
          await moduleTitles(db),
          call.query.separator,
        ),
        name: `chua-hoan-thanh-${call.query.on}.csv`,
      })),
  }),
];

async function moduleTitles(db: Database): Promise<Map<string, string>> {
  const modules = await db.selectFrom('module').select(['slug', 'title']).execute();
  return new Map(modules.map(({ slug, title }) => [slug, title]));
}

/** What the figures need of a call: what is asked for, and by whom. */
type Asked<Query> = Pick<Call<undefined, Query>, 'query' | 'actor' | 'seen'>;

async function coverage(db: Database, call: Asked<CoverageQuery>): Promise<Coverage> {
  const { programme, on, unit } = call.query;
  const kept = await findProgramme(db, programme);
  const { tree, node, seen } = await askedNode(db, call, unit, on);
  const lines = await tally(db, kept.programme, on);
  const own = lines.filter(({ unitId }) => sees(seen, unitId));
  return coverageOf(kept, on, own, { tree, node, modules: await moduleTitles(db) });
}

async function unfinished(
  db: Database,
  call: Asked<ReportQuery & { unit: string }>,
): Promise<Unfinished['people']> {
  const { programme, on, unit } = call.query;
  const kept = await findProgramme(db, programme);
  const { node, seen } = await askedNode(db, call, unit, on);
  return unfinishedPeople(db, kept.programme, on, node, seen);
}
