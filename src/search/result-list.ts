import { markWords, plainExcerpt, saysIt } from './marks.ts';
import type { PagefindPage } from './pagefind-api.ts';
import { labelOf } from './result-label.ts';

/** How many places within a page, of those that say it, are shown below it. */
const PLACES = 2;

/** A result as a list item: kind, title, excerpt with marks, places within the page. */
export function resultItem(
  page: PagefindPage,
  query: string,
  levels: ReadonlyMap<string, string>,
): HTMLLIElement {
  const item = document.createElement('li');
  const label = page.meta.label ?? labelOf(page.url, levels);
  if (label) item.append(textElement('p', 'kind', label));

  const heading = document.createElement('h2');
  heading.append(link(page.url, page.meta.title ?? page.url, query));
  item.append(heading);

  // A page found by its topic's keywords may say it in other words: then its summary says more.
  const cut = plainExcerpt(page.excerpt);
  const excerpt = saysIt(cut, query) ? cut : (page.meta.summary ?? cut);
  if (excerpt !== '') {
    const text = document.createElement('p');
    text.className = 'excerpt';
    text.append(...marked(excerpt, query));
    item.append(text);
  }

  const places = page.sub_results
    .filter(({ url, title }) => url.includes('#') && title !== page.meta.title)
    .filter(({ title, excerpt }) => saysIt(`${title}. ${plainExcerpt(excerpt)}`, query))
    .slice(0, PLACES);
  if (places.length > 0) {
    const list = document.createElement('ul');
    list.className = 'places';
    for (const place of places) {
      const entry = document.createElement('li');
      entry.append(link(place.url, place.title, query));
      list.append(entry);
    }
    item.append(list);
  }
  return item;
}

function link(url: string, words: string, query: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.append(...marked(words, query));
  return anchor;
}

/** Text nodes and `<mark>` elements; nothing from the index is ever read as HTML. */
function marked(text: string, query: string): (string | HTMLElement)[] {
  return markWords(text, query).map((run) =>
    run.marked ? textElement('mark', '', run.text) : run.text,
  );
}

function textElement(name: 'p' | 'mark', className: string, text: string): HTMLElement {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  element.textContent = text;
  return element;
}
