import type { ImportEvent } from './contract.ts';

/**
 * Answers a long piece of work as newline-delimited JSON, one event a line as it happens. The work
 * never waits for its reader: events are few and small. A failure is the last event. The signal is
 * aborted when the reader goes away; work that may be left half-done stops by it.
 */
export function ndjson(
  work: (emit: (event: ImportEvent) => void, signal: AbortSignal) => Promise<void>,
  describeFailure: (error: unknown) => ImportEvent,
): Response {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  let open = true;
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const emit = (event: ImportEvent) => {
        if (open) controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
      };
      // Not awaited by the stream's start, so that the first events go out while the work goes on.
      work(emit, gone.signal)
        .catch((error: unknown) => {
          if (!gone.signal.aborted) emit(describeFailure(error));
        })
        .finally(() => {
          if (open) controller.close();
          open = false;
        });
    },
    cancel() {
      open = false;
      gone.abort();
    },
  });
  return new Response(stream, {
    headers: { 'content-type': 'application/x-ndjson; charset=utf-8' },
  });
}
