import type { Table } from '../reading/table.ts';
import { parseDay } from '../wording/days.ts';
import { fold, tidy } from '../wording/fold.ts';
import {
  ALLOWED_LEVELS,
  ALLOWED_ROLES,
  levelOfUnitName,
  parseLevel,
  parseRole,
} from '../wording/words.ts';
import { Columns } from './columns.ts';
import { fieldLabel } from './fields.ts';
import type { TakenSheet } from './file-content.ts';
import { repeatsHeader } from './layout.ts';
import { type Cell, filled, type Line, placeOf, type RosterEntry, type Said } from './lines.ts';
import { sectionTitle } from './school-headings.ts';

/** What a merged or left-out cell takes over from the row above. */
interface Carried {
  unit: string;
  unitCode: string;
  office: string;
  level: string;
}

/** Reads the people of a roster, line by line, in the order of the file. */
export function readRoster(table: Table, sheets: readonly TakenSheet[]): Line<RosterEntry>[] {
  const lines: Line<RosterEntry>[] = [];
  for (const { layout, columns: mapping, named } of sheets) {
    const columns = new Columns(layout, mapping);
    const unit = columns.has('unit') ? '' : (layout.school ?? '');
    let carried: Carried = { unit, unitCode: '', office: '', level: '' };
    let signed = false;
    for (let index = layout.firstRow; index < layout.sheet.rows.length; index++) {
      const row = layout.sheet.rows[index] ?? [];
      const broken = table.broken.find((problem) => problem.row === index);
      const place = { row: index + 1, sheet: named };
      const section = sectionTitle(row);
      if (section !== null) carried = { ...carried, unit: section, unitCode: '', level: '' };
      const aside =
        section === null ? besideThePeople(row, columns, layout.header, signed) : SECTION;
      // Who signs stands below the words for it, until the next school begins.
      signed = section === null && (signed || isSignature(row));
      if (aside === null) carried = carry(row, columns, carried);
      const line = readLine(row, columns, carried, aside);
      if (line === null) continue;
      lines.push({ ...place, ...(broken ? cut(line, broken.reason) : line) });
    }
  }
  return dropRepeats(lines);
}

type Outcome = Said<RosterEntry>;

function cut(line: Outcome, reason: string): Outcome {
  return {
    cells: line.cells,
    outcome: 'error',
    reason: `${reason}. Hãy xuất hoặc tải lại tệp gốc.`,
  };
}

function carry(row: readonly string[], columns: Columns, above: Carried): Carried {
  const unit = columns.get(row, 'unit');
  const office = columns.get(row, 'office') || above.office;
  const level = columns.get(row, 'level');
  if (unit === '') return { ...above, office, level: level || above.level };
  const sameUnit = unit === above.unit || fold(unit) === fold(above.unit);
  return {
    unit,
    office,
    unitCode: columns.get(row, 'unitCode') || (sameUnit ? above.unitCode : ''),
    level: level || (sameUnit ? above.level : ''),
  };
}

function readLine(
  row: readonly string[],
  columns: Columns,
  carried: Carried,
  aside: string | null,
): Outcome | null {
  const name = columns.name(row);
  const code = columns.get(row, 'code');
  const texts = row.map(tidy).filter((cell) => cell !== '');
  if (texts.length === 0) return null;
  const cells = (): Cell[] => shown(row, columns, carried, name);
  const working = columns.get(row, 'working');
  const ignore = (reason: string): Outcome => ({
    cells: () => [{ label: 'Dòng', value: texts.join(' · ') }],
    outcome: 'ignored',
    reason,
  });
  if (aside !== null) return ignore(aside);
  if (HAS_LEFT.test(fold(working)))
    return { cells, outcome: 'ignored', reason: `Không còn làm việc ở đây ("${working}").` };
  const errors: string[] = [];
  if (name === '') {
    if (code === '' && columns.get(row, 'role') === '' && columns.get(row, 'email') === '')
      return ignore('Không có họ tên.');
    errors.push(`${columns.title('name')}: thiếu họ và tên`);
  }
  if (carried.unit === '') errors.push(`${columns.title('unit')}: thiếu đơn vị`);
  const roleText = columns.get(row, 'role');
  const role = parseRole(roleText);
  if (role === null && columns.has('role')) {
    errors.push(
      roleText === ''
        ? `${columns.title('role')}: thiếu vai trò; ghi một trong: ${ALLOWED_ROLES}`
        : `${columns.title('role')}: không hiểu "${roleText}"; ghi một trong: ${ALLOWED_ROLES}`,
    );
  }
  const level = carried.level === '' ? levelOfUnitName(carried.unit) : parseLevel(carried.level);
  if (carried.level !== '' && level === null) {
    errors.push(
      `${columns.title('level')}: không hiểu "${carried.level}"; ghi một trong: ${ALLOWED_LEVELS}`,
    );
  }
  const days = readDays(row, columns, errors);
  if (errors.length > 0 || role === null) {
    const reason = errors.join('. ') || `Chưa chọn cột cho "${fieldLabel('role')}"`;
    return { cells, outcome: 'error', reason: `${reason}. Hãy sửa trong tệp rồi nhập lại.` };
  }
  return {
    cells,
    outcome: 'entry',
    entry: {
      code,
      name,
      unit: carried.unit,
      unitCode: carried.unitCode,
      office: carried.office,
      level,
      role,
      email: columns.get(row, 'email'),
      username: columns.get(row, 'username'),
      from: columns.has('from') ? days.from : undefined,
      to: columns.has('to') ? days.to : undefined,
    },
  };
}

/** Words for somebody who works here no more; leave for a child or an illness is none of them. */
const HAS_LEFT =
  /^(da )?(nghi (huu|viec|cong tac|che do)|ve huu|huu tri|thoi viec|bo viec|chuyen (di|truong|cong tac|don vi)|het hop dong|cham dut|qua doi|tu tran|da mat)( |$)|^da (chuyen|nghi)$/;

const SECTION = 'Tên đơn vị đứng riêng: áp dụng cho các dòng bên dưới.';

/** Why a row is no person's, or null; its cells say nothing for the rows below it. */
function besideThePeople(
  row: readonly string[],
  columns: Columns,
  header: readonly string[],
  signed: boolean,
): string | null {
  const texts = row.map(tidy).filter((cell) => cell !== '');
  if (signed && texts.length <= 3 && parseRole(columns.get(row, 'role')) === null)
    return 'Tên người ký, không phải người học.';
  if (repeatsHeader(row, header)) return 'Lặp lại dòng tiêu đề.';
  if (isNumbering(texts)) return 'Dòng đánh số cột.';
  return isTotalOrSignature(
    texts,
    columns.name(row),
    columns.get(row, 'code'),
    columns.get(row, 'role'),
  )
    ? 'Dòng tổng cộng hoặc ký tên, không phải người học.'
    : null;
}

function readDays(
  row: readonly string[],
  columns: Columns,
  errors: string[],
): { from: string | null; to: string | null } {
  const read = (field: 'from' | 'to'): string | null => {
    const text = columns.get(row, field);
    const day = parseDay(text);
    if (text !== '' && text !== '-' && day === null) {
      errors.push(
        `${columns.title(field)}: không hiểu ngày "${text}"; viết dạng ngày/tháng/năm, ví dụ 05/09/2026`,
      );
    }
    return day;
  };
  const days = { from: read('from'), to: read('to') };
  if (days.from !== null && days.to !== null && days.to < days.from) {
    errors.push(`${columns.title('to')}: ngày nghỉ trước ngày vào`);
  }
  return days;
}

/** `(1) (2) (3) …` below a header. */
function isNumbering(texts: readonly string[]): boolean {
  return (
    texts.length > 2 &&
    texts.every((text, index) => text.replace(/[()]/g, '') === String(index + 1))
  );
}

const CLOSING_WORDS =
  /^(tong|tong cong|tong so|cong|cong lai|danh sach (nay )?(gom|co)|nguoi lap|lap bang|thu truong|hieu truong$|ky ten|xac nhan|ghi chu|(.* )?ngay \d+ thang \d+ nam \d+)( |$)/;

const SIGNATURE = /^(nguoi lap|lap bang|thu truong|ky (ten|ghi)|truong phong|nguoi kiem tra)( |$)/;

/** A row of those who sign, or of where they sign. */
function isSignature(row: readonly string[]): boolean {
  const texts = row.filter((cell) => cell !== '');
  return texts.length <= 3 && texts.some((text) => SIGNATURE.test(fold(text)));
}

function isTotalOrSignature(
  texts: readonly string[],
  name: string,
  code: string,
  role: string,
): boolean {
  if (/^(tong cong|tong so|cong lai)( |$)|^(tong|cong)$/.test(fold(name))) return true;
  // Whoever has a name beside a code or a role is a person, if their family name be Tổng.
  if (name !== '' && (code !== '' || role !== '') && fold(code) !== fold(name)) return false;
  const first = fold(texts[0] ?? '');
  if (/^(tong|tong cong|tong so|cong)( |$)/.test(first)) return true;
  return texts.length <= 3 && texts.some((text) => CLOSING_WORDS.test(fold(text)));
}

function shown(row: readonly string[], columns: Columns, carried: Carried, name: string): Cell[] {
  return filled([
    { label: 'Mã', value: columns.get(row, 'code') },
    { label: 'Họ và tên', value: name },
    { label: 'Đơn vị', value: carried.unit },
    { label: 'Cấp học', value: carried.level },
    { label: 'Vai trò', value: columns.get(row, 'role') },
    { label: 'Email', value: columns.get(row, 'email') },
    { label: 'Tên đăng nhập', value: columns.get(row, 'username') },
    { label: 'Ngày vào', value: columns.get(row, 'from') },
    { label: 'Ngày nghỉ', value: columns.get(row, 'to') },
  ]);
}

/** A row that says once more what another one said, as when a form was sent twice, adds nobody. */
function dropRepeats(lines: Line<RosterEntry>[]): Line<RosterEntry>[] {
  const said = new Map<string, Line<RosterEntry> & { outcome: 'entry' }>();
  return lines.map((line) => {
    if (line.outcome !== 'entry') return line;
    // Two people of one name are told apart by a code or an account: without one, somebody must look.
    const known = line.entry.code || line.entry.email || line.entry.username;
    const earlier = known === '' ? undefined : said.get(known);
    if (earlier === undefined) {
      if (known !== '') said.set(known, line);
      return line;
    }
    if (JSON.stringify(earlier.entry) !== JSON.stringify(line.entry)) return line;
    const { row, sheet, cells } = line;
    return { row, sheet, cells, outcome: 'ignored', reason: `Lặp lại ${placeOf(earlier)}.` };
  });
}
