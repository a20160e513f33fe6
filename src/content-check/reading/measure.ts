import type { Level } from '../../schemas/vocabulary.ts';
import type { TextBlock } from './blocks.ts';

/**
 * How hard a text is to read, from its surface: Vietnamese writes a space between syllables (tiếng),
 * so lengths are counted in syllables. No published Vietnamese formula was found whose definitions
 * could be checked in its own text; studies of Vietnamese textbooks use the length of sentences and
 * words as their first features, so limits are set on those directly (see `content/README.md`, 6).
 */
export interface Reading {
  syllables: number;
  sentences: number;
  /** Mean syllables a sentence, to a tenth. */
  meanSentence: number;
  longest: Sentence | null;
  /** Mean letters a syllable, to a hundredth. */
  meanSyllable: number;
  /** Sentences over the limit of their reader. */
  tooLong: Sentence[];
  /** Paragraphs over the pupils' limit; empty for other readers. */
  tooTall: TextBlock[];
}

/** A sentence and where its block begins. */
export interface Sentence {
  line: number;
  text: string;
  syllables: number;
  /** Most syllables it may have for its reader. */
  limit: number;
}

/** Who reads: a pupils' level, parents and the community, or staff. */
export type Reader = Level | 'cha-me' | 'thay-co';

/**
 * Most syllables a sentence and, on average over an entry, its sentences may have.
 * Primary pupils read few syllables at a breath; nursery texts are read aloud by an adult, so they
 * are held to the same. A lower-secondary sentence fits two lines of a 360 px phone, an
 * upper-secondary or a parent's one two and a half; staff read statutes, so theirs may be longer.
 */
export const READING_LIMITS: Record<Reader, { sentence: number; mean: number }> = {
  'mam-non': { sentence: 18, mean: 10 },
  'tieu-hoc': { sentence: 18, mean: 10 },
  thcs: { sentence: 25, mean: 12 },
  thpt: { sentence: 30, mean: 14 },
  'sau-thpt': { sentence: 32, mean: 16 },
  'cha-me': { sentence: 30, mean: 14 },
  'thay-co': { sentence: 45, mean: 18 },
};

/** Five lines of a 360 px phone at the site's text size hold about this many characters. */
export const PARAGRAPH_LIMIT = 190;

const PUPILS: readonly Reader[] = ['mam-non', 'tieu-hoc', 'thcs', 'thpt'];

/** Measures an entry's blocks for its reader. */
export function measureReading(blocks: readonly TextBlock[], reader: Reader): Reading {
  const own = READING_LIMITS[reader].sentence;
  const sentences = blocks.flatMap(({ line, text, forAdult }) =>
    sentencesOf(text).map((each) => ({
      line,
      text: each,
      syllables: syllablesOf(each).length,
      limit: forAdult ? Math.max(own, READING_LIMITS['cha-me'].sentence) : own,
    })),
  );
  const all = sentences.flatMap(({ text }) => syllablesOf(text));
  const letters = all.reduce((sum, syllable) => sum + [...syllable].length, 0);
  return {
    syllables: all.length,
    sentences: sentences.length,
    meanSentence: rounded(all.length / Math.max(1, sentences.length), 10),
    longest: sentences.reduce<Sentence | null>(
      (longest, each) => (each.syllables > (longest?.syllables ?? 0) ? each : longest),
      null,
    ),
    meanSyllable: rounded(letters / Math.max(1, all.length), 100),
    tooLong: sentences.filter(({ syllables, limit }) => syllables > limit),
    tooTall: PUPILS.includes(reader)
      ? blocks.filter(
          ({ paragraph, text, forAdult }) =>
            paragraph && !forAdult && text.length > PARAGRAPH_LIMIT,
        )
      : [],
  };
}

/** Sentences of a block: up to a full stop, question or exclamation mark, ellipsis or semicolon. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?…;][”’"')\]]*)\s+(?=[“‘"'([]?[\p{Lu}\p{N}])|(?<=;)\s+|(?<=:)\s+(?=[“"])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
}

/** Syllables (tiếng) of a text: what stands between spaces and has a letter or digit. */
export function syllablesOf(text: string): string[] {
  return text.split(/[\s/–—-]+/).flatMap((part) => {
    const bare = part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, '');
    return bare === '' ? [] : [bare];
  });
}

function rounded(value: number, tenth: number): number {
  return Math.round(value * tenth) / tenth;
}
