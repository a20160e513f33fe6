import type { ContentProblem } from './problem.ts';
import type { Content, EntryFile } from './read-content.ts';
import { unexplainedAbbreviations } from './reading/abbreviations.ts';
import { blocksOf, type TextBlock } from './reading/blocks.ts';
import {
  measureReading,
  PARAGRAPH_LIMIT,
  READING_LIMITS,
  type Reader,
  type Reading,
} from './reading/measure.ts';

/** An entry with who reads it and how hard it is. */
export interface MeasuredEntry {
  file: string;
  reader: Reader;
  blocks: TextBlock[];
  reading: Reading;
}

/** Every entry measured for its reader; a leaflet's panels are its text. */
export function measureEntries(content: Content): MeasuredEntry[] {
  const measured = (entry: EntryFile<unknown>, reader: Reader, blocks = blocksOf(entry.body)) => ({
    file: entry.file,
    reader,
    blocks,
    reading: measureReading(blocks, reader),
  });
  return [
    ...content.modules.map((entry) => measured(entry, 'thay-co')),
    ...content.skills.flatMap((entry) =>
      entry.data === null ? [] : [measured(entry, entry.data.level)],
    ),
    ...content.guides.map((entry) => measured(entry, 'cha-me')),
    ...content.leaflets.map((entry) => measured(entry, 'cha-me', leafletBlocks(entry))),
  ];
}

function leafletBlocks({ source, data }: Content['leaflets'][number]): TextBlock[] {
  return (data?.panels ?? []).flatMap(({ heading, text, points }, panel) => {
    const block = (words: string, path: (string | number)[], paragraph: boolean): TextBlock => ({
      line: source.lineOf(['panels', panel, ...path]) ?? 1,
      text: words,
      paragraph,
      forAdult: false,
    });
    return [
      block(heading, ['heading'], false),
      ...text.map((words, index) => block(words, ['text', index], true)),
      ...points.map((words, index) => block(words, ['points', index], true)),
    ];
  });
}

/** Sentences, paragraphs and abbreviations that their readers would stumble over. */
export function checkReading(content: Content): ContentProblem[] {
  return measureEntries(content).flatMap(({ file, reader, blocks, reading }) => {
    const report = (line: number | null, found: string, wanted: string): ContentProblem => ({
      severity: 'problem',
      file,
      line,
      key: null,
      found,
      wanted,
    });
    const problems = [
      ...reading.tooLong.map(({ line, text, syllables, limit }) =>
        report(
          line,
          `câu ${syllables} tiếng: “${shortened(text)}”`,
          `câu không quá ${limit} tiếng cho người đọc này: tách thành hai câu`,
        ),
      ),
      ...reading.tooTall.map(({ line, text }) =>
        report(
          line,
          `đoạn ${text.length} ký tự: “${shortened(text)}”`,
          `đoạn không quá ${PARAGRAPH_LIMIT} ký tự (năm dòng trên điện thoại): tách đoạn`,
        ),
      ),
      ...unexplainedAbbreviations(blocks).map(({ line, abbreviation }) =>
        report(
          line,
          `chữ viết tắt “${abbreviation}” chưa được giải thích`,
          `viết đủ chữ ở lần đầu, kèm (${abbreviation})`,
        ),
      ),
    ];
    const { mean } = READING_LIMITS[reader];
    if (reading.meanSentence > mean) {
      problems.push(
        report(
          null,
          `trung bình ${String(reading.meanSentence).replace('.', ',')} tiếng một câu`,
          `không quá ${mean} tiếng một câu cho người đọc này`,
        ),
      );
    }
    return problems;
  });
}

function shortened(text: string): string {
  return text.length > 70 ? `${text.slice(0, 69)}…` : text;
}
