/** Cells as Excel puts them on the clipboard: tabs between columns, a line a row. */
export function pastedCells(text: string): string[][] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  return lines.map((line) => line.split('\t').map((cell) => cell.trim()));
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
  const key = (name: string) => name.normalize('NFC').toLowerCase().replace(/\s+/g, '');
  const byName = new Map(classes.map(({ id, name }) => [key(name), id]));
  const found = new Map<string, number>();
  for (const [index, row] of pastedCells(text).entries()) {
    const [first = '', second] = row;
    const id = second === undefined ? classes[start + index]?.id : byName.get(key(first));
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
