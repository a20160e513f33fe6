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
import { askedNode } from './asked-node.ts';
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
    handle: (call) =>
      call.home.read(async (db) => {
        const { programme: id, on, unit } = call.query;
        const { programme } = await findProgramme(db, id);
        const { tree, node, seen } = await askedNode(db, call, unit, on);
        const classes = await classReaches(db, programme, on, seen);
        return pupilCoverage(programme, on, classes, tree, node);
      }),
  }),
  endpoint({
    method: 'get',
    path: '/coverage/trend',
    summary: 'Độ bao phủ qua từng tháng, mỗi mốc tính theo tình hình tại ngày đó',
    access: 'officer',
    query: nodeQuery,
    answer: json(z.array(trendPointSchema)),
    handle: (call) =>
      call.home.read(async (db) => {
        const { programme, on, unit } = call.query;
        const { node, seen } = await askedNode(db, call, unit, on);
        return trend(db, await findProgramme(db, programme), on, node, seen);
      }),
  }),
  endpoint({
    method: 'get',
    path: '/coverage/rows',
    summary: 'Từng người, từng lớp hoặc từng đơn vị đứng sau một con số',
    access: 'officer',
    query: reportQuery.extend(figureQuery.shape).extend(pageQuery.shape),
    answer: json(figureRowsSchema),
    handle: (call) =>
      call.home.read(async (db) => {
        const { query } = call;
        const { programme } = await findProgramme(db, query.programme);
        const asked = await askedNode(db, call, query.unit, query.on);
        return figureRows(db, programme, query.on, asked, query, query);
      }),
  }),
  endpoint({
    method: 'get',
    path: '/coverage/later-changes',
    summary:
      'Những gì biết sau một ngày đã làm đổi số liệu của ngày ấy: lần nhập, kết quả gửi đến sau, thay đổi nhập tay',
    // Counts over all units: not for whom only some are seen.
    access: 'whole',
    query: reportQuery,
    answer: json(z.array(laterChangeSchema)),
    handle: ({ home, query: { programme, on } }) =>
      home.read(async (db) => laterChanges(db, (await findProgramme(db, programme)).programme, on)),
  }),
];
