/**
 * Origin of the server that takes this site's results: `PUBLIC_RECORDS_URL` of the build (the layout
 * writes it on the page), else the server that served the page if it keeps records (empty text), else
 * null: results go nowhere.
 */
export function recordsUrl(root: HTMLElement = document.documentElement): string | null {
  const { recordsUrl: built, records } = root.dataset;
  if (built) return built.replace(/\/+$/, '');
  return records === 'server' ? '' : null;
}
