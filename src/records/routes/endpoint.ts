import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { type Access, unitsSeen } from '../access/policy.ts';
import type { UnitsSeen } from '../access/units-seen.ts';
import type { RecordsTables } from '../database/tables.ts';
import type { RecordsHome } from '../home.ts';
import type { Answer, Body, MediaDescription } from './media.ts';
import { parse, refuseNul } from './parse.ts';

/** Statuses that only some calls refuse with. */
export type RefusalStatus = 401 | 403 | 422 | 429;

/**
 * How a call of the API is declared: once, with who may make it and what goes in and out. Routing,
 * validation, `/api/openapi.json` and the tests of who may do what all come from these declarations.
 */
interface Declaration<Params, Query, Input, Output> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api`, with parameters in braces, e.g. `/programmes/{id}`. */
  path: string;
  /** Vietnamese, a line: what the call does. */
  summary: string;
  access: Access;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: Body<Input>;
  answer: Answer<Output>;
  /** Statuses it refuses with beside those that follow from the rest of the declaration. */
  refusals?: readonly RefusalStatus[];
  /**
   * Whether what it writes is put into the audit log, with the summary or what
   * the work tells (`home.write`) as its text. By
   * default every call of officers but `get`; learners' results are kept with their source anyway.
   */
  logged?: boolean;
  /** Does the work; throws `ApiProblem` or `UnreadableFile` to refuse. */
  handle(call: Call<Params, Query, Input>): Output | Promise<Output>;
}

/** One call, with everything parsed; a part that was not declared is undefined. */
export interface Call<Params = undefined, Query = undefined, Input = undefined> {
  params: Params;
  query: Query;
  body: Input;
  actor: Actor;
  home: RecordsHome;
  request: Request;
  /** The units the actor may see: every list, figure, export and change is kept to them. */
  seen(db: Kysely<RecordsTables>): Promise<UnitsSeen>;
}

/** A declared call as the app runs it and the description tells it. */
export interface Endpoint {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  access: Access;
  logged: boolean;
  params: z.ZodType | null;
  query: z.ZodType | null;
  body: MediaDescription | null;
  answer: MediaDescription;
  refusals: readonly RefusalStatus[];
  run(incoming: Incoming): Promise<Response>;
}

/** What the app knows of a request before it is parsed. */
export interface Incoming {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  actor: Actor;
  home: RecordsHome;
  request: Request;
}

/** Declares a call. */
export function endpoint<Output, Params = undefined, Query = undefined, Input = undefined>(
  declaration: Declaration<Params, Query, Input, Output>,
): Endpoint {
  const { method, path, summary, access, params, query, body, answer, refusals = [] } = declaration;
  const logged =
    declaration.logged ?? (method !== 'get' && access !== 'learner' && access !== 'everyone');
  return {
    method,
    path,
    summary,
    access,
    logged,
    params: params ?? null,
    query: query ?? null,
    body: body ?? null,
    answer,
    refusals,
    async run(incoming) {
      const { actor, home, request } = incoming;
      const told = [...Object.values(incoming.params), ...Object.values(incoming.query)];
      refuseNul(told.some((text) => text.includes('\0')));
      const parsed = {
        params: params === undefined ? undeclared<Params>() : parse(params, incoming.params),
        query: query === undefined ? undeclared<Query>() : parse(query, incoming.query),
        body: body === undefined ? undeclared<Input>() : await body.read(request),
      };
      const seen = async (db: Kysely<RecordsTables>) =>
        unitsSeen(actor, await db.selectFrom('unit').select(['id', 'parent_id']).execute());
      const call = { ...parsed, actor, home, request, seen };
      if (!logged) return answer.respond(await declaration.handle(call));
      const own = actor.kind === 'officer' ? actor.unitId : null;
      const deed = { actor, call: `${method.toUpperCase()} ${path}`, unitId: own, text: summary };
      return answer.respond(await declaration.handle({ ...call, home: home.logging(deed) }));
    },
  };
}

/** The type of a part that has no schema is `undefined`: the default of its type parameter. */
function undeclared<T>(): T {
  return undefined as T;
}
