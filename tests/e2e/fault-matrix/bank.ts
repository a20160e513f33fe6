import { type Quiz, quizSchema } from '../../../src/schemas/quiz.ts';

/** Questions that every attempt draws. */
const DRAWN = 3;

function question(id: string, always: boolean) {
  return {
    id,
    kind: 'true-false',
    always,
    prompt: `Mệnh đề ${id} là đúng.`,
    answer: true,
    feedback: { true: 'Đúng.', false: 'Sai.' },
  };
}

function bank(version: number, questions: readonly object[]): Quiz {
  return quizSchema.parse({ version, passMark: 60, draw: DRAWN, attempts: 0, questions });
}

const SPARE = [question('du-mot', false), question('du-hai', false)];
const MAIN = [question('mot', true), question('hai', true), question('ba', true)];

/** The shortest quiz that the schema allows: three questions an attempt, one press each. */
export const SHORT_BANK = bank(1, [...MAIN, ...SPARE]);

/** What an editor may do to the bank between two visits. */
export const UPDATED_BANKS = {
  'a question was removed': bank(2, [...MAIN.slice(0, 2), ...SPARE, question('du-ba', false)]),
  'a question was added': bank(2, [question('moi', false), ...MAIN, ...SPARE]),
  'the questions were put in another order': bank(2, [...SPARE, ...MAIN].reverse()),
} as const;
