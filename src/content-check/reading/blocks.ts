import type { MdxBody, MdxTag } from '../mdx-body.ts';

/** A paragraph, list item, heading or answer text as readers see it, without marks. */
export interface TextBlock {
  /** Line of the file where it begins. */
  line: number;
  text: string;
  /** Whether it stands as a paragraph or list item of its own (a heading or an answer does not). */
  paragraph: boolean;
  /** Whether it speaks to the adult beside the pupil: an activity, a note or section "Dành cho …". */
  forAdult: boolean;
}

/** A quoted string of an attribute's expression whose key is read by people. */
const READ_STRINGS =
  /(?:\b(text|feedback)\s*:\s*|(?<=[[,]\s*))("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g;

/** Attributes that are read as text. */
const READ_ATTRIBUTES = new Set(['title', 'question', 'options', 'do', 'dont']);

/** The blocks of an entry's body in reading order, texts of its components included. */
export function blocksOf(body: MdxBody): TextBlock[] {
  const blocks: TextBlock[] = [];
  const adultTags = body.tags.filter(speaksToAdult);
  const inAdultTag = (line: number) =>
    adultTags.some((tag) => tag.line <= line && line <= tag.endLine);
  let previous = -2;
  /** Depth of the heading that opened a section for adults; 0 outside one. */
  let adultDepth = 0;
  for (const { line, text } of body.prose) {
    const trimmed = text.trim();
    const depth = /^(#{1,6})\s/.exec(trimmed)?.[1]?.length ?? 0;
    const heading = depth > 0;
    const item = /^(?:[-*+]|\d+[.)])\s/.test(trimmed);
    if (heading && (adultDepth === 0 || depth <= adultDepth)) {
      adultDepth = FOR_ADULT.test(plain(trimmed)) ? depth : 0;
    }
    const forAdult = adultDepth > 0 || inAdultTag(line);
    const last = blocks.at(-1);
    if (trimmed.startsWith('|')) {
      const cells = trimmed.split('|').map(plain);
      blocks.push(...cells.map((text) => ({ line, text, paragraph: false, forAdult })));
    } else if (line === previous + 1 && last?.paragraph && !heading && !item) {
      last.text += ` ${plain(trimmed)}`;
    } else {
      blocks.push({ line, text: plain(trimmed), paragraph: !heading, forAdult });
    }
    previous = line;
  }
  for (const tag of body.tags) {
    for (const { name, text, expression, line } of tag.attributes) {
      if (!READ_ATTRIBUTES.has(name)) continue;
      const strings = text === null ? stringsOf(expression ?? '') : [text];
      blocks.push(
        ...strings.map((each) => ({
          line,
          text: each,
          paragraph: false,
          forAdult: speaksToAdult(tag) || inAdultTag(tag.line),
        })),
      );
    }
  }
  return blocks.filter(({ text }) => /\p{L}/u.test(text)).sort((a, b) => a.line - b.line);
}

/** How a heading or a note's title begins that speaks to the adult who reads along or teaches. */
const FOR_ADULT = /^(Dành cho (người|thầy|cha|bố|giáo)|Người lớn|Thầy cô)/;

function speaksToAdult(tag: MdxTag): boolean {
  if (tag.name === 'Activity') return true;
  const title = tag.attributes.find(({ name }) => name === 'title')?.text ?? '';
  return tag.name === 'Note' && FOR_ADULT.test(title);
}

function stringsOf(expression: string): string[] {
  return [...expression.matchAll(READ_STRINGS)].map(([, , quoted = '']) =>
    quoted.slice(1, -1).replace(/\\(.)/g, '$1'),
  );
}

/** Text without Markdown's marks; a blanked tag leaves one space, not many. */
function plain(text: string): string {
  return text
    .replace(/^#{1,6}\s+|^(?:[-*+]|\d+[.)])\s+|^>\s?/, '')
    .replace(/\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?])/g, '$1')
    .trim();
}
