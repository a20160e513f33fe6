import { describe, expect, it } from 'vitest';
import { type AttemptRecord, newAttempt } from '../lms/attempt-record.ts';
import { attemptAsked, certificateFacts, selfReportedCode } from './certificate-facts.ts';

const at = (
  module: string,
  attempt: number,
  change: Partial<AttemptRecord> = {},
): AttemptRecord => ({
  ...newAttempt(
    { learner: 'l', module, attempt, moduleTitle: `Mô-đun ${module}`, moduleVersion: '1.0' },
    '2026-11-20T01:00:00.000Z',
  ),
  ...change,
});
const PASSED = {
  status: 'passed',
  score: 89.99,
  certificate: '7F3KQ-0ZXM2',
  at: '2026-11-21T18:30:00.000Z',
} as const;
const LEARNER = { name: 'Lò Thị Mẫu', unit: 'Trường THCS Mẫu' };

describe('what a certificate says', () => {
  it('never shows a score above the truth, and gives the day in Vietnam', () => {
    expect(certificateFacts(at('a', 1, PASSED), LEARNER)).toMatchObject({
      score: '89,9/100',
      day: 'ngày 22 tháng 11 năm 2026',
      qr: '7F3KQ-0ZXM2 | Lò Thị Mẫu | a | 89,9 | 2026-11-22 | tự báo',
    });
  });

  it('is known again by its QR text as nobody’s signature', () => {
    const facts = certificateFacts(at('a', 1, PASSED), LEARNER);
    expect(selfReportedCode(` ${facts?.qr}\n`)).toBe('7F3KQ-0ZXM2');
    expect(selfReportedCode('7F3KQ-0ZXM2')).toBeNull();
    expect(selfReportedCode('a | b | tự báo')).toBeNull();
  });

  it('is nothing for an attempt that was not passed', () => {
    expect(certificateFacts(at('a', 1, { status: 'failed' }), LEARNER)).toBeNull();
    expect(certificateFacts(at('a', 1, { status: 'completed' }), LEARNER)).toBeNull();
  });
});

describe('the attempt that an address asks for', () => {
  const attempts = [at('a', 1, PASSED), at('a', 2), at('b', 1)];
  it.each([
    ['#a/2', 'a', 2],
    ['#a', 'a', 1],
    ['#a/9', 'a', 1],
    ['#b', 'b', 1],
  ])('%s is attempt %s %i', (hash, module, attempt) => {
    expect(attemptAsked(hash, attempts)).toMatchObject({ module, attempt });
  });
  it('is none for an unknown module', () => {
    expect(attemptAsked('#c', attempts)).toBeUndefined();
  });
});
