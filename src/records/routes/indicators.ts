import { z } from 'zod';
import { newIdSchema } from '../contract/classes.ts';
import { indicatorGridSchema, statementsInputSchema } from '../contract/indicators.ts';
import { touch } from '../imports/import-desk.ts';
import { dropStatements, indicatorGrid, keepStatements } from '../indicators/statements.ts';
import { findProgramme } from '../programmes.ts';
import { dayInVietnam } from '../wording/days.ts';
import { statementsDeed } from '../wording/deeds.ts';
import { askedNode } from './asked-node.ts';
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
    handle: (call) =>
      call.home.read(async (db) => {
        const { programme, on, unit } = call.query;
        const kept = await findProgramme(db, programme);
        return indicatorGrid(db, kept.programme, on, await askedNode(db, call, unit, on));
      }),
  }),
  endpoint({
    method: 'post',
    path: '/indicators',
    summary: 'Ghi xác nhận về chỉ tiêu: đơn vị, ngày, người xác nhận, minh chứng',
    access: 'officer',
    body: jsonBody(statementsInputSchema),
    answer: json(keptSchema),
    handle: ({ home, seen, body: { statements } }) =>
      home.write(async (db, tell) => {
        const now = new Date();
        const kept = await keepStatements(
          db,
          statements,
          dayInVietnam(now),
          now.toISOString(),
          await seen(db),
        );
        tell(
          statementsDeed(
            'Ghi',
            statements.map(({ unitId, indicator, met, day }) => ({
              unit_id: unitId,
              indicator,
              met: met ? 1 : 0,
              day,
            })),
          ),
        );
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
    handle: ({ home, seen, body: { ids } }) =>
      home.write(async (db, tell) => {
        tell(statementsDeed('Rút', await dropStatements(db, ids, await seen(db))));
        await touch(db);
        return { kept: 0 };
      }),
  }),
];
