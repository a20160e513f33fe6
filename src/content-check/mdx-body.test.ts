import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMdxBody } from './mdx-body.ts';

describe('readMdxBody', () => {
  it('gives each tag with its line in the file', () => {
    const body = readMdxBody('Một\n\n<Note kind="do">\n  <Phone id="a" />\n</Note>', 10);
    expect(body.tags.map(({ name, line }) => [name, line])).toEqual([
      ['Note', 12],
      ['Phone', 13],
    ]);
    expect(body.slips).toEqual([]);
  });

  it('reads text and expression attributes, braces in strings too', () => {
    const [tag] = readMdxBody(
      '<SelfCheck question="Có > không?" options={[{ text: "}" }]} />',
    ).tags;
    expect(tag?.attributes).toEqual([
      { name: 'question', text: 'Có > không?', expression: null, line: 1 },
      { name: 'options', text: null, expression: '[{ text: "}" }]', line: 1 },
    ]);
  });

  it('shows only what people read as prose', () => {
    const { prose } = readMdxBody(
      'Một `111` {/* 112 */} <b title="113">hai</b> [ba](/bon/114/)\n\n```\n115\n```\n\nNăm',
    );
    expect(prose.map(({ line, text }) => [line, text.replace(/\s+/g, ' ').trim()])).toEqual([
      [1, 'Một hai ba'],
      [7, 'Năm'],
    ]);
  });

  it('finds links and pictures with their lines', () => {
    const { links } = readMdxBody('Xem\n[một](/mot/) và ![hai](./hai.png)');
    expect(links.map(({ target, text, picture, line }) => [target, text, picture, line])).toEqual([
      ['/mot/', 'một', false, 2],
      ['./hai.png', 'hai', true, 2],
    ]);
  });

  it('ignores tags in code', () => {
    expect(readMdxBody('`<Phone>` và\n\n```mdx\n<Note>\n```\n').tags).toEqual([]);
  });

  it('names the inner tag that was left open', () => {
    expect(readMdxBody('<Note>\n<Case>\n</Note>').slips).toEqual([
      { line: 2, found: 'thẻ <Case> chưa đóng', wanted: 'thẻ đóng </Case> trước </Note>' },
    ]);
  });

  it('reads any text to its end without failing, and keeps lines within the file', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '{',
      '}',
      '"',
      '`',
      '```\n',
      '\n',
      'a',
      '</Note>',
      '<Note ',
      '={',
      '=',
      '![',
      '](',
      ')',
      '\\',
      '/>',
      '😀',
      '<!--',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const lines = text.split('\n').length;
        const body = readMdxBody(text);
        for (const { line } of [...body.tags, ...body.links, ...body.prose, ...body.slips]) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
    );
  });
});
