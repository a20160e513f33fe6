import { parentPort, workerData } from 'node:worker_threads';
import { logFault } from '../../records/fault.ts';
import { noteSecure } from '../accounts/arrival.ts';
import { openRecords, placeFrom } from '../open-records.ts';
import { createServerRecords, tidyHourly } from '../server-records.ts';
import { type Answered, type Asked, askedSchema, CLOSE, startSchema } from './messages.ts';

/**
 * The office thread (see `office-thread.ts`): the records once more, with connections of its own, for
 * the calls of officers.
 */
const port = parentPort;
if (port === null) throw new Error('The office thread is started by the server');

const { secret } = startSchema.parse(workerData);
const database = await openRecords(placeFrom(process.env));
const { records } = createServerRecords(database, secret);
const stopTidying = tidyHourly(records.home);

async function answer({ id, method, url, headers, isSecure, body }: Asked): Promise<void> {
  // Undici wants it said that a body that streams goes out before the answer comes; the type lacks it.
  const init: RequestInit & { duplex: 'half' } = { method, headers, body, duplex: 'half' };
  const request = new Request(url, init);
  if (isSecure) noteSecure(request);
  const response = await records.fetch(request);
  const answered: Answered = {
    id,
    status: response.status,
    headers: [...response.headers],
    body: response.body,
  };
  port?.postMessage(answered, response.body === null ? [] : [response.body]);
}

port.on('message', (message: unknown) => {
  if (message === CLOSE) {
    stopTidying();
    void records.home.close().then(() => port.close());
  } else {
    answer(askedSchema.parse(message)).catch(logFault);
  }
});
