import type { Event } from './lifecycle-model.ts';

/** Page events that the life cycle knows, without their time. */
export type PageEvent =
  | { type: 'hidden' | 'shown' | 'pageshow' | 'retry' }
  | { type: 'pagehide'; persisted: boolean };

type Timed = Extract<Event, { type: PageEvent['type'] }>;
/** Keeps `PageEvent` a part of the life cycle's events: fails to compile when they drift apart. */
export const withTime = (event: PageEvent, at: number): Timed => ({ ...event, at });

/**
 * Hands the page's own events to a session; returns a function that stops it.
 * There is no `unload` or `beforeunload` here: they fire when a page does not close, they do not fire
 * when a phone kills it, and they keep a page out of the back/forward cache.
 */
export function listenToPage(target: Window, send: (event: PageEvent) => void): () => void {
  const { document } = target;
  const visibility = () => send({ type: document.hidden ? 'hidden' : 'shown' });
  const hide = (event: PageTransitionEvent) =>
    send({ type: 'pagehide', persisted: event.persisted });
  const show = (event: PageTransitionEvent) => {
    if (event.persisted) send({ type: 'pageshow' });
  };
  // The network is back: no need to wait for the next retry.
  const online = () => send({ type: 'retry' });

  document.addEventListener('visibilitychange', visibility);
  target.addEventListener('pagehide', hide);
  target.addEventListener('pageshow', show);
  target.addEventListener('online', online);
  return () => {
    document.removeEventListener('visibilitychange', visibility);
    target.removeEventListener('pagehide', hide);
    target.removeEventListener('pageshow', show);
    target.removeEventListener('online', online);
  };
}
