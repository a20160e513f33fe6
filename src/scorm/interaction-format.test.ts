import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InteractionResponse } from './learning-session.ts';
import { SCORM_12 } from './scorm-12.ts';
import { SCORM_2004 } from './scorm-2004.ts';
import { isResponse, ruleOf } from './testing/data-model.ts';
import { sampleInteraction } from './testing/samples.ts';

const cases: [InteractionResponse, string, string][] = [
  [{ type: 'choice', ids: ['a', 'b'] }, 'a,b', 'a[,]b'],
  [{ type: 'choice', ids: [] }, '', ''],
  [{ type: 'true-false', value: true }, 't', 'true'],
  [{ type: 'true-false', value: false }, 'f', 'false'],
  [{ type: 'fill-in', text: 'Đường dây nóng 111' }, 'Duong day nong 111', 'Đường dây nóng 111'],
  [
    {
      type: 'matching',
      pairs: [
        ['a', 'x'],
        ['b', 'y'],
      ],
    },
    'a.x,b.y',
    'a[.]x[,]b[.]y',
  ],
  [{ type: 'sequencing', ids: ['b', 'a', 'c'] }, 'b,a,c', 'b[,]a[,]c'],
  [
    {
      type: 'performance',
      steps: [
        { step: 's1', choice: 'c2' },
        { step: 's2', choice: 'c1' },
      ],
    },
    's1.c2,s2.c1',
    's1[.]c2[,]s2[.]c1',
  ],
];

describe('an interaction', () => {
  it.each(cases)('%j is "%s" in 1.2 and "%s" in 2004', (response, in12, in2004) => {
    const interaction = sampleInteraction({ response, correct: response });
    const rows12 = new Map(SCORM_12.interactionRows(interaction));
    const rows2004 = new Map(SCORM_2004.interactionRows(interaction));
    expect(rows12.get('student_response')).toBe(in12);
    expect(rows12.get('correct_responses.0.pattern')).toBe(in12);
    expect(rows2004.get('learner_response')).toBe(in2004);
    expect(rows2004.get('correct_responses.0.pattern')).toBe(in2004);
  });

  it('says "wrong" in 1.2 and "incorrect" in 2004', () => {
    const interaction = sampleInteraction({ result: 'incorrect' });
    expect(new Map(SCORM_12.interactionRows(interaction)).get('result')).toBe('wrong');
    expect(new Map(SCORM_2004.interactionRows(interaction)).get('result')).toBe('incorrect');
  });

  it('tells id and type before what depends on them', () => {
    const names = SCORM_2004.interactionRows(sampleInteraction()).map(([name]) => name);
    expect(names.slice(0, 2)).toEqual(['id', 'type']);
  });

  it('leaves whole items off a response that is too long for 1.2', () => {
    const ids = Array.from({ length: 30 }, (_, n) => `muc-rat-dai-so-${n}`);
    const response: InteractionResponse = { type: 'sequencing', ids };
    const text = new Map(SCORM_12.interactionRows(sampleInteraction({ response }))).get(
      'student_response',
    );
    expect(text?.length).toBeLessThanOrEqual(255);
    expect(ids.slice(0, text?.split(',').length)).toEqual(text?.split(','));
  });

  it('keeps the marks of 2004 out of free text', () => {
    const response: InteractionResponse = { type: 'fill-in', text: '{lang=vi}một[,]hai' };
    const rows = new Map(SCORM_2004.interactionRows(sampleInteraction({ response })));
    expect(rows.get('learner_response')).toBe('(lang=vi}một(,)hai');
  });

  const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,23}$/);
  const anyResponse: fc.Arbitrary<InteractionResponse> = fc.oneof(
    fc.record({ type: fc.constant('choice'), ids: fc.array(id, { maxLength: 8 }) }),
    fc.record({ type: fc.constant('sequencing'), ids: fc.array(id, { maxLength: 8 }) }),
    fc.record({ type: fc.constant('true-false'), value: fc.boolean() }),
    fc.record({
      type: fc.constant('fill-in'),
      text: fc.string({ unit: 'binary', maxLength: 400 }),
    }),
    fc.record({
      type: fc.constant('matching'),
      pairs: fc.array(fc.tuple(id, id), { maxLength: 8 }),
    }),
    fc.record({
      type: fc.constant('performance'),
      steps: fc.array(fc.record({ step: id, choice: id }), { maxLength: 12 }),
    }),
  );

  it.each(['1.2', '2004'] as const)('always fits the data model of %s', (standard) => {
    fc.assert(
      fc.property(
        anyResponse,
        anyResponse,
        id,
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double(),
        fc.string({ unit: 'binary', maxLength: 600 }),
        (response, correct, questionId, weighting, latencyMs, description) => {
          const interaction = sampleInteraction({
            id: questionId,
            response,
            correct: correct.type === response.type ? correct : response,
            weighting,
            latencyMs,
            description,
          });
          const rows =
            standard === '1.2'
              ? SCORM_12.interactionRows(interaction)
              : SCORM_2004.interactionRows(interaction);
          for (const [name, value] of rows) {
            const rule = ruleOf(standard, `cmi.interactions.0.${name}`);
            expect(rule, name).toBeDefined();
            expect(rule?.valid?.(value) ?? true, `${name}: ${value}`).toBe(true);
            if (/response|pattern/.test(name)) {
              expect(isResponse(standard, response.type, value), `${name}: ${value}`).toBe(true);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
