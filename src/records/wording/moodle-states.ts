import type { CompletionStatus } from '../../schemas/vocabulary.ts';
import { fold } from './fold.ts';

/**
 * Moodle's completion states, English or Vietnamese. `Completed` without a pass grade is `completed`,
 * never `passed`. "(set by …)" after a state says who ticked it by hand.
 */
export function completionState(text: string): CompletionStatus | 'nothing' | null {
  const words = fold(text.replace(/\((?:set by|được đặt bởi|được thiết lập bởi)[^)]*\)/i, ''));
  if (words === '' || /^(not completed|chua hoan thanh|khong hoan thanh|incomplete)$/.test(words))
    return 'nothing';
  if (/^(completed|complete|da hoan thanh|hoan thanh)$/.test(words)) return 'completed';
  const detail = /^(?:completed|complete|da hoan thanh|hoan thanh) (.+)$/.exec(words)?.[1];
  if (detail === undefined) return null;
  if (/^(did not achieve|not achieve|khong dat|chua dat|failed)/.test(detail)) return 'failed';
  if (/^(achieved|dat|with pass|passed)/.test(detail)) return 'passed';
  return null;
}
