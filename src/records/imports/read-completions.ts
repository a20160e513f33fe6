import type { Table } from '../reading/table.ts';
import { parseDay } from '../wording/days.ts';
import { tidy } from '../wording/fold.ts';
import { ALLOWED_STATUSES, parseStatus } from '../wording/words.ts';
import { Columns } from './columns.ts';
import type { TakenSheet } from './file-content.ts';
import { repeatsHeader } from './layout.ts';
import { filled, type Identity, type Line, type ReportedCompletion, type Said } from './lines.ts';

/** Module title as in the file → slug, or null to leave it out. */
export type ModuleChoice = ReadonlyMap<string, string | null>;

/** Reads a plain table of completions: who, module, status, score, day. */
export function readCompletions(
  table: Table,
  sheets: readonly TakenSheet[],
  modules: ModuleChoice,
): Line<ReportedCompletion>[] {
  const lines: Line<ReportedCompletion>[] = [];
  for (const { layout, columns: mapping, named } of sheets) {
    const columns = new Columns(layout, mapping);
    for (let index = layout.firstRow; index < layout.sheet.rows.length; index++) {
      const row = layout.sheet.rows[index] ?? [];
      if (row.every((cell) => cell.trim() === '')) continue;
      const broken = table.broken.find((problem) => problem.row === index);
      const said = broken
        ? brokenRow(row, broken.reason)
        : repeatsHeader(row, layout.header)
          ? ({ cells: () => [], outcome: 'ignored', reason: 'Lặp lại dòng tiêu đề.' } as const)
          : readRow(row, columns, modules);
      lines.push({ row: index + 1, sheet: named, ...said });
    }
  }
  return lines;
}

/** A row in which the file breaks off. */
export function brokenRow(row: readonly string[], reason: string): Said<ReportedCompletion> {
  return {
    cells: () => [{ label: 'Dòng', value: row.map(tidy).join(' · ').slice(0, 200) }],
    outcome: 'error',
    reason: `${reason}. Hãy xuất hoặc tải lại tệp gốc.`,
  };
}

/** Who a row is about. */
export function identityOf(row: readonly string[], columns: Columns): Identity {
  const dashless = (text: string) => (text === '-' ? '' : text);
  return {
    code: dashless(columns.get(row, 'code')),
    email: dashless(columns.get(row, 'email')),
    username: dashless(columns.get(row, 'username')),
    name: columns.name(row),
    unit: dashless(columns.get(row, 'unit')),
  };
}

/** The cells that say who it is. */
export function identityCells(who: Identity): { label: string; value: string }[] {
  return [
    { label: 'Mã', value: who.code },
    { label: 'Họ và tên', value: who.name },
    { label: 'Email', value: who.email },
    { label: 'Tên đăng nhập', value: who.username },
    { label: 'Đơn vị', value: who.unit },
  ];
}

function readRow(
  row: readonly string[],
  columns: Columns,
  modules: ModuleChoice,
): Said<ReportedCompletion> {
  const who = identityOf(row, columns);
  const texts = {
    module: columns.get(row, 'module'),
    status: columns.get(row, 'status'),
    score: columns.get(row, 'score'),
    date: columns.get(row, 'date'),
  };
  const cells = () =>
    filled([
      ...identityCells(who),
      { label: 'Mô-đun', value: texts.module },
      { label: 'Kết quả', value: texts.status },
      { label: 'Điểm', value: texts.score },
      { label: 'Ngày', value: texts.date },
    ]);
  if (texts.module === '' && texts.status === '' && texts.date === '') {
    return { cells, outcome: 'ignored', reason: 'Dòng không ghi kết quả nào.' };
  }
  const module = modules.get(texts.module);
  const errors: string[] = [];
  if (texts.module === '') errors.push(`${columns.title('module')}: thiếu tên mô-đun`);
  const status = parseStatus(texts.status);
  if (status === null) {
    errors.push(
      `${columns.title('status')}: không hiểu "${texts.status}"; ghi một trong: ${ALLOWED_STATUSES}`,
    );
  }
  const day = parseDay(texts.date);
  if (day === null) {
    errors.push(
      `${columns.title('date')}: không hiểu ngày "${texts.date}"; viết dạng ngày/tháng/năm, ví dụ 05/09/2026`,
    );
  }
  const score = parseScore(texts.score);
  if (score === undefined) {
    errors.push(
      `${columns.title('score')}: không hiểu điểm "${texts.score}"; ghi số từ 0 đến 100, hoặc dạng 8/10`,
    );
  }
  if (errors.length > 0 || status === null || day === null || score === undefined) {
    return {
      cells,
      outcome: 'error',
      reason: `${errors.join('. ')}. Hãy sửa trong tệp rồi nhập lại.`,
    };
  }
  return {
    cells,
    outcome: 'entry',
    entry: {
      who,
      module: module ?? null,
      moduleTitle: texts.module,
      day,
      status,
      score,
      source: 'import',
    },
  };
}

/** `87`, `87,5`, `87.5%`, `8/10` → 0–100 with two decimals; null when empty; undefined when it is no score. */
export function parseScore(text: string): number | null | undefined {
  const plain = text.replace(/[\s%]/g, '').replaceAll(',', '.');
  if (plain === '' || plain === '-') return null;
  const fraction = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(plain);
  const score = fraction
    ? (Number(fraction[1]) / Number(fraction[2])) * 100
    : /^\d+(\.\d+)?$/.test(plain)
      ? Number(plain)
      : Number.NaN;
  return score >= 0 && score <= 100 ? Math.round(score * 100) / 100 : undefined;
}
