import type { MdxBody } from '../mdx-body.ts';
import type { OptionGroup } from './tells.ts';

/** An option: its text, then everything up to the next option's text. */
const OPTION = /\btext:\s*"((?:[^"\\]|\\.)*)"(.*?)(?=\btext:\s*"|$)/gs;

/** The options of each `<SelfCheck>` of a body that has exactly one right answer. */
export function selfChecksOf(body: MdxBody): OptionGroup[] {
  return body.tags.flatMap((tag) => {
    const options = tag.attributes.find(({ name }) => name === 'options')?.expression;
    if (tag.name !== 'SelfCheck' || !options) return [];
    const read = [...options.matchAll(OPTION)].map(([, text = '', rest = '']) => ({
      text,
      correct: /\bcorrect:\s*true\b/.test(rest),
    }));
    if (read.filter(({ correct }) => correct).length !== 1) return [];
    return [
      {
        texts: read.map(({ text }) => text),
        right: read.findIndex(({ correct }) => correct),
      },
    ];
  });
}
