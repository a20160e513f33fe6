import { z } from 'zod';
import { apiErrorSchema } from '../contract.ts';
import type { Endpoint } from './endpoint.ts';
import type { MediaDescription } from './media.ts';

/** Any JSON. */
type Json = { [key: string]: unknown };

/** What a refusal of each status means. */
const REFUSALS = {
  400: 'Yêu cầu chưa đúng',
  401: 'Chưa đăng nhập',
  403: 'Tài khoản không được làm việc này',
  404: 'Không có thứ được hỏi',
  409: 'Không hợp với dữ liệu đang giữ',
  413: 'Dữ liệu gửi lên quá lớn',
  422: 'Tệp không đọc được, hoặc nội dung không dùng được',
  429: 'Thử sai quá nhiều lần',
  500: 'Lỗi của máy chủ; dữ liệu đang giữ không đổi',
  503: 'Cơ sở dữ liệu hoặc máy chủ tạm thời không trả lời',
  507: 'Đĩa của máy chủ hết chỗ hoặc hỏng',
} as const;

/**
 * The OpenAPI 3.1 description of the given calls. Its schemas are JSON Schema 2020-12, which Zod
 * writes itself.
 */
export function openApiDocument(endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path}`;
    paths[path] = { ...paths[path], [endpoint.method]: operation(endpoint) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Hồ sơ tập huấn Trường học an toàn',
      version: '1',
      description:
        'Danh sách người học, kết quả hoàn thành và độ bao phủ. Ngày viết YYYY-MM-DD theo giờ Việt Nam, thời điểm viết theo ISO 8601. "x-access" cho biết ai được gọi.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { ApiError: jsonSchema(apiErrorSchema, 'output') },
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [
          `Refused${status}`,
          {
            description,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/ApiError' } } },
          },
        ]),
      ),
    },
  };
}

function operation(endpoint: Endpoint): Json {
  const { access, body, params, query, answer } = endpoint;
  const takesSomething = params !== null || query !== null || body !== null;
  const refused = new Set<keyof typeof REFUSALS>([
    // A NUL in a query is refused everywhere.
    400,
    ...(takesSomething ? ([404] as const) : []),
    ...(access === 'everyone' ? [] : ([401, 403] as const)),
    // What a page of another site sends is refused with 403, whoever sends it.
    ...(endpoint.method === 'get' ? [] : ([403, 409] as const)),
    ...(body === null ? [] : ([413, 422] as const)),
    ...endpoint.refusals,
    ...([500, 503, 507] as const),
  ]);
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary,
    'x-access': access,
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query')],
    ...(body === null ? {} : { requestBody: { required: true, content: content(body, 'input') } }),
    responses: {
      200: { description: endpoint.summary, content: content(answer, 'output') },
      ...Object.fromEntries(
        [...refused].map((status) => [status, { $ref: `#/components/responses/Refused${status}` }]),
      ),
    },
  };
}

/** A name of its own for each call, e.g. `put-imports-id-mapping`. */
export function operationId({ method, path }: Pick<Endpoint, 'method' | 'path'>): string {
  return `${method}${path.replaceAll(/[^a-z0-9]+/gi, '-').replace(/-$/, '')}`;
}

function content({ mediaType, schema }: MediaDescription, io: 'input' | 'output'): Json {
  return { [mediaType]: schema === null ? {} : { schema: jsonSchema(schema, io) } };
}

function parameters(schema: z.ZodType | null, place: 'path' | 'query'): Json[] {
  if (schema === null) return [];
  const { properties, required } = z
    .object({
      properties: z.record(z.string(), z.unknown()),
      required: z.array(z.string()).default([]),
    })
    .parse(jsonSchema(schema, 'input'));
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
}
