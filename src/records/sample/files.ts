import { COMPLETION_STATUS_LABELS } from '../../schemas/vocabulary.ts';
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
