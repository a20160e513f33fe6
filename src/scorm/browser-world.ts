import { listenToPage } from './page-events.ts';
import type { SessionWorld } from './session.ts';
import { meetTabs } from './tabs.ts';

/** The browser as a session's world, all but who keeps the record. */
export function browserWorld(target: Window): Omit<SessionWorld, 'open'> {
  return {
    // Monotonic: a clock that is set back does not shorten the learning time.
    now: () => target.performance.now(),
    date: () => new Date(),
    later(task, ms) {
      const timer = target.setTimeout(task, ms);
      return () => target.clearTimeout(timer);
    },
    listen: (send) => {
      listenToPage(target, send);
    },
    meet: (learnerId, hear) => meetTabs(target, learnerId, hear),
    visible: () => !target.document.hidden,
  };
}
