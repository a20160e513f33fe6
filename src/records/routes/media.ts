import type { z } from 'zod';
import { ApiProblem } from '../api-problem.ts';
import { type ImportEvent, importEventSchema } from '../contract.ts';
import { logFault } from '../fault.ts';
import { ndjson } from '../ndjson.ts';
import { UnreadableFile } from '../reading/unreadable.ts';
import { parse, readBytes, refuseNul } from './parse.ts';

/** What a body or answer is, for the description of the API; a null schema is a file. */
export interface MediaDescription {
  mediaType: string;
  schema: z.ZodType | null;
}

/** A body that calls take. */
export interface Body<T> extends MediaDescription {
  /** Reads and checks it; throws `ApiProblem`. */
  read(request: Request): Promise<T>;
}

/** An answer that calls give. */
export interface Answer<T> extends MediaDescription {
  respond(value: T): Response;
}

const MB = 1024 * 1024;
const MAX_JSON_BYTES = 8 * MB;
const MAX_FILE_BYTES = 512 * MB;

/** A JSON body. */
export function jsonBody<T>(schema: z.ZodType<T>, maxBytes = MAX_JSON_BYTES): Body<T> {
  return {
    mediaType: 'application/json',
    schema,
    async read(request) {
      const text = new TextDecoder().decode(await readBytes(request, maxBytes));
      // As JSON writes it; raw, it is no JSON.
      refuseNul(text.includes('\\u0000'));
      return parse(schema, parsedJson(text));
    },
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiProblem(
      400,
      'invalid-request',
      'Yêu cầu gửi lên không đọc được (không phải JSON). Hãy tải lại trang rồi thử lại.',
    );
  }
}

/** A file as the body, whole. */
export function fileBody(maxBytes = MAX_FILE_BYTES): Body<Uint8Array<ArrayBuffer>> {
  return {
    mediaType: 'application/octet-stream',
    schema: null,
    read: (request) => readBytes(request, maxBytes),
  };
}

/** An answer as JSON. */
export function json<T>(schema: z.ZodType<T>): Answer<T> {
  return {
    mediaType: 'application/json',
    schema,
    respond: (value) => Response.json(value),
  };
}

/** A file to keep. */
export interface Download {
  content: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** File name, ASCII. */
  name: string;
}

/** A file as the answer. */
export function download(mediaType: string): Answer<Download> {
  return {
    mediaType,
    schema: null,
    respond: ({ content, name }) =>
      new Response(content, {
        headers: {
          'content-type': mediaType,
          'content-disposition': `attachment; filename="${name}"`,
        },
      }),
  };
}

/** CSV as every export writes it. */
export const csvFile = download('text/csv; charset=utf-8');

/** Sends an event of a long piece of work. */
type Emit = (event: ImportEvent) => void;

/** A long piece of work, told as it goes on: one event a line. `signal`: its reader has gone away. */
export const importEvents: Answer<(emit: Emit, signal: AbortSignal) => Promise<void>> = {
  mediaType: 'application/x-ndjson',
  schema: importEventSchema,
  respond: (work) =>
    ndjson(work, (error) => {
      if (error instanceof ApiProblem || error instanceof UnreadableFile) {
        return { event: 'failed', code: error.code, message: error.message };
      }
      logFault(error);
      return {
        event: 'failed',
        code: 'internal',
        message:
          'Có lỗi khi đọc hoặc ghi tệp này; dữ liệu đang giữ không đổi. Hãy tải lại trang rồi thử lại.',
      };
    }),
};
