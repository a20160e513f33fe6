import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMdxBody } from '../mdx-body.ts';
import { unexplainedAbbreviations } from './abbreviations.ts';
import { blocksOf } from './blocks.ts';
import { measureReading, PARAGRAPH_LIMIT, sentencesOf, syllablesOf } from './measure.ts';
import { selfChecksOf } from './self-checks.ts';
import { chanceOfAtLeast, type OptionGroup, tellOf } from './tells.ts';

const blocks = (text: string) => blocksOf(readMdxBody(text));

describe('what a reader reads', () => {
  test('joins the lines of a paragraph and keeps list items and headings apart', () => {
    const read = blocks(
      '## Em làm gì\n\nEm hít thở.\nEm đứng thẳng.\n\n- Đi ngay.\n- **Kể** cô.\n',
    );
    expect(read.map(({ text }) => text)).toEqual([
      'Em làm gì',
      'Em hít thở. Em đứng thẳng.',
      'Đi ngay.',
      'Kể cô.',
    ]);
    expect(read.map(({ line }) => line)).toEqual([1, 3, 6, 7]);
  });

  test('includes questions, options and columns, which stand in attributes', () => {
    const read = blocks(
      '<SelfCheck question="Em làm gì?" options={[{ text: "Kể cô.", correct: true, feedback: "Đúng rồi." }]} />\n<DoDont do={["Chạy đi gọi."]} dont={["Cười theo."]} />',
    );
    expect(read.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Em làm gì?', 'Kể cô.', 'Đúng rồi.', 'Chạy đi gọi.', 'Cười theo.']),
    );
  });

  test('reads each cell of a table by itself', () => {
    const read = blocks('| Chuyện | Nơi báo |\n|---|---|\n| Đuối nước | Cấp cứu |\n');
    expect(read.map(({ text }) => text)).toEqual(['Chuyện', 'Nơi báo', 'Đuối nước', 'Cấp cứu']);
  });

  test('knows what speaks to the adult: activities, notes and sections for them', () => {
    const read = blocks(
      [
        'Con chạy ra sân.',
        '<Activity title="Chơi" minutes={15}>',
        'Cô đọc to.',
        '</Activity>',
        '<Note kind="law" title="Dành cho thầy cô">',
        'Trường giữ kín.',
        '</Note>',
        '<Note kind="info" title="Luật nói gì">',
        'Em được bảo vệ.',
        '</Note>',
        '## Dành cho người lớn',
        '### Để ý điều gì',
        'Trẻ hay giật mình.',
        '## Con nói gì',
        'Con không thích.',
      ].join('\n\n'),
    );
    const forAdult = read.filter((block) => block.forAdult).map(({ text }) => text);
    expect(forAdult).toEqual([
      'Chơi',
      'Cô đọc to.',
      'Dành cho thầy cô',
      'Trường giữ kín.',
      'Dành cho người lớn',
      'Để ý điều gì',
      'Trẻ hay giật mình.',
    ]);
  });
});

describe('how hard a text is', () => {
  test('counts syllables as Vietnamese writes them', () => {
    expect(syllablesOf('“Đuối nước” – 21,7% trẻ 10–17 tuổi, xã/phường.')).toEqual([
      'Đuối',
      'nước',
      '21,7%',
      'trẻ',
      '10',
      '17',
      'tuổi',
      'xã',
      'phường',
    ]);
  });

  test('ends a sentence where speech pauses, not at an abbreviated figure', () => {
    expect(
      sentencesOf('Em kể cô nghe. “Dừng lại!” Em nói thế. Số 30.000 đồng; chờ… rồi đi.'),
    ).toEqual(['Em kể cô nghe.', '“Dừng lại!”', 'Em nói thế.', 'Số 30.000 đồng;', 'chờ… rồi đi.']);
  });

  test('names a primary pupil’s sentence of 19 syllables and lets an adult’s stand', () => {
    const nineteen = `${'em '.repeat(18)}kể.`;
    const long = (text: string) => measureReading(blocks(text), 'tieu-hoc').tooLong;
    expect(long(`Một.\n\n${nineteen}`)).toMatchObject([{ line: 3, syllables: 19, limit: 18 }]);
    expect(long(`<Activity title="A" minutes={15}>\n\n${nineteen}\n\n</Activity>`)).toEqual([]);
  });

  test('names a pupil’s paragraph of more than five phone lines', () => {
    const tall = `${'Em kể. '.repeat(Math.ceil(PARAGRAPH_LIMIT / 7) + 1)}`;
    expect(measureReading(blocks(tall), 'thcs').tooTall).toHaveLength(1);
    expect(measureReading(blocks(tall), 'cha-me').tooTall).toHaveLength(0);
  });

  test('never loses or invents a syllable, whatever the text', () => {
    const word = fc.constantFrom('em', 'kể', 'Cô', 'đuối', 'nước.', '“Dừng', 'lại!”', 'xã;', '111');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (words) => {
        const text = words.join(' ');
        const bySentence = sentencesOf(text).flatMap(syllablesOf);
        const letters = (syllables: string[]) => syllables.filter((each) => /\p{L}/u.test(each));
        expect(letters(bySentence)).toEqual(letters(syllablesOf(text)));
      }),
    );
  });
});

describe('abbreviations', () => {
  test('an abbreviation that the entry never explains is named once, with its line', () => {
    expect(unexplainedAbbreviations(blocks('Gặp CTXH.\n\nNgười làm CTXH hỏi em.'))).toEqual([
      { line: 1, abbreviation: 'CTXH' },
    ]);
  });

  test.each([
    'Công tác xã hội (CTXH) giúp em. CTXH là gì?',
    'Công tác xã hội (viết tắt CTXH) giúp em.',
    'CTXH (công tác xã hội) giúp em.',
    'Học sinh THCS đọc Thông tư 18/2025/TT-BGDĐT.',
  ])('%s needs no more', (text) => {
    expect(unexplainedAbbreviations(blocks(text))).toEqual([]);
  });
});

describe('answers that give themselves away', () => {
  const group = (right: number, ...texts: string[]): OptionGroup => ({ right, texts });
  const long = 'kể ngay với cô chủ nhiệm và bố mẹ';

  test('the longest option being right each time is a tell; now and then it is not', () => {
    const told = Array.from({ length: 9 }, (_, n) =>
      group(n % 3, ...['im', 'chạy', 'cười'].map((text, at) => (at === n % 3 ? long : text))),
    );
    expect(tellOf(told).betrayedBy).toEqual(['longest']);
    const fair = told.map((each, n) => (n % 3 === 0 ? each : { ...each, right: (n + 1) % 3 }));
    expect(tellOf(fair).betrayedBy).toEqual([]);
  });

  test('the right option standing at one place each time is a tell', () => {
    const told = Array.from({ length: 9 }, () => group(1, 'bỏ đi', 'kể cô', 'im đi'));
    expect(tellOf(told).betrayedBy).toEqual(['place']);
  });

  test('a few characters more are not seen', () => {
    const close = Array.from({ length: 9 }, (_, n) =>
      group(n % 3, ...[0, 1, 2].map((at) => (at === n % 3 ? 'kể cô nghe' : 'chạy đi'))),
    );
    expect(tellOf(close).longest).toBe(0);
  });

  test('the chance of at least so many successes agrees with counting every outcome', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
        fc.nat(9),
        (chances, hits) => {
          let counted = 0;
          for (let outcome = 0; outcome < 2 ** chances.length; outcome += 1) {
            const won = chances.filter((_, trial) => (outcome >> trial) & 1).length;
            if (won < hits) continue;
            counted += chances.reduce(
              (all, chance, trial) => all * ((outcome >> trial) & 1 ? chance : 1 - chance),
              1,
            );
          }
          expect(chanceOfAtLeast(hits, chances)).toBeCloseTo(counted, 9);
        },
      ),
    );
  });

  test('self-checks are read in either order of their keys', () => {
    const checks = selfChecksOf(
      readMdxBody(
        '<SelfCheck question="?" options={[{ text: "A", feedback: "x" }, { text: "B", correct: true, feedback: "y" }, { text: "C", correct: false, feedback: "z" }]} />',
      ),
    );
    expect(checks).toEqual([{ texts: ['A', 'B', 'C'], right: 1 }]);
  });
});
