import type { ClassSession, SessionInput } from '../../records/contract/classes.ts';

/** What the form of a session holds while it is filled in. */
export interface SessionDraft {
  day: string;
  /** `topic:<id>` or `module:<slug>`. */
  about: string;
  leader: string;
  note: string;
  /** Headcount by class, as typed. */
  counts: Record<string, string>;
}

/** The draft of a session that is kept already, to change it or to repeat it. */
export function draftOf(session: ClassSession): SessionDraft {
  const { day, topic, module, leader, note, classes } = session;
  return {
    day,
    about: topic === null ? `module:${module ?? ''}` : `topic:${topic}`,
    leader,
    note,
    counts: Object.fromEntries(
      classes.map(({ classId, headcount }) => [classId, String(headcount)]),
    ),
  };
}

/** What is to be kept, or a Vietnamese sentence what is still missing. */
export function inputOf(draft: SessionDraft, unitId: string): SessionInput | string {
  const [kind, id = ''] = draft.about.split(':');
  const filled = Object.entries(draft.counts).filter(([, text]) => text.trim() !== '');
  if (draft.day === '') return 'Hãy ghi ngày của buổi.';
  if (id === '') return 'Hãy chọn chủ đề hoặc mô-đun.';
  if (draft.leader.trim() === '') return 'Hãy ghi người phụ trách buổi.';
  if (filled.length === 0) return 'Hãy ghi số em dự của ít nhất một lớp.';
  if (filled.some(([, text]) => !/^\d{1,3}$/.test(text.trim())))
    return 'Số em dự phải là số nguyên.';
  return {
    unitId,
    day: draft.day,
    topic: kind === 'topic' ? id : null,
    module: kind === 'module' ? id : null,
    leader: draft.leader.trim(),
    note: draft.note.trim(),
    classes: filled.map(([classId, text]) => ({ classId, headcount: Number(text) })),
  };
}

/** A session as it was, to put it back: exactly what is kept of it. */
export function inputAgain(session: ClassSession): SessionInput {
  const { unitId, day, topic, module, leader, note, classes } = session;
  return {
    unitId,
    day,
    topic,
    module,
    leader,
    note,
    classes: classes.map(({ classId, headcount }) => ({ classId, headcount })),
  };
}
