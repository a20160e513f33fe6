import { SUMMARY_KEY } from './lms/summary-key.ts';
import { wakeIfWaiting } from './outbox/wake.ts';

/*
 * Fills `[data-module-progress="<slug>"]` in a list of modules from the small copy of the learner's
 * progress in localStorage. A module not begun says nothing.
 */
function readSummary(): Record<string, unknown> {
  try {
    const summary: unknown = JSON.parse(localStorage.getItem(SUMMARY_KEY) ?? '{}');
    return typeof summary === 'object' && summary !== null ? { ...summary } : {};
  } catch {
    return {};
  }
}

function fill(): void {
  const summary = readSummary();
  for (const mark of document.querySelectorAll<HTMLElement>('[data-module-progress]')) {
    const progress = summary[mark.dataset.moduleProgress ?? ''];
    mark.textContent = progress === 1 ? 'Đã đạt' : progress === 0 ? 'Đang học' : '';
    mark.dataset.state = progress === 1 ? 'passed' : 'begun';
  }
}

fill();
// Back from a module through the back/forward cache, or changed in another tab.
addEventListener('pageshow', fill);
addEventListener('storage', fill);

// What is still unsent from an earlier visit.
wakeIfWaiting();
