import { z } from 'zod';
import {
  type ImportConfirm,
  type ImportEvent,
  type ImportKind,
  type ImportMapping,
  importEventSchema,
  importRowsSchema,
  importSummarySchema,
  type RowVerdict,
  unmatchedSchema,
} from '../../records/contract.ts';
import { readJsonLines } from '../ndjson.ts';
import { type Caller, part, query, RecordsError, type Slice, withBody } from './call.ts';

const withSignal = (signal: AbortSignal | undefined): RequestInit =>
  signal === undefined ? {} : { signal };

/** Files taken in: read, corrected, confirmed, undone; and what of them matched nobody. */
export const importCalls = ({ ask, read, send }: Caller) => {
  async function* events(path: string, init: RequestInit): AsyncGenerator<ImportEvent> {
    const { body } = await ask(path, init);
    if (body === null)
      throw new RecordsError('unexpected-answer', 'Không nhận được trả lời. Hãy thử lại.');
    for await (const line of readJsonLines(body, init.signal ?? undefined)) {
      const parsed = importEventSchema.safeParse(line);
      if (!parsed.success) {
        throw new RecordsError(
          'unexpected-answer',
          'Trang này không hiểu kết quả đọc tệp. Hãy tải lại trang rồi thử lại.',
        );
      }
      if (parsed.data.event === 'failed') {
        throw new RecordsError(parsed.data.code, parsed.data.message);
      }
      yield parsed.data;
    }
  }
  return {
    readFile: (
      file: File,
      as: ImportKind | 'auto',
      signal?: AbortSignal,
    ): AsyncIterable<ImportEvent> =>
      events(`/api/imports${query({ name: file.name, as })}`, {
        method: 'POST',
        body: file,
        ...withSignal(signal),
      }),
    remap: (
      importId: string,
      mapping: ImportMapping,
      signal?: AbortSignal,
    ): AsyncIterable<ImportEvent> =>
      events(`/api/imports/${part(importId)}/mapping`, {
        ...withBody('PUT', mapping),
        ...withSignal(signal),
      }),
    rows: (importId: string, verdict: RowVerdict | null, slice: Slice) =>
      read(importRowsSchema, `/api/imports/${part(importId)}/rows${query({ verdict, ...slice })}`),
    confirm: (importId: string, body: ImportConfirm): AsyncIterable<ImportEvent> =>
      events(`/api/imports/${part(importId)}/confirm`, withBody('POST', body)),
    discard: (importId: string) => send(`/api/imports/${part(importId)}`, { method: 'DELETE' }),
    undo: (importId: string) => send(`/api/imports/${part(importId)}/undo`, { method: 'POST' }),
    imports: () => read(z.array(importSummarySchema), '/api/imports'),
    unmatched: (slice: Slice) => read(unmatchedSchema, `/api/unmatched${query(slice)}`),
  };
};
