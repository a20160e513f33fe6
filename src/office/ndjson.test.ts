import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readJsonLines } from './ndjson.ts';

function streamOf(bytes: Uint8Array, cuts: number[]): ReadableStream<Uint8Array> {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return new ReadableStream({
    start(controller) {
      let from = 0;
      for (const end of [...ends, bytes.length]) {
        if (end > from) controller.enqueue(bytes.slice(from, end));
        from = end;
      }
      controller.close();
    },
  });
}

async function all(stream: ReadableStream<Uint8Array>): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const value of readJsonLines(stream)) values.push(value);
  return values;
}

it('gives the same values wherever the stream is cut, in the middle of a letter too', async () => {
  const values = [{ phase: 'Đang đọc tệp', done: 1 }, { lý_do: 'Dòng 12, cột «Họ tên» trống' }, 3];
  const bytes = new TextEncoder().encode(values.map((v) => JSON.stringify(v)).join('\n'));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), async (cuts) => {
      expect(await all(streamOf(bytes, cuts))).toEqual(values);
    }),
  );
});

it('skips blank lines and refuses what is not JSON', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(await all(streamOf(bytes('{"a":1}\n\n\n'), []))).toEqual([{ a: 1 }]);
  await expect(all(streamOf(bytes('{"a":\n'), []))).rejects.toThrow(SyntaxError);
});

it('stops at once when aborted, while nothing comes', async () => {
  const abort = new AbortController();
  let letGo = false;
  const silent = new ReadableStream<Uint8Array>({
    cancel() {
      letGo = true;
    },
  });
  const reading = readJsonLines(silent, abort.signal).next();
  abort.abort();
  await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(letGo).toBe(true);
});
