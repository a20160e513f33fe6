/**
 * Origin of the server that takes this site's results: `PUBLIC_RECORDS_URL` of the build, else the
 * server that served the page if it keeps records (empty text), else null: results go nowhere.
 */
export function recordsUrl(root: HTMLElement = document.documentElement): string | null {
  const built: unknown = import.meta.env.PUBLIC_RECORDS_URL;
  if (typeof built === 'string' && built !== '') return built.replace(/\/+$/, '');
  return root.dataset.records === 'server' ? '' : null;
}
