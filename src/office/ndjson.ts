/**
 * Reads a stream of JSON lines, one value at a time, as they arrive. Blank lines are skipped; a line
 * that is not JSON throws a `SyntaxError`. The stream is let go when the reader stops early; an
 * aborted signal stops it and is thrown.
 */
export async function* readJsonLines(
  body: ReadableStream<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<unknown> {
  const reader = body.getReader();
  // Cancelling ends a read that is waiting; the sender may not know of the signal.
  const stop = () => void reader.cancel().catch(() => undefined);
  signal?.addEventListener('abort', stop);
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { value, done } = await reader.read();
      signal?.throwIfAborted();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as unknown;
      if (done) break;
    }
    if (rest.trim() !== '') yield JSON.parse(rest) as unknown;
  } finally {
    signal?.removeEventListener('abort', stop);
    await reader.cancel().catch(() => undefined);
  }
}
