import { readState } from './search-state.ts';

/**
 * All that the search page loads by itself: puts the address's query into the form, and fetches the
 * rest when the reader turns to the form, or at once when the address asks for something.
 */
const page = document.querySelector<HTMLElement>('[data-search="page"]');
if (page !== null) {
  const asked = readState(location.search);
  const put = (name: string, value: string | undefined) => {
    const field = page.querySelector(`[data-search="${name}"]`);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
      if (value !== undefined && field.value === '') field.value = value;
    }
  };
  put('input', asked.query);
  for (const [name, value] of Object.entries(asked.filters)) put(name, value);

  let started = false;
  const start = async () => {
    if (started) return;
    started = true;
    // Enter before the rest is here would load the page anew; what was typed is searched anyway.
    const hold = (event: Event) => event.preventDefault();
    page.addEventListener('submit', hold);
    const { runSearchPage } = await import('./search-page.ts').finally(() =>
      page.removeEventListener('submit', hold),
    );
    runSearchPage(page);
  };
  if (location.search !== '') start();
  else page.addEventListener('focusin', start, { once: true });
}
