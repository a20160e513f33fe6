import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import type { Access } from '../access/policy.ts';
import type { RecordsHome } from '../home.ts';
import type { Answer, Body, MediaDescription } from './media.ts';
import { parse } from './parse.ts';

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
}

/** A declared call as the app runs it and the description tells it. */
export interface Endpoint {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  access: Access;
  params: z.ZodType | null;
  query: z.ZodType | null;
  body: MediaDescription | null;
  answer: MediaDescription;
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
  const { method, path, summary, access, params, query, body, answer } = declaration;
  return {
    method,
    path,
    summary,
    access,
    params: params ?? null,
    query: query ?? null,
    body: body ?? null,
    answer,
    async run(incoming) {
      const { actor, home, request } = incoming;
      const parsed = {
        params: params === undefined ? undeclared<Params>() : parse(params, incoming.params),
        query: query === undefined ? undeclared<Query>() : parse(query, incoming.query),
        body: body === undefined ? undeclared<Input>() : await body.read(request),
      };
      return answer.respond(await declaration.handle({ ...parsed, actor, home, request }));
    },
  };
}

/** The type of a part that has no schema is `undefined`: the default of its type parameter. */
function undeclared<T>(): T {
  return undefined as T;
}
