/** Folders of the site and what their pages are called in a list of results. */
const KINDS: Readonly<Record<string, string>> = {
  'tap-huan': 'Mô-đun tập huấn',
  'hoc-sinh': 'Học sinh',
  'cam-nang': 'Cẩm nang cho cha mẹ',
  'to-gap': 'Tờ gấp để in',
  'nha-truong': 'Dành cho nhà trường',
  'tro-giup': 'Tìm trợ giúp',
  'can-cu': 'Căn cứ pháp lý',
};

/**
 * What kind of page a result is, from its address: `Học sinh · Tiểu học`. Null for pages that need no
 * kind beside their title.
 * @param url Address within the site, whatever folder the site itself lies in.
 * @param levels Names of the school levels by id.
 */
export function labelOf(url: string, levels: ReadonlyMap<string, string>): string | null {
  const path = url
    .replace(/[?#].*$/, '')
    .split('/')
    .filter(Boolean);
  const at = path.findIndex((folder) => folder in KINDS);
  const kind = KINDS[path[at] ?? ''];
  if (kind === undefined) return null;
  const level = levels.get(path[at + 1] ?? '');
  return level === undefined ? kind : `${kind} · ${level}`;
}
