import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classLines } from './class-lines.ts';
import { kept } from './pasted-line.ts';
import { sessionLines, sessionsOf } from './session-lines.ts';

const schoolClass = (name: string, size: number, schoolYear = '2026-2027') => ({
  id: `id-${name}-${schoolYear}`,
  unitId: 'school',
  unit: 'Trường',
  schoolYear,
  name,
  level: null,
  size,
  sessions: 0,
});
const classes = [schoolClass('1A', 30), schoolClass('1B', 28), schoolClass('1A', 25, '2025-2026')];
const verdicts = (lines: { verdict: string; says: string }[]) =>
  lines.map(({ verdict, says }) => [verdict, says]);

describe('classes pasted from Excel', () => {
  const thisYear = classes.filter(({ schoolYear }) => schoolYear === '2026-2027');

  it('are judged line by line: new, another size, the same, or why not; a heading is none', () => {
    const lines = classLines(
      'Lớp\tSĩ số\r\n1C\t31\r\nlớp 1a\t32\r\n1B\t28\r\n2A\tba mươi\r\n1C\t30\r\n\t20\r\n',
      thisYear,
    );
    expect(verdicts(lines)).toEqual([
      ['new', 'Lớp mới'],
      ['changed', 'Sĩ số đang là 30'],
      ['same', 'Đã có, không đổi'],
      ['bad', 'Sĩ số phải là số nguyên từ 1 đến 500'],
      ['bad', 'Lớp này đã có ở dòng trên'],
      ['bad', 'Thiếu tên lớp'],
    ]);
    expect(kept(lines).map(({ known, name, size }) => [known?.id ?? null, name, size])).toEqual([
      [null, '1C', 31],
      ['id-1A-2026-2027', '1A', 32],
    ]);
  });

  it('never keep a class twice, nor a size that a class cannot have', () => {
    const cell = fc.oneof(
      fc.constantFrom('1A', '1 a', 'Lớp 1B', '2C', ''),
      fc.integer({ min: -5, max: 700 }).map(String),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 12 }), (rows) => {
        const list = kept(classLines(rows.map((row) => row.join('\t')).join('\n'), thisYear));
        for (const { size } of list) expect(size >= 1 && size <= 500).toBe(true);
        const ids = list.map(({ known, name }) => known?.id ?? name.toLowerCase());
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe('sessions pasted from Excel', () => {
  const facts = {
    unitId: 'school',
    classes,
    topics: [{ id: 'bao-luc', name: 'Bạo lực học đường' }],
    modules: [{ slug: 'an-toan-mang', title: 'An toàn trên môi trường mạng' }],
    today: '2026-11-22',
  };
  const read = (...rows: string[][]) =>
    sessionLines(rows.map((row) => row.join('\t')).join('\r\n'), facts);

  it('make one session of the lines that share day, topic and leader', () => {
    const lines = read(
      ['Ngày', 'Nội dung', 'Lớp', 'Số dự', 'Người phụ trách'],
      ['21/11/2026', 'bao luc hoc duong', '1A', '29', 'Cô Ban'],
      ['21/11/2026', 'Bạo lực học đường', '1B', '28', 'Cô Ban'],
      ['2026-11-20', 'An toàn trên môi trường mạng', '1A', '30', 'Cô Ban'],
    );
    expect(lines.map(({ verdict }) => verdict)).toEqual(['new', 'new', 'new']);
    expect(sessionsOf(kept(lines))).toEqual([
      {
        unitId: 'school',
        day: '2026-11-21',
        topic: 'bao-luc',
        module: null,
        leader: 'Cô Ban',
        note: '',
        classes: [
          { classId: 'id-1A-2026-2027', headcount: 29 },
          { classId: 'id-1B-2026-2027', headcount: 28 },
        ],
      },
      {
        unitId: 'school',
        day: '2026-11-20',
        topic: null,
        module: 'an-toan-mang',
        leader: 'Cô Ban',
        note: '',
        classes: [{ classId: 'id-1A-2026-2027', headcount: 30 }],
      },
    ]);
  });

  it('take the class of the school year that the day lies in', () => {
    const [line] = kept(read(['10/03/2026', 'Bạo lực học đường', '1A', '20', 'Cô Ban']));
    expect(line?.classId).toBe('id-1A-2025-2026');
  });

  it('say of each line that cannot be kept what is wrong with it', () => {
    expect(
      verdicts(
        read(
          ['hôm qua', 'Bạo lực học đường', '1A', '29', 'Cô Ban'],
          ['23/11/2026', 'Bạo lực học đường', '1A', '29', 'Cô Ban'],
          ['21/11/2026', 'Bơi lội', '1A', '29', 'Cô Ban'],
          ['21/11/2026', 'Bạo lực học đường', '9Z', '29', 'Cô Ban'],
          ['21/11/2026', 'Bạo lực học đường', '1A', 'đủ', 'Cô Ban'],
          ['21/11/2026', 'Bạo lực học đường', '1A', '29', ''],
          ['21/11/2026', 'Bạo lực học đường', '1A', '45', 'Cô Ban'],
          ['21/11/2026', 'Bạo lực học đường', '1a', '29', 'Cô Ban'],
        ),
      ),
    ).toEqual([
      ['bad', 'Chưa đọc được ngày: viết như 21/11/2026'],
      ['bad', 'Ngày còn ở phía trước'],
      ['bad', 'Không có chủ đề hoặc mô-đun tên "Bơi lội"'],
      ['bad', 'Năm học 2026-2027 chưa có lớp "9Z"'],
      ['bad', 'Số dự phải là số nguyên từ 0 đến 500'],
      ['bad', 'Thiếu người phụ trách'],
      ['new', 'Buổi ngày 21/11/2026; số dự nhiều hơn sĩ số 30, chỉ tính 30'],
      ['bad', 'Lớp này đã có trong buổi ấy ở dòng trên'],
    ]);
  });
});
