import { z } from 'zod';
import { itemIdSchema, lineSchema, percentSchema, textSchema } from './scalars.ts';

/** One choice with its own feedback; `correct` marks a right one. */
const optionSchema = z.strictObject({
  id: itemIdSchema,
  text: textSchema.max(240),
  correct: z.boolean().default(false),
  /** Shown after the answer; for a wrong option it says why people choose it and what is better. */
  feedback: textSchema.max(400),
});

const questionShape = {
  /** Stable within the quiz: it becomes the SCORM interaction id. */
  id: itemIdSchema,
  /** The question; a case from school life where that helps. */
  prompt: textSchema.max(900),
  /** Always drawn, whatever the draw. */
  always: z.boolean().default(false),
  /** Index (from 0) of the module objective it tests. */
  objective: z.int().min(0).optional(),
};

/** One right option of several. */
export const singleQuestionSchema = z.strictObject({
  ...questionShape,
  kind: z.literal('single'),
  options: z.array(optionSchema).min(3).max(6),
});

/** Any number of right options, at least one right and one wrong. */
export const multipleQuestionSchema = z.strictObject({
  ...questionShape,
  kind: z.literal('multiple'),
  options: z.array(optionSchema).min(3).max(8),
});

/** A statement that is true or false. */
export const trueFalseQuestionSchema = z.strictObject({
  ...questionShape,
  kind: z.literal('true-false'),
  /** Whether the statement in `prompt` is true. */
  answer: z.boolean(),
  feedback: z.strictObject({
    /** Shown to who answered "Đúng". */
    true: textSchema.max(400),
    /** Shown to who answered "Sai". */
    false: textSchema.max(400),
  }),
});

/** A short answer typed in; compared without case, spaces around or diacritics unless `strict`. */
export const fillQuestionSchema = z.strictObject({
  ...questionShape,
  kind: z.literal('fill'),
  /** Every accepted answer. */
  accept: z.array(lineSchema.max(60)).min(1),
  /** Compares diacritics too. */
  strict: z.boolean().default(false),
  /** What kind of answer is wanted, e.g. `một số` or `một từ`. */
  hint: lineSchema.max(80),
  /** Wrong answers people really give, each with its feedback. */
  mistakes: z
    .array(z.strictObject({ text: lineSchema.max(60), feedback: textSchema.max(400) }))
    .default([]),
  feedback: z.strictObject({ correct: textSchema.max(400), wrong: textSchema.max(400) }),
});

/** Pairs to be put together. */
export const matchingQuestionSchema = z.strictObject({
  ...questionShape,
  kind: z.literal('matching'),
  pairs: z
    .array(
      z.strictObject({
        id: itemIdSchema,
        left: textSchema.max(200),
        right: textSchema.max(200),
        /** Why these two belong together. */
        feedback: textSchema.max(400),
      }),
    )
    .min(3)
    .max(6),
});

/** Items given here in the right order. */
export const orderingQuestionSchema = z.strictObject({
  ...questionShape,
  kind: z.literal('ordering'),
  items: z
    .array(
      z.strictObject({
        id: itemIdSchema,
        text: textSchema.max(200),
        /** Why it stands where it stands. */
        feedback: textSchema.max(400),
      }),
    )
    .min(3)
    .max(7),
});

/** How good a choice in a scenario is: worth 1, 0.5 and 0 of the step's point. */
export const CHOICE_QUALITIES = ['best', 'acceptable', 'harmful'] as const;

/** A branching case: each choice leads to a step or, without `next`, to an end. */
export const scenarioQuestionSchema = z.strictObject({
  ...questionShape,
  kind: z.literal('scenario'),
  /** Id of the first step. */
  start: itemIdSchema,
  steps: z
    .array(
      z.strictObject({
        id: itemIdSchema,
        /** What has happened and what one has to decide. */
        text: textSchema.max(700),
        choices: z
          .array(
            z.strictObject({
              id: itemIdSchema,
              text: textSchema.max(240),
              quality: z.enum(CHOICE_QUALITIES),
              feedback: textSchema.max(500),
              /** Step that follows; left out where the case ends. */
              next: itemIdSchema.optional(),
            }),
          )
          .min(2)
          .max(4),
      }),
    )
    .min(2)
    .max(8),
});

export const questionSchema = z.discriminatedUnion('kind', [
  singleQuestionSchema,
  multipleQuestionSchema,
  trueFalseQuestionSchema,
  fillQuestionSchema,
  matchingQuestionSchema,
  orderingQuestionSchema,
  scenarioQuestionSchema,
]);

/** `content/modules/<slug>/quiz.yaml`. Rules across keys are in `src/content-check/quiz-rules.ts`. */
export const quizSchema = z.strictObject({
  /** Version of the bank; raise it when a question is removed or its key changes. */
  version: z.int().min(1),
  /** Per cent of the points needed to pass; becomes SCORM's mastery score. */
  passMark: percentSchema,
  /** How many questions are drawn from the bank for one attempt. */
  draw: z.int().min(3).max(30),
  /** How many attempts a learner has; 0 means as many as needed. */
  attempts: z.int().min(0).max(20),
  questions: z.array(questionSchema).min(5).max(60),
});

/** The quiz of a module. */
export type Quiz = z.infer<typeof quizSchema>;
export type Question = z.infer<typeof questionSchema>;
export type QuestionKind = Question['kind'];
export type SingleQuestion = z.infer<typeof singleQuestionSchema>;
export type MultipleQuestion = z.infer<typeof multipleQuestionSchema>;
export type TrueFalseQuestion = z.infer<typeof trueFalseQuestionSchema>;
export type FillQuestion = z.infer<typeof fillQuestionSchema>;
export type MatchingQuestion = z.infer<typeof matchingQuestionSchema>;
export type OrderingQuestion = z.infer<typeof orderingQuestionSchema>;
export type ScenarioQuestion = z.infer<typeof scenarioQuestionSchema>;
export type ChoiceQuality = (typeof CHOICE_QUALITIES)[number];
