import { formatDay } from '../../../day.ts';
import { COMPLETION_SOURCES, INDICATORS, ROLES } from '../../../schemas/vocabulary.ts';
import type { CoverageGroup, Rate } from '../../contract.ts';
import type { ReportFigures } from '../report-figures.ts';

/** The report's text (pure): sections, sentences filled from the figures, tables, lines to fill in. */

/** A part of the report's body, in reading order. */
export type Block =
  | { kind: 'section' | 'part' | 'text' | 'item'; text: string }
  /** Dotted lines to write on. */
  | { kind: 'to-fill'; lines: number; about: string }
  | { kind: 'table'; caption: string; columns: readonly TableColumn[]; rows: string[][] };

/** A column of a table; `share` is its part of the width. */
export interface TableColumn {
  header: string;
  share: number;
  align: 'start' | 'center';
}

/** The body, and what stands in the annex because it is long; empty for no annex. */
export interface ReportText {
  opening: string;
  body: Block[];
  annex: Block[];
  closing: string;
}

/** More lines than this go into the annex. */
const MAX_LINES = 40;

const counts = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const count = (value: number) => counts.format(value);

/** Puts the figures into words. `issuer` is whoever reports. */
export function reportText(figures: ReportFigures, issuer: string): ReportText {
  const { programme } = figures.kept;
  const units = unitTables(figures);
  return {
    opening: `${issuer} báo cáo kết quả thực hiện chương trình “${programme.title}”, số liệu tính đến hết ngày ${formatDay(figures.on)}, như sau:`,
    body: [
      { kind: 'section', text: 'I. TÌNH HÌNH TRIỂN KHAI' },
      ...rollOut(figures),
      { kind: 'section', text: 'II. KẾT QUẢ' },
      { kind: 'part', text: '1. Bồi dưỡng, tuyên truyền cho cán bộ, giáo viên, nhân viên' },
      ...staff(figures),
      ...units.body,
      { kind: 'part', text: '2. Tuyên truyền cho học sinh' },
      ...pupils(figures),
      { kind: 'part', text: '3. Chỉ tiêu của trường' },
      ...indicators(figures),
      { kind: 'section', text: 'III. ĐƠN VỊ, NỘI DUNG CHƯA ĐẠT MỤC TIÊU' },
      ...units.below,
      ...modulesBelow(figures),
      { kind: 'section', text: 'IV. KHÓ KHĂN, VƯỚNG MẮC' },
      { kind: 'to-fill', lines: 4, about: '' },
      { kind: 'section', text: 'V. PHƯƠNG HƯỚNG THỜI GIAN TỚI' },
      ...plans(figures),
      { kind: 'to-fill', lines: 3, about: 'Kiến nghị, đề xuất:' },
    ],
    annex: units.annex,
    closing: `Trên đây là báo cáo kết quả thực hiện chương trình “${programme.title}” của ${issuer}./.`,
  };
}

function rollOut({ kept, coverage, sessions, reporter }: ReportFigures): Block[] {
  const { programme } = kept;
  const { from, to } = programme.period;
  const roles = coverage.byRole.map(({ name, people }) => `${lower(name)}: ${count(people)}`);
  const where = reporter === '' ? '' : ` của ${reporter}`;
  return [
    {
      kind: 'text',
      text: `Chương trình thực hiện từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}. Cơ sở đặt mục tiêu: ${withoutStop(programme.basis)}.`,
    },
    {
      kind: 'text',
      text: `Mục tiêu: ít nhất ${programme.targets.trained}% cán bộ, giáo viên, nhân viên được bồi dưỡng và ít nhất ${programme.targets.reached}% được tuyên truyền.`,
    },
    {
      kind: 'text',
      text:
        coverage.total.people === 0
          ? `Danh sách${where} chưa có ai thuộc đối tượng của chương trình.`
          : `Đối tượng${where}: ${count(coverage.total.people)} người ở ${count(coverage.byUnit.length)} đơn vị (${roles.join('; ')}); phải học ${count(coverage.byModule.length)} mô-đun bắt buộc theo vai trò.`,
    },
    {
      kind: 'text',
      text:
        sessions.sessions === 0
          ? 'Chưa ghi nhận buổi tuyên truyền nào cho học sinh.'
          : `Đã tổ chức ${count(sessions.sessions)} buổi tuyên truyền cho học sinh tại ${count(sessions.units)} trường, cơ sở.`,
    },
    {
      kind: 'to-fill',
      lines: 2,
      about: 'Văn bản chỉ đạo, hội nghị, phối hợp với các ngành đã thực hiện:',
    },
  ];
}

function staff({ kept, coverage, on }: ReportFigures): Block[] {
  const { trained, reached } = kept.programme.targets;
  if (coverage.total.people === 0) {
    return [
      { kind: 'text', text: 'Chưa có danh sách cán bộ, giáo viên, nhân viên để tính kết quả.' },
    ];
  }
  const sources = coverage.bySource
    .filter(({ people }) => people > 0)
    .map(({ source, people }) => `${lower(COMPLETION_SOURCES[source])}: ${count(people)} người`);
  const blocks: Block[] = [
    {
      kind: 'text',
      text: `Tính đến hết ngày ${formatDay(on)}, ${sentence(coverage.total.trained, trained, 'người', 'được bồi dưỡng (đạt đủ các mô-đun bắt buộc của vai trò)')}`,
    },
    { kind: 'text', text: sentence(coverage.total.reached, reached, 'người', 'được tuyên truyền') },
  ];
  if (sources.length > 0) {
    blocks.push({ kind: 'text', text: `Căn cứ của kết quả bồi dưỡng: ${sources.join('; ')}.` });
  }
  if (coverage.outside > 0) {
    blocks.push({
      kind: 'text',
      text: `Ngoài ra có ${count(coverage.outside)} người trong danh sách không thuộc đối tượng của chương trình, không tính vào tỷ lệ.`,
    });
  }
  blocks.push(
    groupTable('Kết quả theo cấp học', 'Cấp học', [...coverage.byLevel, coverage.total]),
    groupTable('Kết quả theo vai trò', 'Vai trò', [...coverage.byRole, coverage.total]),
    {
      kind: 'table',
      caption: 'Kết quả theo mô-đun',
      columns: [
        { header: 'TT', share: 1, align: 'center' },
        { header: 'Mô-đun', share: 7, align: 'start' },
        { header: 'Số người phải học', share: 2, align: 'center' },
        { header: 'Số người đạt', share: 2, align: 'center' },
        { header: 'Tỷ lệ', share: 2, align: 'center' },
      ],
      rows: coverage.byModule.map(({ title, passed }, index) => [
        String(index + 1),
        title,
        count(passed.denominator),
        count(passed.numerator),
        passed.shown,
      ]),
    },
  );
  return blocks;
}

/** The table of units and of those below target: in the body when short, else in the annex. */
function unitTables({ coverage }: ReportFigures): {
  body: Block[];
  below: Block[];
  annex: Block[];
} {
  const { byUnit, children, total } = coverage;
  const lacking = byUnit.filter(
    ({ trained, reached }) => trained.met === false || reached.met === false,
  );
  const annex: Block[] = [];
  const body: Block[] = [];
  if (byUnit.length > 1 && byUnit.length <= MAX_LINES) {
    body.push(groupTable('Kết quả theo đơn vị', 'Đơn vị', [...byUnit, total]));
  } else if (byUnit.length > MAX_LINES) {
    annex.push(groupTable('Kết quả theo đơn vị', 'Đơn vị', [...byUnit, total]));
    if (children.length > 1 && children.length <= MAX_LINES) {
      body.push(groupTable('Kết quả theo đơn vị trực thuộc', 'Đơn vị', [...children, total]));
    }
    body.push({
      kind: 'text',
      text: `Kết quả của ${count(byUnit.length)} đơn vị: xem phụ lục kèm theo.`,
    });
  }
  const below: Block[] = [];
  if (total.people === 0) {
    below.push({ kind: 'text', text: 'Chưa có số liệu để đánh giá.' });
  } else if (lacking.length === 0) {
    below.push({
      kind: 'text',
      text:
        byUnit.length === 1
          ? 'Đơn vị đạt mục tiêu bồi dưỡng và tuyên truyền.'
          : `Cả ${count(byUnit.length)} đơn vị đều đạt mục tiêu bồi dưỡng và tuyên truyền.`,
    });
  } else {
    below.push({
      kind: 'text',
      text: `Có ${count(lacking.length)}/${count(byUnit.length)} đơn vị chưa đạt mục tiêu bồi dưỡng hoặc tuyên truyền.`,
    });
    const table = groupTable('Đơn vị chưa đạt mục tiêu', 'Đơn vị', lacking);
    if (lacking.length <= MAX_LINES) below.push(table);
    else {
      below.push({ kind: 'text', text: 'Danh sách các đơn vị này ở phụ lục kèm theo.' });
      annex.push(table);
    }
  }
  return { body, below, annex };
}

function groupTable(
  caption: string,
  header: string,
  groups: readonly CoverageGroup[],
): Block & { kind: 'table' } {
  return {
    kind: 'table',
    caption,
    columns: [
      { header: 'TT', share: 1, align: 'center' },
      { header, share: 6.5, align: 'start' },
      { header: 'Số người', share: 2, align: 'center' },
      { header: 'Đã bồi dưỡng', share: 2, align: 'center' },
      { header: 'Tỷ lệ', share: 2, align: 'center' },
      { header: 'Đã tuyên truyền', share: 2, align: 'center' },
      { header: 'Tỷ lệ', share: 2, align: 'center' },
    ],
    rows: groups.map(({ id, name, people, trained, reached }, index) => [
      id === '' && name === 'Tổng cộng' ? '' : String(index + 1),
      name,
      count(people),
      count(trained.numerator),
      trained.shown,
      count(reached.numerator),
      reached.shown,
    ]),
  };
}

function pupils({ pupils: { total, byLevel, schoolYear }, kept }: ReportFigures): Block[] {
  if (total.pupils.denominator === 0) {
    return [
      {
        kind: 'text',
        text: `Chưa có danh sách lớp, sĩ số năm học ${schoolYear.replace('-', '–')} để tính tỷ lệ học sinh được tuyên truyền.`,
      },
    ];
  }
  return [
    {
      kind: 'text',
      text: `Năm học ${schoolYear.replace('-', '–')}, ${sentence(total.pupils, kept.programme.targets.reached, 'học sinh', 'được tuyên truyền')} Có ${count(total.classesReached)}/${count(total.classes)} lớp đã có ít nhất một buổi; mỗi lớp tính buổi đông nhất, không cộng dồn.`,
    },
    {
      kind: 'table',
      caption: 'Học sinh được tuyên truyền theo cấp học',
      columns: [
        { header: 'TT', share: 1, align: 'center' },
        { header: 'Cấp học', share: 5, align: 'start' },
        { header: 'Số lớp', share: 2, align: 'center' },
        { header: 'Lớp đã có buổi', share: 2, align: 'center' },
        { header: 'Số học sinh', share: 2, align: 'center' },
        { header: 'Được tuyên truyền', share: 2, align: 'center' },
        { header: 'Tỷ lệ', share: 2, align: 'center' },
      ],
      rows: [...byLevel, total].map((group, index) => [
        group === total ? '' : String(index + 1),
        group.name,
        count(group.classes),
        count(group.classesReached),
        count(group.pupils.denominator),
        count(group.pupils.numerator),
        group.pupils.shown,
      ]),
    },
  ];
}

function indicators({ indicators: { rates } }: ReportFigures): Block[] {
  const asked = rates.filter(({ units }) => units.denominator > 0);
  if (asked.length === 0) return [{ kind: 'text', text: 'Không có đơn vị thuộc diện đánh giá.' }];
  return [
    {
      kind: 'table',
      caption: 'Kết quả thực hiện chỉ tiêu của trường',
      columns: [
        { header: 'TT', share: 1, align: 'center' },
        { header: 'Chỉ tiêu', share: 6, align: 'start' },
        { header: 'Số đơn vị', share: 2, align: 'center' },
        { header: 'Đạt', share: 2, align: 'center' },
        { header: 'Tỷ lệ', share: 2, align: 'center' },
        { header: 'Mục tiêu', share: 2, align: 'center' },
        { header: 'Chưa xác nhận', share: 2, align: 'center' },
      ],
      rows: asked.map(({ indicator, target, units, silent }, index) => [
        String(index + 1),
        INDICATORS[indicator],
        count(units.denominator),
        count(units.numerator),
        units.shown,
        target === null ? '–' : `${target}%`,
        count(silent),
      ]),
    },
  ];
}

function modulesBelow({ coverage, kept }: ReportFigures): Block[] {
  const target = kept.programme.targets.trained;
  return coverage.byModule
    .filter(({ passed }) => passed.met === false)
    .map(({ title, passed }) => ({
      kind: 'item',
      text: `Mô-đun “${title}”: ${count(passed.numerator)}/${count(passed.denominator)} người đạt (${passed.shown}), dưới ${target}%.`,
    }));
}

function plans({
  unfinished,
  pupils: { total },
  indicators: grid,
  kept,
  on,
}: ReportFigures): Block[] {
  const items: string[] = [];
  if (unfinished.length > 0) {
    const roles = Object.entries(ROLES).flatMap(([role, name]) => {
      const people = unfinished.filter((person) => person.role === role).length;
      return people === 0 ? [] : [`${lower(name)}: ${count(people)}`];
    });
    items.push(
      `Đôn đốc, hỗ trợ ${count(unfinished.length)} người chưa hoàn thành các mô-đun bắt buộc (${roles.join('; ')}).`,
    );
  }
  const classes = total.classes - total.classesReached;
  if (classes > 0)
    items.push(`Tổ chức buổi tuyên truyền cho ${count(classes)} lớp chưa có buổi nào.`);
  const silent = grid.rates.reduce((sum, { silent }) => sum + silent, 0);
  if (silent > 0) items.push(`Đôn đốc các đơn vị xác nhận ${count(silent)} chỉ tiêu còn thiếu.`);
  const next = [...kept.programme.reportingDates]
    .filter(({ due }) => due > on)
    .sort((a, b) => (a.due < b.due ? -1 : 1))[0];
  if (next !== undefined) {
    items.push(
      `Kỳ báo cáo tiếp theo: ${withoutStop(next.name)}, trước ngày ${formatDay(next.due)}.`,
    );
  }
  return items.map((text) => ({ kind: 'item', text }));
}

/** `45/50 người (90,0%) …, đạt mục tiêu 90%.`, with how many more it takes when it is not. */
function sentence(rate: Rate, target: number, noun: string, what: string): string {
  const missing = Math.ceil((rate.denominator * target) / 100) - rate.numerator;
  const verdict =
    rate.met === true
      ? `đạt mục tiêu ${target}%`
      : `chưa đạt mục tiêu ${target}%, còn thiếu ${count(missing)} ${noun}`;
  return `${count(rate.numerator)}/${count(rate.denominator)} ${noun} (${rate.shown}) ${what}, ${verdict}.`;
}

function lower(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, '');
}
