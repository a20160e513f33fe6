import { isWaiting } from './flag.ts';

/** Loads the sender and sets it to work; a page without network tries again with the next commit. */
export async function wakeSender(): Promise<void> {
  try {
    (await import('./page-sender.ts')).send();
  } catch {
    // Not loaded: what waits stays in the outbox.
  }
}

/** For a page that opens: wakes the sender when something waits. */
export function wakeIfWaiting(): void {
  if (isWaiting()) void wakeSender();
}
