import { z } from 'zod';
import {
  type FigureQuery,
  figureRowsSchema,
  laterChangeSchema,
  pupilCoverageSchema,
  trendPointSchema,
} from '../../records/contract/figures.ts';
import { indicatorGridSchema, type StatementInput } from '../../records/contract/indicators.ts';
import { coverageSchema, unfinishedSchema } from '../../records/contract.ts';
import { type Caller, query, type Scope, type Slice, type UnitScope, withBody } from './call.ts';

/** Coverage, the rows behind it, and the school indicators beside it. */
export const figureCalls = ({ read, send }: Caller) => ({
  coverage: (scope: UnitScope) => read(coverageSchema, `/api/coverage${query(scope)}`),
  pupils: (scope: UnitScope) => read(pupilCoverageSchema, `/api/coverage/pupils${query(scope)}`),
  trend: (scope: UnitScope) =>
    read(z.array(trendPointSchema), `/api/coverage/trend${query(scope)}`),
  figureRows: (asked: Scope & Slice & Partial<FigureQuery>) =>
    read(figureRowsSchema, `/api/coverage/rows${query(asked)}`),
  laterChanges: (scope: Scope) =>
    read(z.array(laterChangeSchema), `/api/coverage/later-changes${query(scope)}`),
  unfinished: (asked: UnitScope & Slice) =>
    read(unfinishedSchema, `/api/unfinished${query(asked)}`),
  indicators: (scope: UnitScope) => read(indicatorGridSchema, `/api/indicators${query(scope)}`),
  keepStatements: (statements: StatementInput[]) =>
    send('/api/indicators', withBody('POST', { statements })),
  withdrawStatements: (ids: string[]) =>
    send('/api/indicators/withdraw', withBody('POST', { ids })),
});
