import { openStore } from '../lms/store.ts';
import { markWaiting } from './flag.ts';
import { followChanges } from './follow-changes.ts';
import { createSender, type Sender } from './sender.ts';
import { waitingResults } from './waiting-results.ts';

const LOCK = 'gui-ket-qua';
const listeners = new Set<() => void>();
let sender: Promise<Sender> | undefined;

async function start(): Promise<Sender> {
  const store = await openStore();
  let lineOf: string | undefined;
  const made = createSender(
    store,
    {
      fetch: (url, init) => fetch(url, init),
      date: () => new Date(),
      later(task, ms) {
        const timer = setTimeout(task, ms);
        return () => clearTimeout(timer);
      },
      async alone(task) {
        // Older browsers have no locks: two pages may send the same, and the server takes it once.
        if (!navigator.locks) return task().then(() => true);
        return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
          if (lock) await task();
          return lock !== null;
        });
      },
    },
    () => void show(),
  );

  /** The line after the quiz; a page without it has nothing to show. */
  async function show(): Promise<void> {
    const { id, binding } = await store.learner();
    const waiting = await store.unsent();
    markWaiting(waiting.length > 0);
    for (const listener of listeners) listener();
    const line = document.querySelector<HTMLElement>('[data-outbox]');
    if (!line?.firstElementChild) return;
    // The line is about who began here: after a change of person or code elsewhere it says nothing.
    lineOf ??= id;
    line.hidden = !binding || id !== lineOf;
    if (!binding) return;
    const mine = waitingResults(waiting, id);
    line.dataset.outbox = mine ? 'waiting' : 'sent';
    line.firstElementChild.textContent = !mine
      ? `Đã gửi về Phòng dưới tên ${binding.name}`
      : binding.problem
        ? `Chưa gửi về Phòng: ${mine} kết quả, vì mã học viên không còn dùng được. Kết quả vẫn ở trên máy; nhập mã mới ở trang`
        : `Chưa gửi về Phòng: ${mine} kết quả, sẽ tự gửi lại cho đến khi máy chủ nhận.`;
  }

  followChanges(() => void show());
  addEventListener('online', made.wake);
  addEventListener('pageshow', made.wake);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) made.wake();
  });
  return made;
}

/** Sends what waits, now and from now on as long as the page is open. */
export function send(): void {
  sender ??= start();
  sender.then(
    ({ wake }) => wake(),
    () => {
      sender = undefined;
    },
  );
}

/** Calls `listener` after every try. */
export function onSent(listener: () => void): void {
  listeners.add(listener);
}
