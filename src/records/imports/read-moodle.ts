import type { CompletionStatus } from '../../schemas/vocabulary.ts';
import type { Table } from '../reading/table.ts';
import { parseDay } from '../wording/days.ts';
import { fold, tidy } from '../wording/fold.ts';
import { completionState } from '../wording/moodle-states.ts';
import { parseStatus } from '../wording/words.ts';
import { Columns } from './columns.ts';
import type { TakenSheet } from './file-content.ts';
import {
  type ActivityPair,
  activityPairs,
  coursePairs,
  type SheetLayout,
  type TableKind,
} from './layout.ts';
import { filled, type Line, type ReportedCompletion, type Said } from './lines.ts';
import type { KnownModule } from './module-titles.ts';
import {
  brokenRow,
  identityCells,
  identityOf,
  type ModuleChoice,
  parseScore,
} from './read-completions.ts';

/** The title under which a SCORM report's own result is mapped: the report does not name its activity. */
export const WHOLE_REPORT = 'Cả báo cáo';

/** The results one report row holds: a title to map and where its value stands. */
export function moodleTitles(layout: SheetLayout, kind: TableKind): string[] {
  if (kind === 'moodle-activity-completion')
    return unique(activityPairs(layout.header).map(({ title }) => title));
  if (kind === 'moodle-course-completion')
    return unique(coursePairs(layout.header).map(({ title }) => title));
  return [WHOLE_REPORT, ...scoColumns(layout).map(({ title }) => title)];
}

function unique(titles: readonly string[]): string[] {
  return [...new Set(titles)];
}

/** Columns of "details of each SCO": those after the score. */
function scoColumns(layout: SheetLayout): { title: string; index: number }[] {
  const guessed = layout.header.map((title, index) => ({ title, index }));
  const score = layout.header.findIndex((title) =>
    ['score', 'diem', 'diem so', 'ti so'].includes(fold(title)),
  );
  return score < 0 ? [] : guessed.slice(score + 1).filter(({ title }) => title !== '');
}

/** Reads one of Moodle's reports. */
export function readMoodle(
  table: Table,
  { layout, columns: mapping, named }: TakenSheet,
  kind: TableKind,
  choice: ModuleChoice,
  modules: readonly KnownModule[],
): Line<ReportedCompletion>[] {
  const columns = new Columns(layout, mapping);
  const lines: Line<ReportedCompletion>[] = [];
  for (let index = layout.firstRow; index < layout.sheet.rows.length; index++) {
    const row = layout.sheet.rows[index] ?? [];
    if (row.every((cell) => cell.trim() === '')) continue;
    const broken = table.broken.find((problem) => problem.row === index);
    const said = broken
      ? [brokenRow(row, broken.reason)]
      : kind === 'moodle-scorm-basic'
        ? readAttempt(row, columns, layout, choice, modules)
        : readActivities(row, columns, pairsOf(layout, kind), choice);
    for (const one of said) lines.push({ row: index + 1, sheet: named, ...one });
  }
  return lines;
}

function pairsOf(layout: SheetLayout, kind: TableKind): ActivityPair[] {
  return kind === 'moodle-course-completion'
    ? coursePairs(layout.header)
    : activityPairs(layout.header);
}

/** A row of a completion report: one result for each activity that is a module. */
function readActivities(
  row: readonly string[],
  columns: Columns,
  pairs: readonly ActivityPair[],
  choice: ModuleChoice,
): Said<ReportedCompletion>[] {
  const who = identityOf(row, columns);
  return pairs.flatMap(({ title, state, date }): Said<ReportedCompletion>[] => {
    const module = choice.get(title) ?? null;
    if (module === null) return [];
    const stateText = tidy(row[state] ?? '');
    const dateText = tidy(row[date] ?? '');
    const cells = () =>
      filled([
        ...identityCells(who),
        { label: 'Mô-đun', value: title },
        { label: 'Kết quả', value: stateText },
        { label: 'Ngày', value: dateText },
      ]);
    const status = completionState(stateText);
    if (status === 'nothing')
      return [{ cells, outcome: 'ignored', reason: `"${title}": chưa hoàn thành.` }];
    const day = parseDay(dateText);
    if (status === null || day === null) {
      const what =
        status === null ? `không hiểu trạng thái "${stateText}"` : `không hiểu ngày "${dateText}"`;
      return [
        {
          cells,
          outcome: 'error',
          reason: `Cột "${title}": ${what}. Hãy xuất báo cáo từ Moodle bằng tiếng Việt hoặc tiếng Anh rồi nhập lại.`,
        },
      ];
    }
    return [
      {
        cells,
        outcome: 'entry',
        entry: { who, module, moduleTitle: title, day, status, score: null, source: 'lms' },
      },
    ];
  });
}

/**
 * A row of the SCORM report: one attempt. The report has no status of the whole, so:
 * a word in a SCO's own column (`Passed`, `Incomplete`, …) is taken as it stands; a score at or above
 * the module's pass mark is `passed`, as an LMS itself decides from score and mastery score; anything
 * else is `incomplete` with its score.
 */
function readAttempt(
  row: readonly string[],
  columns: Columns,
  layout: SheetLayout,
  choice: ModuleChoice,
  modules: readonly KnownModule[],
): Said<ReportedCompletion>[] {
  const who = identityOf(row, columns);
  const attempt = columns.get(row, 'attempt');
  const last = columns.get(row, 'last');
  const scoreText = columns.get(row, 'score');
  const baseCells = [
    ...identityCells(who),
    { label: 'Lần làm', value: attempt },
    { label: 'Truy cập lần cuối', value: last },
  ];
  if (last === '' || last === '-') {
    return [{ cells: () => filled(baseCells), outcome: 'ignored', reason: 'Chưa bắt đầu học.' }];
  }
  const scos = scoColumns(layout).map(({ title, index }) => ({
    title,
    text: tidy(row[index] ?? ''),
  }));
  const mapped = scos.filter(({ title }) => (choice.get(title) ?? null) !== null);
  const whole = choice.get(WHOLE_REPORT) ?? null;
  const results =
    mapped.length > 0
      ? mapped.map(({ title, text }) => ({
          title,
          module: choice.get(title) ?? null,
          scoreText: scos.length === 1 ? scoreText : '',
          detail: text,
        }))
      : [
          {
            title: WHOLE_REPORT,
            module: whole,
            scoreText,
            detail: scos.length === 1 ? (scos[0]?.text ?? '') : '',
          },
        ];
  return results.flatMap(
    ({ title, module, scoreText: ownScore, detail }): Said<ReportedCompletion>[] => {
      if (module === null) return [];
      const known = modules.find(({ slug }) => slug === module) ?? null;
      const score =
        parseScore(ownScore) ?? (parseStatus(detail) === null ? parseScore(detail) : null);
      const cells = () =>
        filled([
          ...baseCells,
          { label: 'Mô-đun', value: known?.title ?? module },
          { label: 'Điểm', value: ownScore },
          { label: 'Kết quả', value: detail },
        ]);
      if (/^(not attempted|chua lam|chua thu|khong thu|chua bat dau)/.test(fold(detail))) {
        return [{ cells, outcome: 'ignored', reason: 'Chưa bắt đầu học.' }];
      }
      const day = parseDay(last);
      if (day === null) {
        return [
          {
            cells,
            outcome: 'error',
            reason: `${columns.title('last')}: không hiểu ngày "${last}". Hãy xuất báo cáo từ Moodle bằng tiếng Việt hoặc tiếng Anh rồi nhập lại.`,
          },
        ];
      }
      if (score === undefined) {
        return [
          {
            cells,
            outcome: 'error',
            reason: `${columns.title('score')}: không hiểu điểm "${ownScore || detail}"; cần số từ 0 đến 100. Hãy đặt thang điểm 100 cho hoạt động rồi xuất lại báo cáo.`,
          },
        ];
      }
      return [
        {
          cells,
          outcome: 'entry',
          entry: {
            who,
            module,
            moduleTitle: title === WHOLE_REPORT ? (known?.title ?? module) : title,
            day,
            status: attemptStatus(detail, score, known),
            score,
            source: 'lms',
          },
        },
      ];
    },
  );
}

function attemptStatus(
  detail: string,
  score: number | null,
  module: KnownModule | null,
): CompletionStatus {
  const told = parseStatus(detail);
  if (told !== null) return told;
  return score !== null && module?.passMark != null && score >= module.passMark
    ? 'passed'
    : 'incomplete';
}

/** Warnings about what a report cannot tell. */
export function moodleWarnings(
  kind: TableKind,
  lines: readonly Line<ReportedCompletion>[],
  modules: readonly KnownModule[],
): string[] {
  const entries = lines.flatMap((line) => (line.outcome === 'entry' ? [line.entry] : []));
  if (kind === 'moodle-scorm-basic') {
    const used = new Set(entries.map(({ module }) => module));
    const marks = modules
      .filter(({ slug, passMark }) => used.has(slug) && passMark !== null)
      .map(({ title, passMark }) => `"${title}" từ ${passMark} điểm`);
    const rule =
      marks.length > 0
        ? `"Đạt" được tính theo điểm chuẩn của mô-đun (${marks.join('; ')})`
        : 'không có điểm chuẩn để so, nên chưa ai được tính "Đạt"';
    return [
      `Báo cáo SCORM của Moodle không có cột trạng thái chung; ${rule}. Muốn chắc chắn hơn, hãy nhập báo cáo "Hoàn thành hoạt động".`,
    ];
  }
  const completed = entries.filter(({ status }) => status === 'completed').length;
  if (completed === 0) return [];
  return [
    `${completed.toLocaleString('vi-VN')} kết quả Moodle ghi "Completed" mà không kèm "đạt điểm": được tính là "Đã học xong", chưa tính là "Đạt". Nếu muốn tính, hãy bật điều kiện "đạt điểm chuẩn" cho hoạt động trong Moodle, hoặc nhập báo cáo SCORM của hoạt động đó.`,
  ];
}
