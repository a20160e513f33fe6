import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalRecordText, recordFileSchema } from '../../records/record-file.ts';
import { newAttempt, takeCommit } from '../lms/attempt-record.ts';
import { makeRecordFile, recordFileName } from './make-record-file.ts';

const CREATED = new Date('2026-11-21T18:30:00.000Z');
const LEARNER = { id: 'l', name: 'Đỗ Thị Mẫu', unit: 'Trường THCS Mẫu', code: 'GV-001' };
const attempt = newAttempt(
  {
    learner: 'l',
    module: 'mo-dun-thu',
    attempt: 1,
    moduleTitle: 'Mô-đun thử',
    moduleVersion: '1.0',
  },
  '2026-11-21T01:00:00.000Z',
);
const passed = takeCommit(
  attempt,
  {
    status: 'passed',
    score: 91.66,
    suspendData: 'bí mật',
    location: 'q9',
    addedSeconds: 1200.5,
    interactions: { q1: { id: 'q1', student_response: 'a' } },
  },
  { at: '2026-11-21T02:00:00.000Z', moduleVersion: '1.0', code: () => '7F3KQ-0ZXM2' },
);

describe('a record file', () => {
  it('fits the schema, with a checksum that covers all of it', async () => {
    const file = await makeRecordFile('device-1234', LEARNER, [passed], CREATED);
    const { checksum, ...rest } = recordFileSchema.parse(JSON.parse(JSON.stringify(file)));
    expect(createHash('sha256').update(canonicalRecordText(rest)).digest('hex')).toBe(checksum);
    expect(rest.completions).toEqual([
      {
        module: 'mo-dun-thu',
        moduleTitle: 'Mô-đun thử',
        moduleVersion: '1.0',
        attempt: 1,
        status: 'passed',
        score: 91.66,
        startedAt: '2026-11-21T01:00:00.000Z',
        at: '2026-11-21T02:00:00.000Z',
        seconds: 1200.5,
        certificate: '7F3KQ-0ZXM2',
      },
    ]);
  });

  it('hands out results, not answers', async () => {
    const text = JSON.stringify(await makeRecordFile('device-1234', LEARNER, [passed], CREATED));
    expect(text).not.toContain('bí mật');
    expect(text).not.toContain('student_response');
  });

  it('leaves out an attempt that was never begun', async () => {
    const file = await makeRecordFile('device-1234', LEARNER, [attempt], CREATED);
    expect(file.completions).toEqual([]);
  });

  it('has an ASCII name with the day in Vietnam', () => {
    expect(recordFileName('Đỗ Thị Mẫu', CREATED)).toBe('ket-qua_do-thi-mau_2026-11-22.json');
    expect(recordFileName('…', CREATED)).toBe('ket-qua_nguoi-hoc_2026-11-22.json');
  });
});
