import { z } from 'zod';

/** What errors of databases say beside their message, without the values they are about. */
const databaseErrorSchema = z.object({
  code: z.string().optional().catch(undefined),
  errcode: z.int().optional().catch(undefined),
  table: z.string().optional().catch(undefined),
  column: z.string().optional().catch(undefined),
  constraint: z.string().optional().catch(undefined),
});

/** From the first quotation mark to the last: where messages tell the value that they are about. */
const QUOTED = /["'`“«].*["'`”»]/s;

/**
 * An error as it may stand in a log: what kind it is and where it happened. What messages quote is left
 * out, and PostgreSQL's `detail`, because both may be a person's name or a code.
 */
export function describeFault(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { data } = databaseErrorSchema.safeParse(error);
  const cause = error.cause === undefined ? {} : { cause: describeFault(error.cause) };
  return {
    error: error.name,
    message: error.message.replace(QUOTED, '…').slice(0, 200),
    ...data,
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
    ...cause,
  };
}

/** Writes a fault of ours, or of the database, to the log: one JSON object a line, as all that is logged. */
export function logFault(error: unknown): void {
  const entry = {
    level: 50,
    time: new Date().toISOString(),
    ...describeFault(error),
    msg: 'fault',
  };
  console.error(JSON.stringify(entry));
}
