import { formatDay } from '../../day.ts';
import type { Unfinished } from '../../records/contract.ts';
import { formatCount } from '../format.ts';

/** What a reminder is written from. */
export interface ReminderFacts {
  officeName: string;
  /** Name of the unit, or null for all of them. */
  unitName: string | null;
  programmeTitle: string;
  /** `YYYY-MM-DD`. */
  on: string;
  people: Unfinished['people'];
  total: number;
  /** Titles by module slug. */
  titles: ReadonlyMap<string, string>;
  /** Address of the list of training modules. */
  link: string;
  /** Name everybody with what they lack. */
  withNames: boolean;
}

/** The modules that people lack, most lacked first, as `Title (n người)`. */
function lackedModules({ people, titles }: ReminderFacts): string[] {
  const counts = new Map<string, number>();
  for (const { missing } of people) {
    for (const { module } of missing) counts.set(module, (counts.get(module) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([module, count]) => `${titles.get(module) ?? module} (${formatCount(count)} người)`);
}

/** Text of a reminder for Zalo or e-mail: plain, polite, complete without an attachment. */
export function reminderText(facts: ReminderFacts): string {
  const { unitName, total, people, titles, withNames } = facts;
  const greeting =
    unitName === null
      ? 'Kính gửi các thầy cô,'
      : `Kính gửi Ban Giám hiệu và các thầy cô ${unitName},`;
  const lines = [
    greeting,
    '',
    `Tính đến hết ngày ${formatDay(facts.on)}, còn ${formatCount(total)} người chưa hoàn thành tập huấn theo «${facts.programmeTitle}».`,
    '',
    ...(withNames
      ? people.map(({ name, unit, missing }, index) => {
          const who = unitName === null ? `${name} (${unit})` : name;
          return `${index + 1}. ${who}: ${missing.map(({ module }) => titles.get(module) ?? module).join('; ')}`;
        })
      : ['Mô-đun còn thiếu:', ...lackedModules(facts).map((line) => `- ${line}`)]),
    '',
    `Thầy cô vào học tại: ${facts.link}`,
    'Học xong, xin lưu tệp kết quả và gửi lại. Thầy cô nào đã học rồi thì chỉ cần gửi tệp kết quả.',
    '',
    'Trân trọng cảm ơn.',
    facts.officeName,
  ];
  return lines.join('\n');
}
