import type { Interaction, Progress } from '../learning-session.ts';

/** Messages for tests. */
export const SAMPLE_UNSAVED = {
  refused: 'Chưa nhận được; bấm lại',
  'not-kept': 'Nhận mà không giữ; bấm lại',
  gone: 'Mất liên lạc; bấm lại',
  closed: 'Phiên đã đóng',
};

/** An answered question for tests; `change` replaces what matters to the test. */
export function sampleInteraction(change: Partial<Interaction> = {}): Interaction {
  return {
    id: 'q1',
    response: { type: 'choice', ids: ['a', 'b'] },
    correct: { type: 'choice', ids: ['a'] },
    result: 'incorrect',
    weighting: 1,
    latencyMs: 4_250,
    at: new Date('2026-11-21T01:02:03Z'),
    description: 'Khi học sinh kể chuyện bị bắt nạt, thầy cô làm gì trước?',
    ...change,
  };
}

/** Progress after one answer, for tests. */
export function sampleProgress(change: Partial<Progress> = {}): Progress {
  return {
    suspendData: 'v1;q1=ab',
    score: 10,
    location: 'q2',
    interaction: sampleInteraction(),
    ...change,
  };
}
