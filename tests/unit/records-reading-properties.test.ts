import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  guessMapping,
  sheetsTaken,
  type TableContent,
} from '../../src/records/imports/file-content.ts';
import { findLayout } from '../../src/records/imports/layout.ts';
import { readRoster } from '../../src/records/imports/read-roster.ts';
import { fromLegacy } from '../../src/records/reading/legacy-fonts.ts';
import { readTable } from '../../src/records/reading/table.ts';
import { parseDay } from '../../src/records/wording/days.ts';
import { tidy } from '../../src/records/wording/fold.ts';

const SURNAMES = ['Nguyễn', 'Trần', 'Lò', 'Quàng', 'Lường', 'Đặng', 'Bùi', 'Vừ'];
const MIDDLES = ['Thị', 'Văn', 'Đức', 'Mỹ', 'Xuân', 'Hữu'];
const GIVEN = ['Hương', 'Đạt', 'Thủy', 'Ngọc', 'Quyền', 'Bưởi', 'Huế', 'Khuyên', 'Kỳ', 'Tuấn'];
const UNITS = ['Trường Mầm non Hoa Ban', 'Trường Tiểu học Chiềng Lề', 'Trường THCS Suối Trong'];
const ROLES = ['Giáo viên', 'Hiệu trưởng', 'Kế toán'];

interface Person {
  code: string;
  surname: string;
  given: string;
  unit: string;
  role: string;
  from: string;
}

const day = fc
  .date({ min: new Date('1970-01-02'), max: new Date('2069-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyPeople = fc
  .array(
    fc.record({
      surname: fc
        .tuple(fc.constantFrom(...SURNAMES), fc.constantFrom(...MIDDLES))
        .map((words) => words.join(' ')),
      given: fc.constantFrom(...GIVEN),
      unit: fc.constantFrom(...UNITS),
      role: fc.constantFrom(...ROLES),
      from: day,
    }),
    { minLength: 1, maxLength: 12 },
  )
  // People of one school stand together, as in any list that names the school once.
  .map((people) =>
    people
      .sort((a, b) => UNITS.indexOf(a.unit) - UNITS.indexOf(b.unit))
      .map((person, index): Person => ({ ...person, code: `GV${index}` })),
  );

/** A day in one of the forms of offices. */
function written(iso: string, form: number): string {
  const [year = '', month = '', dom = ''] = iso.split('-');
  const serial = (Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000;
  const forms = [
    iso,
    `${dom}/${month}/${year}`,
    `${Number(dom)}-${Number(month)}-${year.slice(2)}`,
    `ngày ${Number(dom)} tháng ${Number(month)} năm ${year}`,
    `${dom}.${month}.${year}`,
    String(serial),
  ];
  return forms[form % forms.length] ?? iso;
}

/** How an office lays the same people out. */
const anyLayout = fc.record({
  titles: fc.integer({ min: 0, max: 6 }),
  blanks: fc.boolean(),
  names: fc.constantFrom('one', 'two', 'two-under-one', 'two-rows'),
  units: fc.constantFrom('column', 'once', 'headings', 'sheets'),
  numbering: fc.boolean(),
  repeated: fc.boolean(),
  total: fc.boolean(),
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
  dayForm: fc.integer({ min: 0, max: 5 }),
});
type Layout = typeof anyLayout extends fc.Arbitrary<infer T> ? T : never;

/** The table of the people in that layout. */
function laidOut(people: readonly Person[], layout: Layout): string[][] {
  const twoRows = layout.names === 'two-rows';
  const twoNames = layout.names !== 'one';
  const name: [string, string][] = {
    one: [['Họ và tên', '']] as [string, string][],
    two: [
      ['Họ đệm', ''],
      ['Tên', ''],
    ] as [string, string][],
    'two-under-one': [
      ['Họ và tên', ''],
      ['', ''],
    ] as [string, string][],
    'two-rows': [
      ['Họ và tên', 'Họ đệm'],
      ['', 'Tên'],
    ] as [string, string][],
  }[layout.names];
  const hasUnits = layout.units === 'column' || layout.units === 'once';
  const groups: [string, string][][] = [
    [['Mã GV', '']],
    name,
    hasUnits ? [['Đơn vị công tác', '']] : [],
    [
      ['Chức vụ', ''],
      ['Ngày vào', ''],
    ],
  ];
  const header = [
    ['STT', ''] as [string, string],
    ...layout.order.flatMap((at) => groups[at] ?? []),
  ];
  const headerRows = [header.map(([upper]) => upper)];
  if (twoRows) headerRows.push(header.map(([, lower]) => lower));
  const rows: string[][] = [
    ...Array.from({ length: layout.titles }, (_, at) =>
      at === 1 ? [] : ['', ['UBND XÃ', '', 'PHÒNG VĂN HÓA', 'DANH SÁCH GIÁO VIÊN'][at % 4] ?? ''],
    ),
    ...headerRows,
  ];
  if (layout.numbering) rows.push(header.map((_, index) => `(${index + 1})`));
  let unit = '';
  for (const [index, person] of people.entries()) {
    const isFirst = person.unit !== unit;
    unit = person.unit;
    if (layout.blanks && isFirst) rows.push([]);
    if (layout.repeated && index === 5) rows.push(...headerRows);
    if (layout.units === 'headings' && isFirst) rows.push(['I', person.unit]);
    const cells: string[][] = [
      [person.code],
      twoNames ? [person.surname, person.given] : [`${person.surname} ${person.given}`],
      hasUnits ? [layout.units === 'column' || isFirst ? person.unit : ''] : [],
      [person.role, written(person.from, layout.dayForm + index)],
    ];
    rows.push([String(index + 1), ...layout.order.flatMap((at) => cells[at] ?? [])]);
  }
  if (layout.total)
    rows.push([], ['', `Tổng cộng: ${people.length} người`], ['Ghi chú: đã đối chiếu']);
  return rows;
}

const asCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.join(';')}\r\n`).join('');

async function read(bytes: Uint8Array, school: string | null = null): Promise<unknown[]> {
  const table = await readTable(bytes);
  for (const sheet of table.sheets) sheet.name = school;
  const layout = findLayout(table, null);
  expect(layout.kind).toBe('roster');
  const content: TableContent = { type: 'table', table, ...layout };
  const taken = sheetsTaken(content, guessMapping(content, 'ds.csv', []));
  const lines = readRoster(table, taken).filter(({ outcome }) => outcome !== 'ignored');
  return lines.map((line) =>
    line.outcome === 'entry'
      ? [line.entry.code, line.entry.name, line.entry.unit, line.entry.role, line.entry.from]
      : line,
  );
}

describe('reading a roster', () => {
  it('gives the same people whatever the layout', async () => {
    await fc.assert(
      fc.asyncProperty(anyPeople, anyLayout, async (all, layout) => {
        const schools =
          layout.units === 'sheets' ? [...new Set(all.map(({ unit }) => unit))] : [null];
        for (const school of schools) {
          const people = all.filter(({ unit }) => school === null || unit === school);
          const bytes = new TextEncoder().encode(asCsv(laidOut(people, layout)));
          const roles: Record<string, string> = {
            'Giáo viên': 'giao-vien',
            'Hiệu trưởng': 'cbql',
            'Kế toán': 'nhan-vien',
          };
          expect(await read(bytes, school)).toEqual(
            people.map(({ code, surname, given, unit, role, from }) => [
              code,
              `${surname} ${given}`,
              unit,
              roles[role],
              from,
            ]),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads a day the same in each of the forms that offices use', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 5 }), (iso, form) => {
        expect(parseDay(written(iso, form))).toBe(iso);
      }),
    );
  });
});

/** TCVN 5712:1993 VN3, letter by letter: the code of each in hexadecimal. */
const TCVN3_CODES =
  'Ă A1 Â A2 Ê A3 Ô A4 Ơ A5 Ư A6 Đ A7 ă A8 â A9 ê AA ô AB ơ AC ư AD đ AE à B5 ả B6 ã B7 á B8 ạ B9 ằ BB ẳ BC ẵ BD ắ BE ' +
  'ặ C6 ầ C7 ẩ C8 ẫ C9 ấ CA ậ CB è CC ẻ CE ẽ CF é D0 ẹ D1 ề D2 ể D3 ễ D4 ế D5 ệ D6 ì D7 ỉ D8 ĩ DC í DD ị DE ' +
  'ò DF ỏ E1 õ E2 ó E3 ọ E4 ồ E5 ổ E6 ỗ E7 ố E8 ộ E9 ờ EA ở EB ỡ EC ớ ED ợ EE ù EF ủ F1 ũ F2 ú F3 ụ F4 ' +
  'ừ F5 ử F6 ữ F7 ứ F8 ự F9 ỳ FA ỷ FB ỹ FC ý FD ỵ FE';
const tcvn3Codes = new Map(
  [...TCVN3_CODES.matchAll(/(\S) ([0-9A-F]{2})/gu)].map(([, letter = '', code = '']) => [
    letter,
    Number.parseInt(code, 16),
  ]),
);

function asTcvn3(text: string): string {
  return [...text]
    .map((letter) => {
      // Capitals with a tone have no code: the font with capitals shows the small letter's.
      const code = tcvn3Codes.get(letter) ?? tcvn3Codes.get(letter.toLocaleLowerCase('vi'));
      return code === undefined ? letter : String.fromCharCode(code);
    })
    .join('');
}

/** VNI: a vowel, then one sign for its mark and tone; a few letters have a code of their own. */
const VNI_OWN = new Map(Object.entries({ đ: 'ñ', Đ: 'Ñ', ơ: 'ô', Ơ: 'Ô', ư: 'ö', Ư: 'Ö' }));
const VNI_SINGLE = new Map(Object.entries({ ỉ: 'æ', ĩ: 'ó', ị: 'ò', ỵ: 'î', í: 'í', ì: 'ì' }));
const VNI_SIGNS: Record<string, string> = {
  '\u0301': 'ù',
  '\u0300': 'ø',
  '\u0309': 'û',
  '\u0303': 'õ',
  '\u0323': 'ï',
};
const VNI_CIRCUMFLEX: Record<string, string> = {
  '': 'â',
  '\u0301': 'á',
  '\u0300': 'à',
  '\u0309': 'å',
  '\u0303': 'ã',
  '\u0323': 'ä',
};
const VNI_BREVE: Record<string, string> = {
  '': 'ê',
  '\u0301': 'é',
  '\u0300': 'è',
  '\u0309': 'ú',
  '\u0303': 'ü',
  '\u0323': 'ë',
};

function asVni(text: string): string {
  return [...text]
    .map((letter) => {
      const single = VNI_SINGLE.get(letter.toLocaleLowerCase('vi'));
      if (single !== undefined)
        return letter === letter.toLocaleLowerCase('vi') ? single : single.toUpperCase();
      const apart = letter.normalize('NFD');
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(apart)?.[0] ?? '';
      const plain = apart.replace(tone, '').normalize('NFC');
      const own = VNI_OWN.get(plain);
      const mark = /[\u0302\u0306]/.exec(apart)?.[0];
      const isSmall = letter === letter.toLocaleLowerCase('vi');
      const cased = (sign: string) => (isSmall ? sign : sign.toUpperCase());
      if (own !== undefined) return own + cased(VNI_SIGNS[tone] ?? '');
      const base = plain.normalize('NFD').charAt(0);
      if (mark === '\u0302') return base + cased(VNI_CIRCUMFLEX[tone] ?? '');
      if (mark === '\u0306') return base + cased(VNI_BREVE[tone] ?? '');
      return base + cased(VNI_SIGNS[tone] ?? '');
    })
    .join('');
}

/** Every Vietnamese vowel in every tone, small. */
const VOWELS = [...'aăâeêioôơuưy'].flatMap((vowel) =>
  ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'].map((tone) =>
    (vowel + tone).normalize('NFC'),
  ),
);
const anySyllable = fc
  .tuple(
    fc.constantFrom('', 'b', 'đ', 'ng', 'th', 'ch', 'l', 'm'),
    fc.constantFrom(...VOWELS),
    fc.constantFrom('', 'n', 'ng', 'm'),
  )
  .map((parts) => parts.join(''));

describe('text in an old encoding', () => {
  it.each([
    ['TCVN3', asTcvn3],
    ['VNI', asVni],
  ] as const)(
    'comes back from %s as it was, in small letters and in capitals',
    (encoding, encode) => {
      fc.assert(
        fc.property(fc.array(anySyllable, { minLength: 1, maxLength: 6 }), (syllables) => {
          const text = syllables.join(' ');
          expect(fromLegacy(encode(text), encoding)).toBe(text);
          const capitals = `NHÂN ${text}`.toLocaleUpperCase('vi');
          expect(fromLegacy(encode(capitals), encoding)).toBe(capitals);
        }),
        { numRuns: 500 },
      );
    },
  );

  it.each([
    ['TCVN3', asTcvn3],
    ['VNI', asVni],
  ] as const)('is recognised in a roster: %s as bytes and as UTF-8', async (encoding, encode) => {
    await fc.assert(
      fc.asyncProperty(anyPeople, async (people) => {
        const rows = [
          ['Mã', 'Họ và tên', 'Đơn vị', 'Chức vụ'],
          ...people.map(({ code, surname, given, unit, role }) => [
            code,
            `${surname} ${given}`,
            unit,
            role,
          ]),
        ];
        const text = encode(asCsv(rows));
        for (const bytes of [
          new Uint8Array(Buffer.from(text, 'latin1')),
          new TextEncoder().encode(text),
        ]) {
          const table = await readTable(bytes);
          expect(table.encoding).toBe(encoding);
          expect(table.sheets[0]?.rows).toEqual(rows);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is never seen in Unicode', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPeople,
        fc.constantFrom('utf-8', 'utf-16le'),
        async (people, encoding) => {
          const rows = [
            ['Mã', 'Họ và tên', 'Đơn vị'],
            ...people.map(({ code, surname, given, unit }) => [code, `${surname} ${given}`, unit]),
          ];
          const text = asCsv(rows);
          const bytes =
            encoding === 'utf-8'
              ? new TextEncoder().encode(text)
              : new Uint8Array(Buffer.from(text, 'utf16le'));
          const table = await readTable(bytes);
          expect(table.legacy).toEqual([]);
          expect(table.sheets[0]?.rows).toEqual(rows);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('tidying', () => {
  it('leaves no white space at the ends, none doubled, and letters composed', () => {
    const piece = fc.constantFrom(
      'a',
      'ệ',
      'e\u0323\u0302',
      'ư',
      ' ',
      '\u00a0',
      '\t',
      '\u200b',
      '1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const words = pieces
          .join('')
          .normalize('NFC')
          .split(/[\s\u200b]+/)
          .filter((word) => word !== '');
        expect(tidy(pieces.join(''))).toBe(words.join(' '));
      }),
    );
  });
});
