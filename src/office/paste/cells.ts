/**
 * Cells as Excel puts them on the clipboard: tabs between columns, a line a row; a cell with a line
 * break in it stands in quotes, which are doubled within.
 */
export function pastedCells(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/y;
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  while (cell.lastIndex <= plain.length) {
    const found = cell.exec(plain);
    if (found === null) break;
    const [, raw = '', end] = found;
    const quoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
    const value = quoted ? raw.slice(1, -1).replaceAll('""', '"') : raw;
    rows.at(-1)?.push(value.replace(/\s+/g, ' ').trim());
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  return rows;
}

/** What a name is known by: `lớp 1 A` and `1a` are one class. */
export function nameKey(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/^lớp\s+/, '')
    .replace(/\s+/g, '');
}

/**
 * Headcounts from what was pasted: two columns (class, number) go by the class's name, one column
 * goes down from the class at `start`. Null when a cell holds no whole number or names no class.
 */
export function pastedHeadcounts(
  text: string,
  classes: readonly { id: string; name: string }[],
  start: number,
): Map<string, number> | null {
  const byName = new Map(classes.map(({ id, name }) => [nameKey(name), id]));
  const found = new Map<string, number>();
  for (const [index, row] of pastedCells(text).entries()) {
    const [first = '', second] = row;
    const id = second === undefined ? classes[start + index]?.id : byName.get(nameKey(first));
    const count = second ?? first;
    if (id === undefined || !/^\d{1,3}$/.test(count)) return null;
    found.set(id, Number(count));
  }
  return found;
}

/** What a typed or pasted cell says of an indicator: met, not met, nothing (empty), or null for neither. */
export function saidOf(text: string): 'met' | 'not-met' | 'nothing' | null {
  const word = text.normalize('NFC').trim().toLowerCase();
  if (word === '') return 'nothing';
  if (['x', '1', 'đ', 'đạt', 'có', 'c', '✓'].includes(word)) return 'met';
  if (['0', 'k', 'không', 'chưa', 'chưa đạt', 'ch'].includes(word)) return 'not-met';
  return null;
}
