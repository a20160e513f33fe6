import axe from 'axe-core';
import type { Page } from 'playwright/test';

/** WCAG 2.2 AA, with what it takes over from before, and what axe counts as good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Places that are told of one broken rule. */
const PLACES = 3;

/**
 * What is wrong with a page as it stands now, a line a fault: rules of axe that it breaks, within
 * the elements that `within` selects if that is given, and scrolling sideways.
 *
 * axe runs in the page itself, where it stays for the next look at the same document. That is all
 * of a page without frames, so one with frames is refused.
 */
export async function pageFaults(page: Page, within?: string): Promise<string[]> {
  if (page.frames().length > 1) throw new Error('A page with frames: axe sees only the outer one');
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ([tags, selector, places]) => {
      const { violations } = await window.axe.run(selector ?? document, {
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
      });
      const faults = violations.map(({ id, nodes }) => {
        const where = nodes
          .slice(0, places)
          .map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 120)}`);
        return `${id} (${nodes.length}): ${where.join(' | ')}`;
      });
      const { scrollWidth, clientWidth } = document.documentElement;
      const sideways = scrollWidth - clientWidth;
      return sideways > 0 ? [...faults, `scrolls ${sideways} px sideways`] : faults;
    },
    [TAGS, within, PLACES] as const,
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
