import { formatDay } from '../../day.ts';
import type { SchoolClass, SessionInput } from '../../records/contract/classes.ts';
import { schoolYearOf } from '../../records/coverage/school-year.ts';
import { parseDay } from '../../records/wording/days.ts';
import { foldText } from '../format.ts';
import { nameKey, pastedCells } from './cells.ts';
import { badLine, isHeading, type PastedLine } from './pasted-line.ts';

/** What lines of sessions are judged against. */
export interface SessionFacts {
  unitId: string;
  /** Of every school year that lines may speak of. */
  classes: readonly SchoolClass[];
  topics: readonly { id: string; name: string }[];
  modules: readonly { slug: string; title: string }[];
  /** `YYYY-MM-DD`. */
  today: string;
}

/** One class of a session; the lines of one session are put together by `sessionsOf`. */
export interface PastedHeadcount {
  session: Omit<SessionInput, 'classes'>;
  classId: string;
  headcount: number;
}

/** Judges a block of five columns: day, topic or module, class, headcount, who led it (pure). */
export function sessionLines(text: string, facts: SessionFacts): PastedLine<PastedHeadcount>[] {
  const { unitId, classes, topics, modules, today } = facts;
  const topicBy = new Map(topics.map(({ id, name }) => [foldText(name), id]));
  const moduleBy = new Map(modules.map(({ slug, title }) => [foldText(title), slug]));
  const seen = new Set<string>();
  return pastedCells(text).flatMap((cells, index): PastedLine<PastedHeadcount>[] => {
    const line = index + 1;
    if (cells.every((cell) => cell === '')) return [];
    if (index === 0 && isHeading(cells, ['ngay', 'lop', 'so du', 'noi dung', 'chu de'])) return [];
    const [dayText = '', about = '', className = '', count = '', leader = ''] = cells;
    const shown = [dayText, about, className, count, leader];
    const bad = (says: string) => [badLine(line, shown, says)];
    const day = parseDay(dayText);
    if (day === null) return bad('Chưa đọc được ngày: viết như 21/11/2026');
    if (day > today) return bad('Ngày còn ở phía trước');
    const topic = topicBy.get(foldText(about)) ?? null;
    const module = topic === null ? (moduleBy.get(foldText(about)) ?? null) : null;
    if (topic === null && module === null) return bad(`Không có chủ đề hoặc mô-đun tên "${about}"`);
    const year = schoolYearOf(day);
    const found = classes.find(
      (each) => each.schoolYear === year && nameKey(each.name) === nameKey(className),
    );
    if (found === undefined) return bad(`Năm học ${year} chưa có lớp "${className}"`);
    if (!/^\d{1,3}$/.test(count) || Number(count) > 500)
      return bad('Số dự phải là số nguyên từ 0 đến 500');
    if (leader === '') return bad('Thiếu người phụ trách');
    if (leader.length > 120) return bad('Tên người phụ trách dài quá 120 chữ');
    const session = { unitId, day, topic, module, leader, note: '' };
    const key = JSON.stringify([session, found.id]);
    if (seen.has(key)) return bad('Lớp này đã có trong buổi ấy ở dòng trên');
    seen.add(key);
    const headcount = Number(count);
    const says =
      headcount > found.size
        ? `Buổi ngày ${formatDay(day)}; số dự nhiều hơn sĩ số ${found.size}, chỉ tính ${found.size}`
        : `Buổi ngày ${formatDay(day)}`;
    const value = { session, classId: found.id, headcount };
    return [{ line, cells: shown, verdict: 'new', says, value }];
  });
}

/** The sessions that lines make: lines of one day, topic and leader are one session of several classes. */
export function sessionsOf(lines: readonly PastedHeadcount[]): SessionInput[] {
  const sessions = new Map<string, SessionInput>();
  for (const { session, classId, headcount } of lines) {
    const key = JSON.stringify(session);
    const known = sessions.get(key) ?? { ...session, classes: [] };
    known.classes.push({ classId, headcount });
    sessions.set(key, known);
  }
  return [...sessions.values()];
}
