import type { AttemptRecord } from '../lms/attempt-record.ts';
import { shownScore } from '../shown-score.ts';
import { shortDay } from '../vietnam-time.ts';
import { part } from './part.ts';

function minutes(seconds: number): string {
  return seconds < 60 ? 'dưới 1 phút' : `${Math.floor(seconds / 60)} phút`;
}

/** What stands in a line under the title: score, days, learning time. */
function facts(attempt: AttemptRecord): string {
  const began = shortDay(new Date(attempt.startedAt));
  const reached = shortDay(new Date(attempt.at));
  return [
    ...(attempt.score === null
      ? []
      : [
          `${attempt.status === 'incomplete' ? 'Điểm đến nay' : 'Điểm'} ${shownScore(attempt.score)}/100`,
        ]),
    ...(attempt.status === 'incomplete'
      ? [`Bắt đầu ngày ${began}`]
      : [began === reached ? `Ngày ${reached}` : `Bắt đầu ngày ${began}, kết quả ngày ${reached}`]),
    `Đã học ${minutes(attempt.seconds)}`,
  ].join(' · ');
}

/**
 * Fills the list of results from the row template. In a row, what is marked `data-when` stays only
 * for the statuses it names.
 */
export function showAttempts(
  list: HTMLElement,
  template: HTMLTemplateElement,
  attempts: readonly AttemptRecord[],
  beginAfresh: (module: string) => void,
): void {
  const latest = new Map(attempts.map((attempt) => [attempt.module, attempt.attempt]));
  const rows = attempts.map((attempt) => {
    const row = document.importNode(template.content, true);
    for (const element of row.querySelectorAll<HTMLElement>('[data-when]')) {
      if (!element.dataset.when?.split(' ').includes(attempt.status)) element.remove();
    }
    const isLatest = latest.get(attempt.module) === attempt.attempt;
    const title = part(row, 'title', HTMLAnchorElement);
    title.textContent = attempt.moduleTitle;
    title.href = `/tap-huan/${attempt.module}/`;
    part(row, 'facts', HTMLElement).textContent = facts(attempt);
    const number = part(row, 'attempt', HTMLElement);
    if (latest.get(attempt.module) === 1) number.remove();
    else number.textContent = `Lần học ${attempt.attempt}`;
    const link = row.querySelector<HTMLAnchorElement>('a[data-part="certificate"]');
    if (link !== null) link.href = `/chung-nhan/#${attempt.module}/${attempt.attempt}`;
    const again = row.querySelector<HTMLButtonElement>('button[data-part="afresh"]');
    if (isLatest) again?.addEventListener('click', () => beginAfresh(attempt.module));
    else again?.remove();
    return row;
  });
  list.replaceChildren(...rows);
}
