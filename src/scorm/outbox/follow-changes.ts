/**
 * Calls `changed` when what this device keeps may have changed elsewhere: another device page says so,
 * a quiz in another tab wrote its progress, or the page is seen again.
 */
export function followChanges(changed: () => void): { tell(): void } {
  // Older Safaris have no BroadcastChannel: there the page follows when it is seen again.
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('thiet-bi');
  channel?.addEventListener('message', changed);
  addEventListener('storage', changed);
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) changed();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) changed();
  });
  return { tell: () => channel?.postMessage(null) };
}
