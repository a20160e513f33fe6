import { formatDay } from '../day.ts';
import type { LegalDocument } from '../schemas/legal-document.ts';
import type { ContentProblem } from './problem.ts';
import { type Content, entriesOf } from './read-content.ts';

/** Whether an act is in force on a day, and if not, why in Vietnamese. */
export type Standing =
  | { kind: 'in-force' }
  | { kind: 'unclear' }
  | { kind: 'not-yet'; from: string }
  | { kind: 'over'; reason: string };

/** Standing of an act on `day` (`YYYY-MM-DD`). */
export function standingOn(act: LegalDocument, day: string): Standing {
  if (act.status === 'het-hieu-luc' || act.status === 'het-giai-doan') {
    const since = act.inForceUntil === undefined ? '' : ` từ ${formatDay(act.inForceUntil)}`;
    const reason = act.status === 'het-hieu-luc' ? 'đã hết hiệu lực' : 'đã hết giai đoạn thực hiện';
    return { kind: 'over', reason: `${reason}${since}` };
  }
  if (act.inForceUntil !== undefined && act.inForceUntil <= day) {
    return { kind: 'over', reason: `đã hết hiệu lực từ ${formatDay(act.inForceUntil)}` };
  }
  if (act.inForceFrom !== undefined && act.inForceFrom > day) {
    return { kind: 'not-yet', from: act.inForceFrom };
  }
  return act.status === 'chua-ro' ? { kind: 'unclear' } : { kind: 'in-force' };
}

/**
 * What is wrong with standing on an act on `day`, or null when it is in force.
 * @param history `history-key`: where the file may name it as history.
 */
export function legalStandingProblem(
  act: LegalDocument,
  id: string,
  day: string,
  history?: 'history-key',
): Pick<ContentProblem, 'severity' | 'found' | 'wanted'> | null {
  const standing = standingOn(act, day);
  const found = `${act.number} (${id})`;
  if (standing.kind === 'unclear') {
    return {
      severity: 'warning',
      found: `${found} chưa rõ hiệu lực`,
      wanted: 'kiểm tra lại văn bản này trước khi dựa vào nó',
    };
  }
  if (standing.kind === 'not-yet') {
    return {
      severity: 'problem',
      found: `${found} đến ${formatDay(standing.from)} mới có hiệu lực`,
      wanted: 'văn bản đang có hiệu lực; bỏ văn bản này cho tới ngày đó',
    };
  }
  if (standing.kind === 'in-force') return null;
  const successor =
    act.replacedBy.length === 0 ? '' : ` Văn bản thay thế: ${act.replacedBy.join(', ')}.`;
  const asHistory =
    history === undefined
      ? '.'
      : '; nếu nhắc lại như lịch sử thì ghi mã vào “legalHistory” và nói rõ trong bài.';
  return {
    severity: 'problem',
    found: `${found} ${standing.reason}`,
    wanted: `văn bản đang có hiệu lực${asHistory}${successor}`,
  };
}

/**
 * Nothing stands on an act that is not in force on `day`, unless the entry lists it in
 * `legalHistory`; and the register's own status agrees with its dates.
 */
export function checkLegal(content: Content, day: string): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const acts = new Map(
    content.legal.flatMap(({ id, data }) => (data === null ? [] : [[id, data]])),
  );

  function cite(file: string, line: number, key: string, id: string, asHistory: boolean): void {
    const act = acts.get(id);
    if (act === undefined) return;
    const problem = legalStandingProblem(act, id, day, 'history-key');
    if (problem === null || (asHistory && standingOn(act, day).kind === 'over')) return;
    problems.push({ ...problem, file, line, key });
  }

  for (const entry of entriesOf(content)) {
    const history = new Set(entry.data?.legalHistory ?? []);
    entry.data?.legal.forEach((id, index) => {
      cite(entry.file, entry.source.lineOf(['legal', index]), 'legal', id, false);
    });
    entry.data?.legalHistory.forEach((id, index) => {
      const act = acts.get(id);
      if (act === undefined || standingOn(act, day).kind !== 'in-force') return;
      problems.push({
        severity: 'problem',
        file: entry.file,
        line: entry.source.lineOf(['legalHistory', index]),
        key: 'legalHistory',
        found: `${act.number} (${id}) còn hiệu lực`,
        wanted: 'ghi văn bản còn hiệu lực ở khóa “legal”',
      });
    });
    // Without readable front matter it is not known what is cited as history.
    if (entry.data === null) continue;
    for (const tag of entry.body.tags) {
      if (tag.name !== 'Law') continue;
      const id = tag.attributes.find((attribute) => attribute.name === 'id')?.text;
      if (id !== null && id !== undefined)
        cite(entry.file, tag.line, '<Law id>', id, history.has(id));
    }
  }
  for (const { file, source, data } of content.programmes) {
    if (data === null || data.past) continue;
    data.legal.forEach((id, index) => {
      cite(file, source.lineOf(['legal', index]), 'legal', id, false);
    });
  }
  for (const { file, source, data } of content.legal) {
    if (data === null) continue;
    if (data.status !== 'con-hieu-luc') continue;
    if (data.inForceUntil !== undefined && data.inForceUntil <= day) {
      problems.push({
        severity: 'problem',
        file,
        line: source.lineOf(['status']),
        key: 'status',
        found: `con-hieu-luc, nhưng hết hiệu lực từ ${formatDay(data.inForceUntil)}`,
        wanted: 'het-hieu-luc, và văn bản thay thế ở “replacedBy”',
      });
    }
  }
  return problems;
}
