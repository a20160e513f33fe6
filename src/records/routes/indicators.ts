import { z } from 'zod';
import { newIdSchema } from '../contract/classes.ts';
import { indicatorGridSchema, statementsInputSchema } from '../contract/indicators.ts';
import { touch } from '../imports/import-desk.ts';
import { dropStatements, indicatorGrid, keepStatements } from '../indicators/statements.ts';
import { findProgramme } from '../programmes.ts';
import { nodeOf, unitTreeOn } from '../units/unit-tree.ts';
import { dayInVietnam } from '../wording/days.ts';
import { endpoint } from './endpoint.ts';
import { json, jsonBody } from './media.ts';
import { reportQuery, unitQuery } from './query.ts';

const keptSchema = z.object({ kept: z.int() });

/** Calls about school indicators. */
export const indicatorEndpoints = [
  endpoint({
    method: 'get',
    path: '/indicators',
    summary: 'Chỉ tiêu của từng trường tại một ngày, và tỷ lệ đơn vị đạt',
    access: 'officer',
    query: reportQuery.extend(unitQuery.shape),
    answer: json(indicatorGridSchema),
    handle: ({ home, query: { programme, on, unit } }) =>
      home.read(async (db) => {
        const kept = await findProgramme(db, programme);
        const tree = await unitTreeOn(db, on);
        return indicatorGrid(db, kept.programme, on, tree, nodeOf(tree, unit));
      }),
  }),
  endpoint({
    method: 'post',
    path: '/indicators',
    summary: 'Ghi xác nhận về chỉ tiêu: đơn vị, ngày, người xác nhận, minh chứng',
    access: 'officer',
    body: jsonBody(statementsInputSchema),
    answer: json(keptSchema),
    handle: ({ home, body: { statements } }) =>
      home.write(async (db) => {
        const now = new Date();
        const kept = await keepStatements(db, statements, dayInVietnam(now), now.toISOString());
        await touch(db);
        return { kept };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/indicators/withdraw',
    summary: 'Rút các xác nhận ghi nhầm',
    access: 'officer',
    body: jsonBody(z.object({ ids: z.array(newIdSchema).min(1).max(5000) })),
    answer: json(keptSchema),
    handle: ({ home, body: { ids } }) =>
      home.write(async (db) => {
        await dropStatements(db, ids);
        await touch(db);
        return { kept: 0 };
      }),
  }),
];
