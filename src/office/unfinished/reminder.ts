import { formatDay } from '../../day.ts';
import type { Unfinished } from '../../records/contract.ts';
import { formatCount } from '../format.ts';
import type { RecordsHomeName } from '../records-home.ts';

/** What a reminder is written from. */
export interface ReminderFacts {
  officeName: string;
  /** Name of the unit, or null for all of them. */
  unitName: string | null;
  programmeTitle: string;
  /** `YYYY-MM-DD`. */
  on: string;
  /** The day by which results are needed, `YYYY-MM-DD`, or null when none is set. */
  due: string | null;
  people: Unfinished['people'];
  total: number;
  /** Titles by module slug. */
  titles: ReadonlyMap<string, string>;
  /** Address of the site, without a slash at its end. */
  site: string;
  /** Where the records are: it decides how results come in. */
  home: RecordsHomeName;
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

/** How a result reaches the office. */
function howResultsCome({ home, site }: ReminderFacts): string {
  return home === 'server'
    ? `Máy đã gắn mã học viên thì kết quả tự gửi về. Chưa gắn mã: mở ${site}/thiet-bi/, nhập mã trên thẻ.`
    : `Học xong, xin mở ${site}/thiet-bi/, lưu tệp kết quả và gửi lại. Đã học rồi thì chỉ cần gửi tệp kết quả.`;
}

/**
 * Text of a reminder for Zalo or e-mail: plain, polite, complete without an attachment.
 * @param withNames names everybody with what they lack: for the focal teacher alone
 */
export function reminderText(facts: ReminderFacts, withNames: boolean): string {
  const { unitName, total, people, titles, due } = facts;
  const greeting =
    unitName === null
      ? 'Kính gửi các thầy cô,'
      : `Kính gửi Ban Giám hiệu và các thầy cô ${unitName},`;
  const wish = due === null ? '' : ` Xin các thầy cô thu xếp học trước ngày ${formatDay(due)}.`;
  const lines = [
    greeting,
    '',
    `Cảm ơn các thầy cô đã tham gia “${facts.programmeTitle}”. Tính đến hết ngày ${formatDay(facts.on)}, còn ${formatCount(total)} người chưa học xong.${wish}`,
    '',
    ...(withNames
      ? people.map(({ name, unit, missing }, index) => {
          const who = unitName === null ? `${name} (${unit})` : name;
          return `${index + 1}. ${who}: ${missing.map(({ module }) => titles.get(module) ?? module).join('; ')}`;
        })
      : ['Mô-đun còn thiếu:', ...lackedModules(facts).map((line) => `- ${line}`)]),
    '',
    `Vào học tại: ${facts.site}/tap-huan/`,
    howResultsCome(facts),
    'Thầy cô nào vướng máy, mạng hoặc thời gian, xin báo đầu mối của trường để được giúp.',
    '',
    'Trân trọng cảm ơn.',
    facts.officeName,
  ];
  return lines.join('\n');
}

/**
 * The reminder as a text message, without diacritics: with them one message holds 70 letters and not
 * 160. Names nobody.
 */
export function smsText(facts: ReminderFacts): string {
  const { unitName, total, due, officeName } = facts;
  const who = unitName === null ? 'Kinh gui cac thay co' : `Kinh gui thay co ${unitName}`;
  const by = due === null ? '' : ` truoc ${formatDay(due)}`;
  return withoutMarks(
    `${who}: con ${total} nguoi chua hoc xong tap huan. Xin vao ${facts.site}/tap-huan/ hoc${by}. Vuong gi xin bao dau moi. Cam on! ${officeName}`,
  );
}

/** Latin letters alone, as a text message holds 160 of; Vietnamese dashes and quotes too. */
function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[–—]/g, '-')
    .replace(/[«»“”]/g, '"')
    .replace(/[^\x20-\x7e]/g, '');
}

/** How many messages a text of plain Latin letters is sent as: one of 160, or parts of 153. */
export function smsParts(text: string): number {
  return text.length <= 160 ? 1 : Math.ceil(text.length / 153);
}

/** About as long as one Zalo message may be, in letters. */
export const ZALO_MAX = 2000;

/** Whether an address leads nowhere but to this PC. */
export function isThisPcAlone(site: string): boolean {
  const { protocol, hostname } = new URL(site);
  return protocol === 'file:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
