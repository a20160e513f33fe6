/** What a page turns into when somebody leaves in a hurry. */
export interface NeutralPage {
  title: string;
  /** Address of the same page on this site, shown instead of the one being read. */
  path: string;
  /** What the body becomes. */
  html: string;
}

/** The multiplication tables from 2 to 9 as HTML; the real page and the quick exit show the same. */
export function timesTablesHtml(): string {
  const numbers = [2, 3, 4, 5, 6, 7, 8, 9];
  const tables = numbers.map((a) => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((b) => `<li>${a} × ${b} = ${a * b}</li>`);
    return `<section><h2>Bảng nhân ${a}</h2><ul class="plain-list">${rows.join('')}</ul></section>`;
  });
  return `<main class="wrap times"><h1>Bảng cửu chương</h1>${tables.join('')}</main>`;
}

/** The neutral page of this site. */
export const NEUTRAL_PAGE: NeutralPage = {
  title: 'Bảng cửu chương',
  path: '/bang-cuu-chuong/',
  html: timesTablesHtml(),
};

/**
 * Arms "Thoát nhanh": a press on `[data-quick-exit]`, or Esc three times within two seconds, covers
 * the page at once with the neutral one and puts the neutral address in place of this page's own
 * history entry. It needs no network. It does not erase earlier entries, and nothing may say so.
 *
 * Inlined into the page as text, so that it works before anything else has loaded: it must not use
 * anything outside its own body.
 */
export function armQuickExit(neutral: NeutralPage): void {
  const leave = () => {
    // A page still arriving must not go on filling the body after it was replaced.
    window.stop();
    document.body.innerHTML = neutral.html;
    document.title = neutral.title;
    const tell = 'meta[name="description"], meta[property], link[rel="canonical"]';
    for (const element of document.querySelectorAll(tell)) element.remove();
    history.replaceState(null, '', neutral.path);
    window.scrollTo(0, 0);
  };
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-quick-exit]')) {
      event.preventDefault();
      leave();
    }
  });
  let presses: number[] = [];
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.repeat) return;
    const now = Date.now();
    presses = [...presses.filter((time) => now - time < 2000), now];
    if (presses.length >= 3) leave();
  });
}
