import { z } from 'zod';
import { formatDay } from '../../day.ts';
import type { ReportLetter } from '../../records/contract/report.ts';
import type { Programme } from '../../schemas/programme.ts';
import type { UnitKind } from '../../schemas/vocabulary.ts';

/** What a report says of an act it rests on. */
export const legalActSchema = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  issuer: z.string(),
  issued: z.string().nullable(),
  inForceFrom: z.string().nullable(),
  inForceUntil: z.string().nullable(),
  /** False when it is known to be over, without a day. */
  lasting: z.boolean(),
});
export type LegalAct = z.infer<typeof legalActSchema>;

const KINDS = ['Luật', 'Nghị quyết', 'Nghị định', 'Thông tư', 'Quyết định', 'Chỉ thị', 'Kế hoạch'];

/** The acts of a programme in force on a day, as a report cites them. */
export function basesOf(programme: Programme, acts: readonly LegalAct[], on: string): string[] {
  return programme.legal.flatMap((id) => {
    const act = acts.find((each) => each.id === id);
    return act === undefined || !inForce(act, on) ? [] : [citation(act)];
  });
}

function inForce({ inForceFrom, inForceUntil, lasting }: LegalAct, on: string): boolean {
  if (inForceFrom !== null && inForceFrom > on) return false;
  return inForceUntil === null ? lasting : on < inForceUntil;
}

/** `Căn cứ Thông tư số 18/2025/TT-BGDĐT ngày 15/9/2025 của Bộ … hướng dẫn …`. */
export function citation({ number, title, issuer, issued }: LegalAct): string {
  const day = issued !== null && issued.length === 10 ? ` ngày ${formatDay(issued)}` : '';
  const kind = KINDS.find((each) => title.startsWith(`${each} `));
  if (kind === undefined || kind === 'Luật') return `Căn cứ ${title} số ${number}${day}`;
  return `Căn cứ ${kind} số ${number}${day} của ${issuer} ${title.slice(kind.length + 1)}`;
}

/** Whose report it is. */
export interface Reporter {
  name: string;
  kind: UnitKind;
  /** Name of the unit above. */
  above: string;
}

/** What a report is of. */
export interface ReportFacts {
  programme: Programme;
  on: string;
  /** The reporting date's name, when the day is one: `Báo cáo năm 2026, trường gửi Phòng`. */
  occasion: string | null;
  reporter: Reporter;
  place: string;
  acts: readonly LegalAct[];
}

/** The parts that stay from report to report on one PC. */
export type LetterHabit = Pick<
  ReportLetter,
  'parent' | 'symbol' | 'place' | 'recipients' | 'signer'
>;

/** A letter to begin with; the officer corrects it. `habit`: what they wrote the last time. */
export function letterFor(
  { programme, on, occasion, reporter, place, acts }: ReportFacts,
  habit: LetterHabit | null,
): ReportLetter {
  const isSchool = reporter.kind === 'truong' || reporter.kind === 'nhom-tre';
  const title = programme.title.charAt(0).toLowerCase() + programme.title.slice(1);
  const named = occasion === null ? '' : `${occasion.split(',')[0] ?? ''}; `;
  const usual: LetterHabit = habit ?? {
    // A Phòng belongs to the people's committee of its place, which no setting names.
    parent: isSchool ? reporter.above : '',
    symbol: 'BC-',
    place,
    recipients: [
      ...(reporter.above === '' ? [] : [reporter.above]),
      ...(isSchool ? [] : ['Các trường trên địa bàn']),
      'Lưu: VT',
    ],
    signer: [isSchool ? 'HIỆU TRƯỞNG' : reporter.kind === 'so' ? 'GIÁM ĐỐC' : 'TRƯỞNG PHÒNG'],
  };
  return {
    ...usual,
    issuer: reporter.name,
    dated: '',
    about: `Kết quả ${title} (${named}số liệu đến hết ngày ${formatDay(on)})`.slice(0, 400),
    bases: basesOf(programme, acts, on),
  };
}

/** The lines of a text field. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
