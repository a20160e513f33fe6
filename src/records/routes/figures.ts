import { z } from 'zod';
import {
  figureQuery,
  figureRowsSchema,
  laterChangeSchema,
  pupilCoverageSchema,
  trendPointSchema,
} from '../contract/figures.ts';
import { figureRows } from '../coverage/figure-rows.ts';
import { laterChanges } from '../coverage/later-changes.ts';
import { classReaches, pupilCoverage } from '../coverage/pupils.ts';
import { trend } from '../coverage/trend.ts';
import { findProgramme } from '../programmes.ts';
import { nodeOf, unitTreeOn } from '../units/unit-tree.ts';
import { endpoint } from './endpoint.ts';
import { json } from './media.ts';
import { pageQuery, reportQuery, unitQuery } from './query.ts';

const nodeQuery = reportQuery.extend(unitQuery.shape);

/** Calls about figures beside the coverage of staff, and what stands behind them. */
export const figureEndpoints = [
  endpoint({
    method: 'get',
    path: '/coverage/pupils',
    summary: 'Học sinh được tiếp cận: mỗi lớp tính buổi đông nhất, không cộng dồn',
    access: 'officer',
    query: nodeQuery,
    answer: json(pupilCoverageSchema),
    handle: ({ home, query: { programme: id, on, unit } }) =>
      home.read(async (db) => {
        const { programme } = await findProgramme(db, id);
        const tree = await unitTreeOn(db, on);
        const classes = await classReaches(db, programme, on);
        return pupilCoverage(programme, on, classes, tree, nodeOf(tree, unit));
      }),
  }),
  endpoint({
    method: 'get',
    path: '/coverage/trend',
    summary: 'Độ bao phủ qua từng tháng, mỗi mốc tính đúng như ở ngày ấy',
    access: 'officer',
    query: nodeQuery,
    answer: json(z.array(trendPointSchema)),
    handle: ({ home, query: { programme, on, unit } }) =>
      home.read(async (db) => {
        const node = nodeOf(await unitTreeOn(db, on), unit);
        return trend(db, await findProgramme(db, programme), on, node);
      }),
  }),
  endpoint({
    method: 'get',
    path: '/coverage/rows',
    summary: 'Từng người, từng lớp hoặc từng đơn vị đứng sau một con số',
    access: 'officer',
    query: reportQuery.extend(figureQuery.shape).extend(pageQuery.shape),
    answer: json(figureRowsSchema),
    handle: ({ home, query }) =>
      home.read(async (db) => {
        const { programme } = await findProgramme(db, query.programme);
        const tree = await unitTreeOn(db, query.on);
        return figureRows(db, programme, query.on, tree, query, query);
      }),
  }),
  endpoint({
    method: 'get',
    path: '/coverage/later-changes',
    summary: 'Các lần nhập sau một ngày đã làm đổi số liệu của ngày ấy',
    access: 'officer',
    query: reportQuery,
    answer: json(z.array(laterChangeSchema)),
    handle: ({ home, query: { programme, on } }) =>
      home.read(async (db) => laterChanges(db, (await findProgramme(db, programme)).programme, on)),
  }),
];
