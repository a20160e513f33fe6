import { dayInVietnam } from '../wording/days.ts';

const MINUTE = 60_000;
/** A device's clock within this of the server's counts as right. */
const RIGHT_WITHIN = 5 * MINUTE;
/** A result that claims to be older is not believed: nobody keeps one unsent that long. */
const OLDEST = 400 * 24 * 60 * MINUTE;

/** Whose clock gave the day: the device's, the device's put right, or the server's. */
export type DayFrom = 'device' | 'corrected' | 'server';

/**
 * The day on which a result counts. A result may wait for days on a device without network, so the
 * day it was earned is the device's to say; but a device's clock may be wrong. When it sends, it says
 * what its clock shows: how far that is from the server's clock is how far the result's time is put
 * right. What then lies in the future or long ago cannot be true, and the server's day counts.
 * All in milliseconds since 1970.
 */
export function countedDay(
  at: number,
  sentAt: number,
  receivedAt: number,
): { day: string; from: DayFrom } {
  const error = receivedAt - sentAt;
  const isRight = Math.abs(error) <= RIGHT_WITHIN;
  const earned = isRight ? at : at + error;
  if (earned > receivedAt + RIGHT_WITHIN || earned < receivedAt - OLDEST) {
    return { day: dayInVietnam(new Date(receivedAt)), from: 'server' };
  }
  const day = dayInVietnam(new Date(Math.min(earned, receivedAt)));
  return { day, from: isRight ? 'device' : 'corrected' };
}
