import { contentKey } from '../database/ids.ts';
import type { Judgement, RowWrite } from './judged.ts';

/**
 * What an officer was shown of a judged file, as one short text: two judgements with the same one say
 * the same of every row and mean the same people, classes and units. Keys made anew at each judging
 * (of people and units that are only planned) are no part of it.
 */
export function fingerprintOf({ rows, newUnits, changedUnits }: Judgement): string {
  const planned = new Map(newUnits.map(({ id, name }) => [id, name]));
  const place = (id: string | null) => planned.get(id ?? '') ?? id;
  const lines = rows.map(
    ({ verdict, reason, proposal, write }) =>
      `${verdict}|${reason}|${proposal?.personId ?? ''}|${keptRow(write)}`,
  );
  for (const { name, code, kind, parent_id } of newUnits)
    lines.push(JSON.stringify(['new', name, code, kind, place(parent_id)]));
  for (const { before, after } of changedUnits)
    lines.push(JSON.stringify([before.id, after.name, after.code, place(after.parent_id)]));
  return contentKey(lines.join('\n'));
}

/** Which kept row a row would write to; empty when it adds one. */
function keptRow(write: RowWrite | null): string {
  if (write === null) return '';
  switch (write.table) {
    case 'completion':
      return write.completion?.person_id ?? '';
    case 'indicator_statement':
      return (write.after ?? write.before)?.id ?? '';
    case 'class_session':
      return (write.after ?? write.before)?.row.id ?? '';
    default:
      return write.before?.id ?? '';
  }
}
