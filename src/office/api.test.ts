import { describe, expect, it } from 'vitest';
import { createRecordsApi, type FetchRecords, isAbort, messageOf, RecordsError } from './api.ts';

interface Call {
  path: string;
  init: RequestInit | undefined;
}

/** An API over a fetch that always answers alike, and what it was asked. */
function answering(answer: () => Response | Promise<Response>) {
  const calls: Call[] = [];
  const fetchRecords: FetchRecords = async (path, init) => {
    calls.push({ path, init });
    return answer();
  };
  return { api: createRecordsApi(fetchRecords), calls };
}

const state = {
  storage: 'opfs',
  units: 1,
  people: 2,
  completions: 3,
  unmatched: 0,
  lastBackup: null,
  lastChange: null,
};

async function refusal(deed: Promise<unknown>): Promise<RecordsError> {
  const cause = await deed.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (cause instanceof RecordsError) return cause;
  throw new Error(`expected a RecordsError, got ${String(cause)}`);
}

describe('answers of the records API', () => {
  it('are parsed by the contract', async () => {
    const { api } = answering(() => Response.json({ ...state, extra: 1 }));
    expect(await api.state()).toEqual(state);
  });

  it('that do not fit the contract are refused with a sentence, not passed on', async () => {
    const { api } = answering(() => Response.json({ ...state, people: 'hai' }));
    const error = await refusal(api.state());
    expect(error.code).toBe('unexpected-answer');
    expect(error.message).toContain('tải lại trang');
  });

  it('carry the API’s own words when it refuses', async () => {
    const body = { error: { code: 'unknown-programme', message: 'Không có chương trình này.' } };
    const { api } = answering(() => Response.json(body, { status: 404 }));
    const error = await refusal(api.coverage({ programme: 'x', on: '2026-05-31', unit: null }));
    expect([error.code, error.message]).toEqual([
      'unknown-programme',
      'Không có chương trình này.',
    ]);
  });

  it('without words still give the officer a sentence', async () => {
    const { api } = answering(() => new Response('<html>', { status: 502 }));
    expect((await refusal(api.state())).message).toContain('502');
    const broken = answering(() => {
      throw new TypeError('worker is gone');
    });
    expect((await refusal(broken.api.state())).code).toBe('unreachable');
  });
});

describe('questions to the records API', () => {
  it('leave out what was not asked, and escape what was', async () => {
    const { api, calls } = answering(() => Response.json({ total: 0, people: [] }));
    const scope = { programme: '2021-2025', on: '2025-05-31' };
    const page = { offset: 0, limit: 50 };
    await api.unfinished({ ...scope, unit: null, ...page });
    await api.unfinished({ ...scope, unit: 'a&b', ...page });
    expect(calls.map(({ path }) => path)).toEqual([
      '/api/unfinished?programme=2021-2025&on=2025-05-31&offset=0&limit=50',
      '/api/unfinished?programme=2021-2025&on=2025-05-31&unit=a%26b&offset=0&limit=50',
    ]);
  });

  it('hand a file over as it is, with its name', async () => {
    const { api, calls } = answering(() => new Response(''));
    const file = new File(['a'], 'Danh sách 2026.csv');
    for await (const _ of api.readFile(file, 'auto')) throw new Error('no event was sent');
    expect(calls[0]?.path).toBe('/api/imports?name=Danh+s%C3%A1ch+2026.csv&as=auto');
    expect(calls[0]?.init?.body).toBe(file);
  });
});

describe('events of an import', () => {
  const lines = (...events: unknown[]) =>
    new Response(events.map((event) => `${JSON.stringify(event)}\n`).join(''));

  it('arrive one by one', async () => {
    const progress = { event: 'progress', phase: 'Đang đọc', done: 1, total: 2 };
    const { api } = answering(() => lines(progress, { ...progress, done: 2 }));
    const seen: unknown[] = [];
    for await (const event of api.readFile(new File([], 'a.csv'), 'auto')) seen.push(event);
    expect(seen).toEqual([progress, { ...progress, done: 2 }]);
  });

  it('that say it failed become a refusal with the same words', async () => {
    const failed = { event: 'failed', code: 'empty', message: 'Tệp không có dòng nào.' };
    const { api } = answering(() => lines(failed));
    const reading = (async () => {
      for await (const _ of api.readFile(new File([], 'a.csv'), 'auto'));
    })();
    expect((await refusal(reading)).message).toBe('Tệp không có dòng nào.');
  });
});

describe('what is thrown', () => {
  it('is told apart: cancelled by the officer, refused, unexpected', () => {
    expect(isAbort(new DOMException('', 'AbortError'))).toBe(true);
    expect(isAbort(new Error('x'))).toBe(false);
    expect(messageOf(new RecordsError('a', 'Câu của API.'))).toBe('Câu của API.');
    expect(messageOf(new Error('undefined is not a function'))).not.toContain('undefined');
  });
});
