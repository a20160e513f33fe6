import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';

/** As much of JSON Schema as the API's declarations come to. */
interface JsonSchema {
  type?: string | string[] | undefined;
  properties?: Record<string, JsonSchema> | undefined;
  required?: string[] | undefined;
  additionalProperties?: unknown | undefined;
  items?: JsonSchema | undefined;
  anyOf?: JsonSchema[] | undefined;
  oneOf?: JsonSchema[] | undefined;
  allOf?: JsonSchema[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown | undefined;
  $ref?: string | undefined;
  $defs?: Record<string, JsonSchema> | undefined;
  maxItems?: number | undefined;
}

const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    items: jsonSchema.optional(),
    anyOf: z.array(jsonSchema).optional(),
    oneOf: z.array(jsonSchema).optional(),
    allOf: z.array(jsonSchema).optional(),
    enum: z.array(z.unknown()).optional(),
    $ref: z.string().optional(),
    $defs: z.record(z.string(), jsonSchema).optional(),
    maxItems: z.number().optional(),
  }),
);

/** Texts that programs stumble over, among them some that the records know. */
export function awkwardText(known: readonly string[]): Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 200 }),
    fc.constantFrom(
      ...['', ' ', '\u0000', 'x\u0000y', '\ud800', '%', '%00', "'", "';--", '"', '\\', '../..'],
      ...['__proto__', 'constructor', 'toString', 'null', 'NaN', '-1', '1e999', '9'.repeat(400)],
      ...['=1+1', '@SUM(A1)', '🌱', 'a'.repeat(5000), '2026-02-30', '0000-00-00', '9999-12-31'],
      ...['2026-01-01', '+010000-01-01T00:00:00Z', '2026-11-22T10:00:00.000Z', '\u202e', '[]', '{'],
    ),
  );
}

const awkwardNumber = fc.oneof(
  fc.integer({ min: -2, max: 1200 }),
  fc.double(),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, 2 ** 31, 2 ** 53, -0, 1e300, Number.MIN_VALUE),
);

/**
 * Values of the shape a schema asks for, so that they reach what is behind the validation, with here
 * and there a part that is missing, too much or of another kind.
 */
export function arbitraryOf(schema: z.ZodType, known: readonly string[]): Arbitrary<unknown> {
  const root = jsonSchema.parse(
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', cycles: 'ref' }),
  );
  const text = awkwardText(known);
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), text, awkwardNumber);

  const of = (part: JsonSchema, depth: number): Arbitrary<unknown> => {
    const right = shaped(part, depth);
    return fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: anything });
  };
  const shaped = (part: JsonSchema, depth: number): Arbitrary<unknown> => {
    if (depth > 8) return fc.constant(null);
    if (part.$ref !== undefined) {
      const target = part.$ref === '#' ? root : root.$defs?.[part.$ref.replace('#/$defs/', '')];
      return of(target ?? {}, depth + 1);
    }
    if ('const' in part) return fc.constant(part.const);
    if (part.enum !== undefined) return fc.constantFrom(...part.enum);
    const choices = part.anyOf ?? part.oneOf ?? part.allOf;
    if (choices !== undefined) return fc.oneof(...choices.map((choice) => of(choice, depth + 1)));
    if (Array.isArray(part.type)) {
      return fc.oneof(...part.type.map((type) => shaped({ ...part, type }, depth + 1)));
    }
    switch (part.type) {
      case 'object': {
        const properties = Object.entries(part.properties ?? {}).map(
          ([name, value]) => [name, of(value, depth + 1)] as const,
        );
        const requiredKeys = part.required ?? [];
        const whole = fc.record(Object.fromEntries(properties), { requiredKeys });
        return fc.oneof(
          { weight: 30, arbitrary: whole },
          { weight: 1, arbitrary: fc.dictionary(text, anything, { maxKeys: 3 }) },
        );
      }
      case 'array':
        return fc.array(of(part.items ?? {}, depth + 1), {
          maxLength: Math.min(part.maxItems ?? 4, 4),
        });
      case 'string':
        return text;
      case 'number':
        return awkwardNumber;
      case 'integer':
        return fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 120 }) }, awkwardNumber);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return anything;
    }
  };
  return of(root, 0);
}

/** The names of what a schema of an object holds. */
export function keysOf(schema: z.ZodType): string[] {
  const { properties } = jsonSchema.parse(
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', cycles: 'ref' }),
  );
  return Object.keys(properties ?? {});
}
