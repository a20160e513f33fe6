import type { News } from './lifecycle-model.ts';

/** What tabs of one module say to each other. */
export type TabMessage = { type: 'ask' } | { type: 'news'; news: News };

/** Raised when the messages change: tabs with an older package then do not hear each other. */
const FORMAT = 1;

/**
 * Meets the other tabs with this page and this learner; asks them at once what they know. Returns a
 * function that sends to them. Without BroadcastChannel (or where it is forbidden) nobody is met.
 * The channel stays open in the back/forward cache: a browser that keeps such a page there throws it
 * out when a message comes, so that it is read anew rather than woken with an old record.
 */
export function meetTabs(
  target: Window,
  learnerId: string,
  hear: (message: TabMessage) => void,
): (message: TabMessage) => void {
  let channel: BroadcastChannel;
  try {
    channel = new BroadcastChannel(`scorm-${FORMAT} ${target.location.pathname} ${learnerId}`);
  } catch {
    return () => {};
  }
  channel.onmessage = (event: MessageEvent<TabMessage>) => hear(event.data);
  const send = (message: TabMessage) => channel.postMessage(message);
  send({ type: 'ask' });
  return send;
}
