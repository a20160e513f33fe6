import '@hyperjump/json-schema/openapi-3-1';
import {
  hasSchema,
  registerSchema,
  setShouldValidateSchema,
  type Validator,
  validate,
} from '@hyperjump/json-schema/openapi-3-1';
import { z } from 'zod';

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ responses: z.record(z.string(), z.looseObject({ $ref: z.string().optional() })) }),
    ),
  ),
  components: z.object({
    responses: z.record(z.string(), z.looseObject({})),
    schemas: z.record(z.string(), z.looseObject({})),
  }),
});
const responseSchema = z.object({
  content: z.record(z.string(), z.object({ schema: z.unknown().optional() })),
});

/** What is wrong with an answer as the API describes itself; null when nothing is. */
export type JudgeAnswer = (
  method: string,
  path: string,
  answer: Response,
) => Promise<string | null>;

/**
 * Holds answers against an API's own description: their status, media type and content must be declared
 * for the call. Content is judged by an outside validator of JSON Schema as OpenAPI 3.1 uses it.
 * @param description what `/api/openapi.json` answered.
 */
export function judgeByDescription(description: unknown): JudgeAnswer {
  const { paths, components } = documentSchema.parse(description);
  const calls = Object.entries(paths).map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    path,
    methods,
  }));
  const validators = new Map<unknown, Promise<Validator>>();
  const validatorOf = (schema: unknown): Promise<Validator> => {
    const made = validators.get(schema) ?? compiled(schema, components.schemas);
    validators.set(schema, made);
    return made;
  };
  return async (method, address, answer) => {
    const { pathname } = new URL(address, 'http://office.invalid');
    const call = calls.find(({ pattern }) => pattern.test(pathname));
    const operation = call?.methods[method.toLowerCase()];
    if (operation === undefined)
      return isForNobody(method, pathname, answer) ? null : `undeclared ${pathname}`;
    const name = `${method} ${call?.path} ${answer.status}`;
    const declared = operation.responses[answer.status];
    if (declared === undefined) return `${name}: status not declared: ${await answer.text()}`;
    const shared = declared.$ref?.split('/').at(-1);
    const { content } = responseSchema.parse(
      shared === undefined ? declared : components.responses[shared],
    );
    const media = answer.headers.get('content-type')?.split(';')[0] ?? '';
    const found = Object.entries(content).find(([type]) => type.split(';')[0] === media)?.[1];
    if (found === undefined) return `${name}: ${media} not declared`;
    if (found.schema === undefined) return null;
    const text = await answer.text();
    const lines = media === 'application/x-ndjson' ? text.trim().split('\n') : [text];
    const isRight = await validatorOf(found.schema);
    for (const line of lines) {
      const judged = isRight(JSON.parse(line), 'BASIC');
      if (!judged.valid)
        return `${name}: ${JSON.stringify(judged).slice(0, 500)} in ${line.slice(0, 500)}`;
    }
    return null;
  };
}

/** Answers where no call is declared: a page, a refusal, or the first half of another one's. */
function isForNobody(method: string, pathname: string, { status }: Response): boolean {
  const isApi = pathname.startsWith('/api/');
  return !isApi || method === 'HEAD' || method === 'OPTIONS' || status === 404 || status === 403;
}

let registered = 0;

/** A schema of the description as a validator; what it refers to comes along. */
function compiled(schema: unknown, schemas: Record<string, unknown>): Promise<Validator> {
  // The description as a whole is judged by a test of its own.
  setShouldValidateSchema(false);
  const id = `https://office.invalid/answers/${++registered}`;
  const text = JSON.stringify({ ...z.looseObject({}).parse(schema), components: { schemas } });
  const whole = z.record(z.string(), z.json()).parse(JSON.parse(text));
  if (!hasSchema(id)) registerSchema(whole, id, 'https://spec.openapis.org/oas/3.1/dialect/base');
  return validate(id);
}
