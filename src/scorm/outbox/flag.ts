/**
 * A mark in localStorage while something waits to be sent, so that a page need not open the database
 * to know that it has nothing to do. It may be missing or stale; the outbox is what counts.
 */
const FLAG = 'cho-gui';

/** Sets or takes away the mark; storage that refuses is put up with. */
export function markWaiting(isWaiting: boolean): void {
  try {
    if (isWaiting) localStorage.setItem(FLAG, '1');
    else localStorage.removeItem(FLAG);
  } catch {
    // The sender is still woken by the next commit and by the device page.
  }
}

/** Whether the mark is there. */
export function isWaiting(): boolean {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return false;
  }
}
