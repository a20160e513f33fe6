/** Example files an officer fills in, as CSV that Excel opens with its letters intact. */

/** Headers of the roster, in the order offices keep them. */
const ROSTER_HEADERS = [
  'Mã đơn vị',
  'Đơn vị',
  'Cấp học',
  'Mã cá nhân',
  'Họ và tên',
  'Vai trò',
  'Email',
  'Ngày vào',
  'Ngày nghỉ',
];

/** Headers of a table of results. */
const RESULT_HEADERS = [
  'Mã cá nhân',
  'Họ và tên',
  'Đơn vị',
  'Mô-đun',
  'Trạng thái',
  'Điểm',
  'Ngày hoàn thành',
];

function field(text: string): string {
  return /[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV with BOM and semicolons, which Excel under Vietnamese settings opens in columns. */
function toCsv(rows: string[][]): string {
  return `\uFEFF${rows.map((row) => row.map(field).join(';')).join('\r\n')}\r\n`;
}

/** The roster template: its headers and two example rows to overwrite. */
export function rosterTemplate(): string {
  return toCsv([
    ROSTER_HEADERS,
    [
      'VD01',
      'Trường Tiểu học Ví Dụ',
      'Tiểu học',
      'VD01-001',
      'Nguyễn Thị Ví Dụ',
      'Giáo viên',
      '',
      '01/09/2024',
      '',
    ],
    [
      'VD01',
      'Trường Tiểu học Ví Dụ',
      'Tiểu học',
      'VD01-002',
      'Lò Văn Thí Dụ',
      'Hiệu trưởng',
      '',
      '01/09/2020',
      '',
    ],
  ]);
}

/** The template for results, with one example row for a module of this site. */
export function resultsTemplate(moduleTitle: string): string {
  return toCsv([
    RESULT_HEADERS,
    [
      'VD01-001',
      'Nguyễn Thị Ví Dụ',
      'Trường Tiểu học Ví Dụ',
      moduleTitle,
      'Đạt',
      '85',
      '20/10/2026',
    ],
  ]);
}

const FAMILIES = ['Nguyễn', 'Lò', 'Quàng', 'Cà', 'Hoàng', 'Giàng', 'Vàng', 'Tòng', 'Đinh', 'Bùi'];
const MIDDLES = ['Thị', 'Văn', 'Thu', 'Đức', 'Minh', 'Ngọc'];
const GIVENS = [
  'An',
  'Bình',
  'Chi',
  'Dung',
  'Giang',
  'Hạnh',
  'Khánh',
  'Liên',
  'Mai',
  'Nam',
  'Oanh',
];
const SAMPLE_UNITS: [string, string, string][] = [
  ['MAU1', 'Trường Mầm non Hoa Ban (mẫu)', 'Mầm non'],
  ['MAU2', 'Trường Tiểu học Bình Minh (mẫu)', 'Tiểu học'],
  ['MAU3', 'Trường Trung học cơ sở Sông Xanh (mẫu)', 'Trung học cơ sở'],
];
const SAMPLE_ROLES = ['Hiệu trưởng', 'Đầu mối công tác xã hội', 'Nhân viên'];
const PEOPLE_PER_UNIT = 14;

/** File names of the invented sample; how the page tells that only the sample is kept. */
export const SAMPLE_FILES = {
  roster: 'du-lieu-mau-danh-sach.csv',
  results: 'du-lieu-mau-ket-qua.csv',
} as const;

/** Whether a kept import is part of the invented sample. */
export function isSampleFile(fileName: string): boolean {
  return fileName === SAMPLE_FILES.roster || fileName === SAMPLE_FILES.results;
}

/**
 * A small invented office to try the page with: three schools, 42 people, some of whom passed.
 * Always the same; no real person is in it, and every name says that it is a sample.
 * @param moduleTitles titles of the modules of this site
 * @param day `YYYY-MM-DD` on which the results were reached
 */
export function sampleFiles(moduleTitles: string[], day: string): { roster: File; results: File } {
  const roster: string[][] = [ROSTER_HEADERS];
  const results: string[][] = [RESULT_HEADERS];
  const [year = '', month = '', date = ''] = day.split('-');
  const dayText = `${date}/${month}/${year}`;
  SAMPLE_UNITS.forEach(([code, unit, level], unitIndex) => {
    for (let n = 0; n < PEOPLE_PER_UNIT; n += 1) {
      const pick = unitIndex * PEOPLE_PER_UNIT + n;
      const name = [
        FAMILIES[(pick * 3) % FAMILIES.length],
        MIDDLES[(pick * 5 + unitIndex) % MIDDLES.length],
        GIVENS[(pick * 7) % GIVENS.length],
      ].join(' ');
      const person = `${code}-${String(n + 1).padStart(3, '0')}`;
      const role = SAMPLE_ROLES[n] ?? 'Giáo viên';
      roster.push([code, unit, level, person, `${name} (mẫu)`, role, '', '01/09/2020', '']);
      // The three schools stand at different places: most, about half, few have finished.
      const passes = n % 4 < 3 - unitIndex ? moduleTitles : moduleTitles.slice(0, n % 2);
      for (const title of passes) {
        results.push([
          person,
          `${name} (mẫu)`,
          unit,
          title,
          'Đạt',
          String(80 + (n % 5) * 4),
          dayText,
        ]);
      }
    }
  });
  return {
    roster: new File([toCsv(roster)], SAMPLE_FILES.roster, { type: 'text/csv' }),
    results: new File([toCsv(results)], SAMPLE_FILES.results, { type: 'text/csv' }),
  };
}

/** A template as a file to download. */
export async function csvBlob(text: string): Promise<Blob> {
  return new Blob([text], { type: 'text/csv;charset=utf-8' });
}
