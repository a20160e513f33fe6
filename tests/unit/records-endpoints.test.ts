import { validate } from '@hyperjump/json-schema/openapi-3-1';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../src/records/access/actor.ts';
import { createRecordsApp } from '../../src/records/app.ts';
import { apiErrorSchema } from '../../src/records/contract.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { operationId } from '../../src/records/routes/openapi.ts';
import { ENDPOINTS } from '../../src/records/routes/table.ts';
import { openServerOffice } from './server-office.ts';

const asActor = async (actor: Actor) => {
  const app = createRecordsApp(await openNodeDatabase(), { actorOf: () => actor });
  return (method: string, path: string, body?: string) =>
    app.fetch(
      new Request(`http://office.invalid/api${path.replaceAll(/\{\w+\}/g, 'x')}`, {
        method,
        ...(body === undefined ? {} : { body }),
      }),
    );
};

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string().min(5),
  'x-access': z.string(),
  parameters: z.array(
    z.object({ name: z.string(), in: z.enum(['path', 'query']), schema: z.looseObject({}) }),
  ),
  responses: z.record(z.string(), z.unknown()),
});

const documentSchema = z.object({
  openapi: z.string().startsWith('3.1.'),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.looseObject({}), responses: z.looseObject({}) }),
});

describe('the description of the API', () => {
  it('is OpenAPI 3.1 and tells every call there is, with its parameters', async () => {
    const call = await asActor({ kind: 'anonymous' });
    const response = await call('get', '/openapi.json');
    const raw: unknown = await response.json();
    const { paths } = documentSchema.parse(raw);
    const told = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    expect(told.toSorted()).toEqual(
      ENDPOINTS.map(({ method, path }) => `${method} /api${path}`).toSorted(),
    );
    for (const { method, path } of ENDPOINTS) {
      const parameters = paths[`/api${path}`]?.[method]?.parameters ?? [];
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      const braces = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(
        inPath.map(({ name }) => name),
        path,
      ).toEqual(braces);
    }
  });

  it.each(['the browser', 'a server'])(
    'is OpenAPI 3.1 to an outside validator too, its schemas included: of %s',
    async (home) => {
      const office = await openServerOffice();
      const call = await asActor({ kind: 'local' });
      const response = await (home === 'a server'
        ? office.ask('/api/openapi.json')
        : call('get', '/openapi.json'));
      const told = z.record(z.string(), z.json()).parse(await response.json());
      const isOpenApi = await validate('https://spec.openapis.org/oas/3.1/schema-base');
      const judged = isOpenApi(told, 'BASIC');
      expect(judged, JSON.stringify(judged).slice(0, 2000)).toMatchObject({ valid: true });
      const spoiled = JSON.parse(JSON.stringify(told).replace('"type":"object"', '"type":"thing"'));
      expect(isOpenApi(spoiled).valid).toBe(false);
      await office.close();
    },
  );

  it('refers only to what it holds', async () => {
    const call = await asActor({ kind: 'local' });
    const raw = z
      .record(z.string(), z.unknown())
      .parse(await (await call('get', '/openapi.json')).json());
    const references = [...JSON.stringify(raw).matchAll(/"\$ref":"#\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(20);
    for (const [, target = ''] of references) {
      let found: unknown = raw;
      for (const key of target.split('/'))
        found = z.record(z.string(), z.unknown()).parse(found)[key];
      expect(found, target).toBeDefined();
    }
  });

  it('gives each call a name of its own', () => {
    const names = ENDPOINTS.map(operationId);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('who may make a call', () => {
  const restricted = ENDPOINTS.filter(({ access }) => access !== 'everyone');

  it('is asked before anything is read: the unknown are sent to sign in, at every call', async () => {
    const call = await asActor({ kind: 'anonymous' });
    for (const { method, path } of restricted) {
      const response = await call(method, path, method === 'get' ? undefined : 'not json');
      expect(response.status, `${method} ${path}`).toBe(401);
      expect(apiErrorSchema.parse(await response.json()).error.code).toBe('sign-in-needed');
    }
  });

  it('is told plainly to those who are known but may not', async () => {
    const call = await asActor({ kind: 'officer', id: 'o', role: 'truong', unitId: 'u' });
    const response = await call('get', '/backup');
    expect(response.status).toBe(403);
    expect(apiErrorSchema.parse(await response.json()).error.message).toContain('Phòng hoặc Sở');
  });
});
