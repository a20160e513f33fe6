/** What a figure may be at most, or must be at least. */
export interface Budget {
  figure: string;
  most?: number;
  least?: number;
}

/** Every budget that a benchmark measures. Bytes are after gzip. */
export const BUDGETS: readonly Budget[] = [
  { figure: 'commits_per_s', least: 2000 },
  { figure: 'commit_p99_ms', most: 50 },
  { figure: 'coverage_100k_server_s', most: 0.5 },
  { figure: 'coverage_100k_browser_s', most: 2 },
  { figure: 'xlsx_100k_s', most: 10 },
  { figure: 'xlsx_100k_mb', most: 300 },
  { figure: 'roster_100k_browser_s', most: 30 },
  { figure: 'roster_100k_xlsx_browser_s', most: 30 },
  { figure: 'roster_100k_browser_block_ms', most: 50 },
  { figure: 'roster_100k_xlsx_browser_block_ms', most: 50 },
  { figure: 'xlsx_1m_browser_block_ms', most: 50 },
  { figure: 'csv_1m_browser_block_ms', most: 50 },
  { figure: 'site_css_bytes', most: 10_000 },
  { figure: 'site_js_bytes', most: 2000 },
  { figure: 'site_fonts_count', most: 0 },
  { figure: 'site_html_modules_registers_bytes', most: 30_000 },
  { figure: 'site_html_other_bytes', most: 12_000 },
  { figure: 'site_quiz_running_js_bytes', most: 40_000 },
  { figure: 'site_package_zip_bytes', most: 100_000 },
  { figure: 'site_package_js_bytes', most: 25_000 },
];

/** Budgets of the design that `npm test` holds and no benchmark measures. */
export const HELD_BY_TESTS = [
  'requests to another host: 0 (tests/site/external.test.ts)',
  'axe violations, every page, light, dark and 320 px: 0 (tests/e2e)',
];

/** What of the budgets can be said of some figures: one line each, and whether all measured are met. */
export function judged(figures: Readonly<Record<string, number>>): {
  lines: string[];
  allMet: boolean;
} {
  let allMet = true;
  const lines = BUDGETS.map(({ figure, most, least }) => {
    const value = figures[figure];
    const wanted = most !== undefined ? `≤ ${most}` : `≥ ${least}`;
    if (value === undefined)
      return `  not measured  ${figure.padEnd(38)} ${''.padStart(10)} ${wanted}`;
    const isMet = value <= (most ?? Number.POSITIVE_INFINITY) && value >= (least ?? -Infinity);
    allMet &&= isMet;
    return `  ${isMet ? 'met         ' : 'NOT MET     '}  ${figure.padEnd(38)} ${String(value).padStart(10)} ${wanted}`;
  });
  return { lines, allMet };
}
