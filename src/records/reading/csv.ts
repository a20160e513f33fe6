import Papa from 'papaparse';

/** What a CSV text holds; `broken` names the rows (0-based) in which a quotation mark is never closed. */
export interface CsvContent {
  rows: string[][];
  broken: { row: number; reason: string }[];
}

/**
 * Parses comma-, semicolon- or tab-separated text; a `sep=;` line at the top is obeyed and blanked.
 * `cut`: the file is known to end in the middle of its last row.
 */
export function parseCsv(text: string, cut = false): CsvContent {
  const declared = /^sep=([,;\t|])\r?\n/i.exec(text);
  const separator = declared?.[1] ?? guessSeparator(text);
  const parsed = Papa.parse<string[]>(text, { delimiter: separator, skipEmptyLines: false });
  const rows = parsed.data;
  if (declared) rows[0] = [];
  // The line feed at the end of the last line is not a row of its own.
  const last = rows.at(-1);
  if (last !== undefined && last.length === 1 && last[0] === '') rows.pop();
  const broken = parsed.errors
    .filter((error) => error.code === 'MissingQuotes')
    .map((error) => ({
      row: Math.min(error.row ?? rows.length - 1, rows.length - 1),
      reason: 'tệp bị cắt giữa chừng: dấu ngoặc kép mở ở dòng này không được đóng',
    }));
  if (broken.length === 0 && (cut || endsShort(text, rows))) {
    broken.push({ row: rows.length - 1, reason: 'tệp bị cắt giữa chừng ở dòng cuối' });
  }
  return { rows, broken: broken.slice(0, 1) };
}

/** No line end after the last row, and fewer columns in it than in the one before. */
function endsShort(text: string, rows: readonly string[][]): boolean {
  const last = rows.at(-1)?.length ?? 0;
  return !/[\r\n]$/.test(text) && last < (rows.at(-2)?.length ?? 0);
}

/**
 * The separator that gives the most rows of the same, largest number of columns. Quoted text is
 * left out of the count, so that a comma in a name says nothing.
 */
export function guessSeparator(text: string): ',' | ';' | '\t' {
  const lines = text
    .slice(0, 64_000)
    .replace(/"(?:[^"]|"")*"/g, 'q')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 200);
  const candidates = ['\t', ';', ','] as const;
  let best: ',' | ';' | '\t' = ',';
  let bestScore = 0;
  for (const candidate of candidates) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const found = line.split(candidate).length - 1;
      if (found > 0) counts.set(found, (counts.get(found) ?? 0) + 1);
    }
    const score = Math.max(0, ...[...counts].map(([columns, rows]) => rows * Math.min(columns, 4)));
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}
