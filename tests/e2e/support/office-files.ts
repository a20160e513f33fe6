import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { parse } from 'yaml';
import {
  canonicalRecordText,
  RECORD_FILE_FORMAT,
} from '../../../src/records/canonical-record-text.ts';
import type { RecordFile } from '../../../src/records/record-file.ts';
import { type Programme, programmeSchema } from '../../../src/schemas/programme.ts';
import { siteSchema } from '../../../src/schemas/site.ts';

/** A file as Playwright hands it to a file input. */
export interface UploadFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** The current programme as the site ships it: what is required, from when to when. */
const programme = readCurrentProgramme();

function readCurrentProgramme(): Programme {
  const site = siteSchema.parse(parse(readFileSync('content/site.yaml', 'utf8')));
  const text = readFileSync(`content/programmes/${site.currentProgramme}.yaml`, 'utf8');
  return programmeSchema.parse(parse(text));
}

/** A day of the current programme, counted from its first. */
function programmeDay(days: number): string {
  const first = Date.parse(`${programme.period.from}T00:00:00Z`);
  return new Date(first + days * 86_400_000).toISOString().slice(0, 10);
}

/** The site's modules that the current programme requires of a teacher. */
export const TEACHER_MODULES: string[] = programme.required['giao-vien'] ?? [];

/** The day on which the results of the fixtures were reached. */
const RESULT_DAY = programmeDay(40);

/** A reporting date after the results of the fixtures. */
export const REPORT_DAY = programmeDay(80);

/** The one row of the messy roster with a role nobody knows, as Excel numbers it. */
export const BAD_ROLE_ROW = 7;

/**
 * A roster as a school office keeps it: title rows above the header, headers without diacritics, a
 * blank row, an unknown role, a row without a name's role, one code twice, a total at the end.
 * Invented people: 2 schools, 5 people who can be taken, 4 rows that cannot.
 */
const MESSY_ROSTER: (string | number | null)[][] = [
  ['DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN'],
  ['Năm học 2026–2027'],
  [],
  ['STT', 'Ma GV', 'Ho ten', 'Truong', 'Cap', 'Chuc vu'],
  [1, 'HB01', 'Lò Thị Ban', 'Trường Mầm non Hoa Ban', 'MN', 'Hiệu trưởng'],
  [2, 'HB02', 'Quàng Văn Piềng', 'Trường Mầm non Hoa Ban', 'MN', 'GV'],
  [3, 'HB03', 'Nguyễn Thị Dịu', 'Trường Mầm non Hoa Ban', 'MN', 'Giám thị'],
  [],
  [4, 'CL01', 'Trần Văn Đạt', 'Trường Tiểu học Chiềng Lề', 'TH', 'Giáo viên'],
  [5, 'CL02', 'Giàng A Sùng', 'Trường Tiểu học Chiềng Lề', 'TH', 'Giáo viên'],
  [6, 'CL02', 'Cà Thị Ưởng', 'Trường Tiểu học Chiềng Lề', 'TH', 'Giáo viên'],
  [7, 'CL04', 'Vàng Thị Mỷ', 'Trường Tiểu học Chiềng Lề', 'TH', null],
  [8, 'CL05', 'Đinh Văn Khoa', 'Trường Tiểu học Chiềng Lề', 'TH', 'Giáo viên'],
  [9, 'CL06', 'Bùi Thu Hà', 'Trường Tiểu học Chiềng Lề', 'TH', 'Tổng phụ trách Đội'],
  ['Tổng cộng: 9 người'],
];

/** The messy roster as an Excel file. */
export async function messyRosterXlsx(): Promise<UploadFile> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Danh sách');
  for (const row of MESSY_ROSTER) sheet.addRow(row);
  return {
    name: 'danh-sach-2026.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await workbook.xlsx.writeBuffer()),
  };
}

/** A CSV as a file to upload. */
export function csvFile(name: string, rows: (string | number | null)[][]): UploadFile {
  const text = rows.map((row) => row.map((cell) => cell ?? '').join(';')).join('\r\n');
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${text}\r\n`) };
}

/** The messy roster as the CSV that Excel under Vietnamese settings saves. */
export function messyRosterCsv(): UploadFile {
  return csvFile('danh-sach-2026.csv', MESSY_ROSTER);
}

/** A clean roster of many invented people in `schools` schools. */
export function largeRosterCsv(people: number, schools: number): UploadFile {
  const rows = Array.from({ length: people }, (_, index) => {
    const school = index % schools;
    return [
      `S${school}-${index}`,
      `Nguyễn Thử ${index}`,
      `Trường Tiểu học Thử số ${school + 1}`,
      'Tiểu học',
      index < schools ? 'Hiệu trưởng' : 'Giáo viên',
    ];
  });
  return csvFile('danh-sach-lon.csv', [
    ['Mã', 'Họ và tên', 'Đơn vị', 'Cấp học', 'Vai trò'],
    ...rows,
  ]);
}

/** A record file as a learner's device saves it: all modules passed on a day of the programme. */
export function recordFile(
  learner: { name: string; unit: string; code: string | null },
  modules: string[] = TEACHER_MODULES,
): UploadFile {
  const content: Omit<RecordFile, 'checksum'> = {
    format: RECORD_FILE_FORMAT,
    version: 1,
    createdAt: `${RESULT_DAY}T09:00:00+07:00`,
    deviceId: 'device-0123456789',
    learner,
    completions: modules.map((module) => ({
      module,
      moduleTitle: module,
      moduleVersion: '1.0',
      attempt: 1,
      status: 'passed',
      score: 90,
      startedAt: `${RESULT_DAY}T08:00:00+07:00`,
      at: `${RESULT_DAY}T08:40:00+07:00`,
      seconds: 2400,
      certificate: null,
    })),
  };
  const checksum = createHash('sha256').update(canonicalRecordText(content)).digest('hex');
  return {
    name: `ket-qua-${learner.code ?? 'khong-ma'}.json`,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...content, checksum }, null, 2)),
  };
}
