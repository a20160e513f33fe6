import { FILTER_KEYS, type FilterKey } from './filter-keys.ts';
import { loadPagefind, type Pagefind, type PagefindResult } from './pagefind-api.ts';
import { weightsFor } from './ranking.ts';
import { resultItem } from './result-list.ts';
import { isEmpty, type SearchState, writeState } from './search-state.ts';

/** Results shown at first and with each "Xem thêm". */
const BATCH = 10;
/** Milliseconds of rest in typing before a search. */
const REST = 180;

/** The parts of `/tim-kiem/` that search fills in; the page itself is in `src/pages/tim-kiem/`. */
interface Parts {
  form: HTMLFormElement;
  input: HTMLInputElement;
  filters: Map<FilterKey, HTMLSelectElement>;
  /** Names of the school levels by id, as the filter has them. */
  levels: ReadonlyMap<string, string>;
  status: HTMLElement;
  results: HTMLOListElement;
  more: HTMLButtonElement;
  retry: HTMLButtonElement;
  /** What is shown when nothing is found. */
  nothing: HTMLElement;
  /** What is shown when nothing is asked for. */
  start: HTMLElement;
}

/** Brings the search page to life: loads Pagefind, then searches as the reader types. */
export function runSearchPage(page: HTMLElement): void {
  const parts = partsOf(page);
  const root = new URL('../', parts.form.action);
  let loading: Promise<Pagefind> | null = null;
  /** Number of the newest search; an older one that comes late is dropped. */
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the results on the page answer, as an address; null while they answer nothing. */
  let shown: string | null = null;

  const load = () => {
    loading ??= loadPagefind(root).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };

  async function search(): Promise<void> {
    clearTimeout(timer);
    const state = stateOf(parts);
    history.replaceState(history.state, '', writeState(state) || location.pathname);
    newest += 1;
    const own = newest;
    // Enter after the results have come must not draw them anew: that would take the focus from one.
    if (shown !== null && writeState(state) === shown) return;
    shown = null;
    if (isEmpty(state)) return showStart(parts);
    const slow = setTimeout(() => own === newest && show(parts, { status: 'Đang tìm…' }), 400);
    try {
      const pagefind = await load();
      const found = await find(pagefind, state);
      const first = await Promise.all(found.results.slice(0, BATCH).map((result) => result.data()));
      if (own !== newest) return;
      showCounts(parts, found.counts);
      showResults(parts, state, found.results, first);
      shown = writeState(state);
    } catch {
      if (own !== newest) return;
      show(parts, {
        status: 'Chưa tải được phần tìm kiếm. Hãy kiểm tra kết nối mạng rồi thử lại.',
        retry: true,
      });
    } finally {
      clearTimeout(slow);
    }
  }

  const searchSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(search, REST);
  };

  parts.input.addEventListener('input', searchSoon);
  for (const select of parts.filters.values()) select.addEventListener('change', search);
  parts.retry.addEventListener('click', search);
  parts.form.addEventListener('submit', (event) => {
    event.preventDefault();
    search();
  });
  parts.input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && parts.input.value !== '') {
      // The first Esc clears; it must not count as one of the three that leave the page.
      event.stopPropagation();
      event.preventDefault();
      parts.input.value = '';
      search();
    }
  });
  page.addEventListener('keydown', (event) => moveWithArrows(event, parts));

  // What was typed while this was loading counts too.
  if (isEmpty(stateOf(parts))) load().catch(() => undefined);
  else search();
}

/** The best results for a state, and how many there would be for each value of each filter. */
async function find(pagefind: Pagefind, state: SearchState) {
  await pagefind.options({ ranking: { metaWeights: weightsFor(state.query) } });
  const query = state.query === '' ? null : state.query;
  const { results } = await pagefind.search(query, { filters: state.filters });
  const counts = new Map<FilterKey, Record<string, number>>();
  for (const key of FILTER_KEYS) {
    // A filter's own choice does not count against its other values.
    const { [key]: _own, ...others } = state.filters;
    const { filters } = await pagefind.search(query, { filters: others });
    counts.set(key, filters[key] ?? {});
  }
  return { results, counts };
}

function stateOf(parts: Parts): SearchState {
  const filters: SearchState['filters'] = {};
  for (const [key, select] of parts.filters) if (select.value !== '') filters[key] = select.value;
  return { query: parts.input.value.normalize('NFC').trim(), filters };
}

function showResults(
  parts: Parts,
  state: SearchState,
  results: PagefindResult[],
  first: Awaited<ReturnType<PagefindResult['data']>>[],
): void {
  const about = state.query === '' ? '' : ` cho “${state.query}”`;
  if (results.length === 0) {
    show(parts, { status: `Không thấy bài nào${about}.`, nothing: true });
    return;
  }
  show(parts, { status: `${results.length} kết quả${about}.` });
  parts.results.append(...first.map((page) => resultItem(page, state.query, parts.levels)));
  let shown = first.length;
  const offerMore = () => {
    const rest = results.length - shown;
    parts.more.hidden = rest <= 0;
    parts.more.textContent = `Xem thêm ${Math.min(rest, BATCH)} kết quả`;
  };
  offerMore();
  parts.more.onclick = async () => {
    const batch = results.slice(shown, shown + BATCH);
    const pages = await Promise.all(batch.map((result) => result.data()));
    const items = pages.map((page) => resultItem(page, state.query, parts.levels));
    parts.results.append(...items);
    shown += items.length;
    offerMore();
    items[0]?.querySelector('a')?.focus();
  };
}

/** Clears what stood there and shows what is named. */
function show(
  parts: Parts,
  {
    status,
    nothing = false,
    retry = false,
  }: { status: string; nothing?: boolean; retry?: boolean },
): void {
  parts.status.textContent = status;
  parts.results.replaceChildren();
  parts.more.hidden = true;
  parts.retry.hidden = !retry;
  parts.nothing.hidden = !nothing;
  parts.start.hidden = true;
}

function showStart(parts: Parts): void {
  show(parts, { status: '' });
  showCounts(parts, new Map());
  parts.start.hidden = false;
}

function showCounts(parts: Parts, counts: ReadonlyMap<FilterKey, Record<string, number>>): void {
  for (const [key, select] of parts.filters) {
    const byValue = counts.get(key);
    for (const option of select.options) {
      if (option.value === '') continue;
      const name = option.dataset.name ?? '';
      option.textContent = byValue === undefined ? name : `${name} (${byValue[option.value] ?? 0})`;
    }
  }
}

/** Arrow down from the box to the first result, then up and down between results. */
function moveWithArrows(event: KeyboardEvent, { input, results }: Parts): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [input, ...results.querySelectorAll('h2 a')];
  const at = stops.findIndex((stop) => stop.matches(':focus'));
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at === -1 || !(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}

function partsOf(page: HTMLElement): Parts {
  const part = <E extends HTMLElement>(name: string, type: new () => E): E => {
    const element = page.querySelector(`[data-search="${name}"]`);
    if (!(element instanceof type)) throw new Error(`The search page lacks its part ${name}`);
    return element;
  };
  return {
    form: part('form', HTMLFormElement),
    input: part('input', HTMLInputElement),
    filters: new Map(FILTER_KEYS.map((key) => [key, part(key, HTMLSelectElement)])),
    levels: new Map(
      Array.from(part('level', HTMLSelectElement).options, (option) => [
        option.value,
        option.dataset.name ?? '',
      ]),
    ),
    status: part('status', HTMLElement),
    results: part('results', HTMLOListElement),
    more: part('more', HTMLButtonElement),
    retry: part('retry', HTMLButtonElement),
    nothing: part('nothing', HTMLElement),
    start: part('start', HTMLElement),
  };
}
