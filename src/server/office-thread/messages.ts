import { z } from 'zod';

/*
 * What the server's main thread and its office thread say to each other. Bodies are streams handed
 * over whole: neither side holds a file that it only passes on, and a reader that goes away is felt
 * on the other side.
 */

const bodySchema = z.instanceof(ReadableStream<Uint8Array<ArrayBuffer>>).nullable();
const headersSchema = z.array(z.tuple([z.string(), z.string()]));

/** What the thread is started with. */
export const startSchema = z.object({ secret: z.string() });
export type Start = z.infer<typeof startSchema>;

/** A request on its way in. */
export const askedSchema = z.object({
  id: z.int(),
  method: z.string(),
  url: z.string(),
  headers: headersSchema,
  /** Whether the browser spoke https (`accounts/arrival.ts`). */
  isSecure: z.boolean(),
  body: bodySchema,
});
export type Asked = z.infer<typeof askedSchema>;

/** The thread is to finish, close the database and end. */
export const CLOSE = 'close';

/** An answer on its way out. */
export const answeredSchema = z.object({
  id: z.int(),
  status: z.int(),
  headers: headersSchema,
  body: bodySchema,
});
export type Answered = z.infer<typeof answeredSchema>;
