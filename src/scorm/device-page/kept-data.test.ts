import { describe, expect, it } from 'vitest';
import { newAttempt } from '../lms/attempt-record.ts';
import type { Everything } from '../lms/device-store.ts';
import { keptFile, keptWords } from './kept-data.ts';

const attempt = newAttempt(
  { learner: 'l1', module: 'm', attempt: 1, moduleTitle: 'Mô-đun', moduleVersion: '1.0' },
  '2026-11-20T01:00:00.000Z',
);
const KEPT: Everything = {
  device: { id: 'd', learner: 'l2' },
  learners: [
    { id: 'l1', name: 'Lò Thị Mẫu', unit: 'Trường THCS Mẫu', code: 'GV1' },
    {
      id: 'l2',
      name: '',
      unit: '',
      code: null,
      binding: {
        code: 'K7M29QXR4T3A',
        person: 'p',
        name: 'Nguyễn T. H.',
        unit: 'Trường TH Mẫu',
        url: '',
        problem: null,
      },
    },
  ],
  attempts: [{ ...attempt, commits: 3, status: 'passed' }],
  outbox: [],
};

describe('what a device keeps', () => {
  it('is told learner by learner, in words', () => {
    const [first, second, ...rest] = keptWords(KEPT, 2);
    expect(first).toBe('Lò Thị Mẫu, Trường THCS Mẫu, mã GV1: 1 kết quả, 1 đạt.');
    expect(second).toBe(
      'Nguyễn T. H. (đang học): 0 kết quả, 0 đạt; gắn mã học viên của Nguyễn T. H.',
    );
    expect(rest.join(' ')).toContain('2 giấy chứng nhận Phòng đã ký.');
  });

  it('goes into a file whole, but for learner codes', async () => {
    const text = await keptFile(KEPT).text();
    expect(text).not.toContain('K7M2');
    expect(JSON.parse(text)).toMatchObject({
      learners: [{ name: 'Lò Thị Mẫu' }, { binding: { name: 'Nguyễn T. H.' } }],
      attempts: [{ module: 'm', status: 'passed' }],
    });
  });
});
