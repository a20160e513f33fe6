import type { AttemptRecord } from '../lms/attempt-record.ts';
import { shownScore } from '../shown-score.ts';
import { isoDay, longDay } from '../vietnam-time.ts';

/** What a certificate says. */
export interface CertificateFacts {
  name: string;
  unit: string;
  module: string;
  /** E.g. `91,6/100`. */
  score: string;
  /** E.g. `ngày 21 tháng 11 năm 2026`, in Vietnam. */
  day: string;
  code: string;
  /** Who signed and with which key, e.g. `Phòng … (khóa 1a2b3c4d)`; empty when nobody did. */
  signer: string;
  /** Text of the QR code: the same facts in one line, for whoever compares it with a record file. */
  qr: string;
}

/** The facts of a passed attempt, or null when it was not passed. */
export function certificateFacts(
  attempt: AttemptRecord,
  learner: { name: string; unit: string },
): CertificateFacts | null {
  if (attempt.status !== 'passed' || attempt.certificate === null) return null;
  const reached = new Date(attempt.at);
  return {
    name: learner.name,
    unit: learner.unit,
    module: attempt.moduleTitle,
    score: `${shownScore(attempt.score ?? 0)}/100`,
    day: longDay(reached),
    code: attempt.certificate,
    signer: '',
    qr: [
      attempt.certificate,
      learner.name,
      attempt.module,
      shownScore(attempt.score ?? 0),
      isoDay(reached),
      SELF_REPORTED,
    ].join(' | '),
  };
}

/** Ends the QR text of a certificate that nobody signed. */
const SELF_REPORTED = 'tự báo';

/** The code in the QR text of a certificate that nobody signed; null for any other text. */
export function selfReportedCode(text: string): string | null {
  const [code = '', ...rest] = text.split('|').map((piece) => piece.trim());
  return rest.at(-1) === SELF_REPORTED && /^[0-9A-Z]{5}-[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** The attempt that `#<slug>` or `#<slug>/<attempt>` asks for: that one, or the last one passed. */
export function attemptAsked(
  hash: string,
  attempts: readonly AttemptRecord[],
): AttemptRecord | undefined {
  const [slug, number] = hash.replace(/^#/, '').split('/');
  const ofModule = attempts.filter(({ module }) => module === slug);
  const exact = ofModule.find(({ attempt }) => attempt === Number(number));
  return exact ?? ofModule.findLast(({ status }) => status === 'passed') ?? ofModule.at(-1);
}
