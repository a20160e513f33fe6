import { COMPLETION_STATUS_LABELS, type Level } from '../../schemas/vocabulary.ts';
import { writeCsv } from '../exports/csv-writer.ts';
import { type GeneratedCompletion, type GeneratedPerson, levelName } from '../roster-generator.ts';

/** Generated people and completions as the plain CSV files that import takes. */

/** A tidy roster. */
export function rosterCsv(roster: readonly GeneratedPerson[]): string {
  return writeCsv(
    [
      [
        'Mã',
        'Họ và tên',
        'Phòng',
        'Đơn vị',
        'Cấp học',
        'Vai trò',
        'Email',
        'Tên đăng nhập',
        'Ngày vào',
        'Ngày nghỉ',
      ],
      ...roster.map((person) => [
        person.code,
        person.name,
        person.office,
        person.unit,
        levelName(person.level),
        person.position,
        person.email,
        person.username,
        { day: person.from },
        person.to === null ? null : { day: person.to },
      ]),
    ],
    'semicolon',
  );
}

/** Classes of every school of a roster in one school year: three a grade or age group, of 22 to 38. */
export function classesCsv(roster: readonly GeneratedPerson[], schoolYear: string): string {
  const schools = new Map(roster.map(({ unit, office, level }) => [unit, { office, level }]));
  const grades: Partial<Record<Level, readonly string[]>> = {
    'mam-non': ['Mầm', 'Chồi', 'Lá'],
    'tieu-hoc': ['1', '2', '3', '4', '5'],
    thcs: ['6', '7', '8', '9'],
    thpt: ['10', '11', '12'],
  };
  const rows = [...schools].flatMap(([unit, { office, level }], school) =>
    (grades[level] ?? []).flatMap((grade, index) =>
      ['A', 'B', 'C'].map((letter, at) => [
        office,
        unit,
        level === 'mam-non' ? `${grade} ${at + 1}` : `${grade}${letter}`,
        22 + ((school * 7 + index * 5 + at * 3) % 17),
        schoolYear,
      ]),
    ),
  );
  return writeCsv([['Phòng', 'Trường', 'Lớp', 'Sĩ số', 'Năm học'], ...rows], 'semicolon');
}

/** A table of completions. */
export function completionsTableCsv(completions: readonly GeneratedCompletion[]): string {
  return writeCsv(
    [
      ['Mã', 'Họ và tên', 'Mô-đun', 'Kết quả', 'Điểm', 'Ngày'],
      ...completions.map(({ person, module, status, score, day }) => [
        person.code,
        person.name,
        module,
        COMPLETION_STATUS_LABELS[status],
        score,
        { day },
      ]),
    ],
    'semicolon',
  );
}
