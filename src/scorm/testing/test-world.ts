import type { PageEvent } from '../page-events.ts';
import type { Recorder, SessionWorld } from '../session.ts';
import type { TabMessage } from '../tabs.ts';

/** A session's world under a test's control: its clock, timers, page and recorder. */
export interface TestWorld extends SessionWorld {
  /** Lets time pass and runs the timers that fall due. */
  pass(ms: number): void;
  /** Sets the calendar and the clock back, as a user may. */
  setBack(ms: number): void;
  /** Sends a page event to the session. */
  page(event: PageEvent): void;
}

/** Tabs that hear each other, in place of a BroadcastChannel. */
export interface Browser {
  join(hear: (message: TabMessage) => void): (message: TabMessage) => void;
}

/** A browser for tests; messages arrive at once, and a finished page takes nothing in. */
export function testBrowser(): Browser {
  const tabs = new Set<(message: TabMessage) => void>();
  return {
    join(hear) {
      const send = (message: TabMessage) => {
        for (const other of tabs) if (other !== hear) other(message);
      };
      tabs.add(hear);
      send({ type: 'ask' });
      return send;
    },
  };
}

/** Makes a world; `open` finds the recorder, as a page would at its start. */
export function testWorld(
  open: () => Recorder | string | Promise<Recorder | string>,
  browser: Browser = testBrowser(),
): TestWorld {
  let clock = 0;
  let hidden = false;
  let timers: { due: number; task: () => void }[] = [];
  let send: (event: PageEvent) => void = () => {};
  return {
    open: async () => open(),
    now: () => clock,
    date: () => new Date(Date.UTC(2026, 10, 21, 1, 0, 0) + clock),
    later(task, ms) {
      const timer = { due: clock + ms, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    listen(listener) {
      send = listener;
    },
    meet: (_learnerId, hear) => browser.join(hear),
    visible: () => !hidden,
    pass(ms) {
      clock += ms;
      const due = timers.filter((timer) => timer.due <= clock);
      timers = timers.filter((timer) => timer.due > clock);
      for (const { task } of due) task();
    },
    setBack(ms) {
      clock -= ms;
    },
    page(event) {
      if (event.type === 'hidden') hidden = true;
      if (event.type === 'shown') hidden = false;
      send(event);
    },
  };
}
