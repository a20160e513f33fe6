/** A mistake in `content/`, said so that its author can find and mend it. */
export interface ContentProblem {
  /** `problem` stops the build; `warning` is only printed. */
  severity: 'problem' | 'warning';
  /** Path from the project's root, with `/`. */
  file: string;
  /** Line in the file, from 1, or null where none can be named. */
  line: number | null;
  /** Key or component concerned, e.g. `panels[2].heading` or `<Phone id>`. */
  key: string | null;
  /** What stands there now, or null when nothing does. */
  found: string | null;
  /** What is wanted instead, a Vietnamese phrase. */
  wanted: string;
}

/** Longest quotation of an author's own text in a message, in characters. */
const QUOTE_LIMIT = 80;

/** A value as it is shown after "Thấy:"; long text is cut in the middle of nothing but its end. */
export function quoteFound(value: unknown): string | null {
  if (value === undefined) return null;
  if (value === null) return '(để trống)';
  if (Array.isArray(value)) {
    return value.length === 0 ? 'danh sách trống' : `danh sách ${value.length} mục`;
  }
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object') return `nhóm khóa (${Object.keys(value).join(', ')})`;
  if (typeof value === 'string') {
    const line = value.replace(/\s+/g, ' ').trim();
    const shown = line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT - 1)}…` : line;
    return value.length > QUOTE_LIMIT ? `“${shown}” (${value.length} ký tự)` : `“${shown}”`;
  }
  return String(value);
}

/** Problems in reading order: file, then line, then key. */
export function inReadingOrder(problems: readonly ContentProblem[]): ContentProblem[] {
  return [...problems].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.key ?? '').localeCompare(b.key ?? ''),
  );
}

/** One problem as three short lines for a terminal. */
export function formatProblem(problem: ContentProblem): string {
  const mark = problem.severity === 'problem' ? 'LỖI' : 'Lưu ý';
  const place = problem.line === null ? problem.file : `${problem.file}:${problem.line}`;
  const key = problem.key === null ? '' : ` · ${problem.key}`;
  const lines = [`${mark}  ${place}${key}`];
  if (problem.found !== null) lines.push(`      Thấy: ${problem.found}`);
  lines.push(`      Cần:  ${problem.wanted}`);
  return lines.join('\n');
}

/** The whole report: warnings first so that what stops the build stands last, nearest the prompt. */
export function formatReport(problems: readonly ContentProblem[]): string {
  const ordered = inReadingOrder(problems);
  const warnings = ordered.filter((problem) => problem.severity === 'warning');
  const stopping = ordered.filter((problem) => problem.severity === 'problem');
  const blocks = [...warnings, ...stopping].map(formatProblem);
  if (stopping.length > 0)
    blocks.push(`${stopping.length} lỗi trong nội dung, cần sửa trước khi dựng trang.`);
  else if (warnings.length > 0)
    blocks.push(`Nội dung dựng được; có ${warnings.length} điều nên xem lại.`);
  else blocks.push('Nội dung không có lỗi.');
  return blocks.join('\n\n');
}
