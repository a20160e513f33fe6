import { z } from 'zod';

/**
 * What the page and its worker say to each other: a request goes in whole, its answer comes back as a
 * head, then its body piece by piece, so that progress shows while the work goes on.
 */
export const workerRequestSchema = z.object({
  id: z.number(),
  method: z.string(),
  url: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.instanceof(ArrayBuffer).nullable(),
});
export type WorkerRequest = z.infer<typeof workerRequestSchema>;

/** Nobody waits for a request's answer any more. */
export const workerStopSchema = z.object({ stop: z.number() });
export type WorkerStop = z.infer<typeof workerStopSchema>;

export const workerAnswerSchema = z.discriminatedUnion('part', [
  z.object({
    id: z.number(),
    part: z.literal('head'),
    status: z.number(),
    headers: z.array(z.tuple([z.string(), z.string()])),
  }),
  z.object({
    id: z.number(),
    part: z.literal('piece'),
    bytes: z.instanceof(Uint8Array<ArrayBuffer>),
  }),
  z.object({ id: z.number(), part: z.literal('end') }),
  z.object({ id: z.number(), part: z.literal('broken'), message: z.string() }),
]);
export type WorkerAnswer = z.infer<typeof workerAnswerSchema>;
