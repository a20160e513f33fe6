/** An attribute of an MDX tag. */
export interface MdxAttribute {
  name: string;
  /** Text of `name="text"`; null for `name={…}` and for a bare name. */
  text: string | null;
  /** Source of `name={…}` without its braces; null otherwise. */
  expression: string | null;
  line: number;
}

/** A component's or element's opening tag in an MDX body. */
export interface MdxTag {
  name: string;
  attributes: MdxAttribute[];
  line: number;
  /** Line of its closing tag; its own line when it has none. */
  endLine: number;
}

/** A Markdown link or picture. */
export interface MdxLink {
  target: string;
  /** Link text, or a picture's alternative text. */
  text: string;
  picture: boolean;
  line: number;
}

/** A slip in the MDX syntax that would stop Astro with an English message. */
export interface MdxSlip {
  line: number;
  found: string;
  wanted: string;
}

/** What the content check wants to know of an MDX body. */
export interface MdxBody {
  tags: MdxTag[];
  links: MdxLink[];
  /** The text people read, line by line, without tags, code, addresses and comments. */
  prose: { line: number; text: string }[];
  slips: MdxSlip[];
}

/**
 * Reads an MDX body for the content check. It is no MDX parser: it knows tags, expressions, code,
 * links and comments well enough to find components and the text between them.
 * @param firstLine Line of the file on which the body begins.
 */
export function readMdxBody(text: string, firstLine = 1): MdxBody {
  return new BodyReader(text, firstLine).read();
}

class BodyReader {
  private readonly text: string;
  private readonly firstLine: number;
  private readonly shown: string[];
  private readonly tags: MdxTag[] = [];
  private readonly slips: MdxSlip[] = [];
  private readonly open: { name: string; line: number; tag: MdxTag | null }[] = [];

  constructor(text: string, firstLine: number) {
    this.text = text;
    this.firstLine = firstLine;
    this.shown = [...blank(text)];
  }

  read(): MdxBody {
    const { text } = this;
    let at = 0;
    while (at < text.length) {
      const fence = this.atLineStart(at)
        ? /^[ \t]*(`{3,}|~{3,})/.exec(text.slice(at, at + 40))
        : null;
      if (fence?.[1] !== undefined) at = this.endOfFence(at + fence[0].length, fence[1]);
      else if (this.atLineStart(at) && /^(import|export)\s/.test(text.slice(at, at + 8))) {
        at = endOfLine(text, at);
      } else if (text[at] === '`') at = this.endOfCode(at);
      else if (text[at] === '{') at = this.endOfBraces(at);
      else if (text[at] === '<') at = this.readTag(at);
      else if (text[at] === '\\') at = this.keep(this.keep(at));
      else at = this.keep(at);
    }
    for (const { name, line } of this.open) {
      this.slips.push({ line, found: `thẻ <${name}> chưa đóng`, wanted: `thẻ đóng </${name}>` });
    }
    const shown = this.shown.join('');
    const { links, prose } = takeLinks(shown);
    return {
      tags: this.tags,
      links: links.map((link) => ({ ...link, line: this.lineAt(link.offset) })),
      prose: prose
        .split('\n')
        .map((line, index) => ({ line: this.firstLine + index, text: line.replace(/\r$/, '') }))
        .filter((line) => line.text.trim() !== ''),
      slips: this.slips,
    };
  }

  private lineAt(offset: number): number {
    let line = this.firstLine;
    for (
      let at = this.text.indexOf('\n');
      at !== -1 && at < offset;
      at = this.text.indexOf('\n', at + 1)
    ) {
      line += 1;
    }
    return line;
  }

  private atLineStart(at: number): boolean {
    return at === 0 || this.text[at - 1] === '\n';
  }

  private keep(at: number): number {
    const character = this.text[at];
    if (character !== undefined) this.shown[at] = character;
    return at + 1;
  }

  private endOfFence(at: number, fence: string): number {
    const close = this.text.indexOf(`\n${fence}`, at);
    return close === -1 ? this.text.length : endOfLine(this.text, close + 1);
  }

  private endOfCode(at: number): number {
    const ticks = /^`+/.exec(this.text.slice(at, at + 8))?.[0] ?? '`';
    const close = this.text.indexOf(ticks, at + ticks.length);
    return close === -1 ? at + ticks.length : close + ticks.length;
  }

  /** Offset behind the brace that closes the one at `at`; strings inside may hold braces. */
  private endOfBraces(at: number): number {
    const end = closingBrace(this.text, at);
    if (end !== null) return end;
    this.slips.push({
      line: this.lineAt(at),
      found: 'dấu { không có dấu } đóng',
      wanted: 'dấu đóng }, hoặc viết \\{ nếu chỉ muốn hiện dấu ngoặc',
    });
    return at + 1;
  }

  private readTag(at: number): number {
    const { text } = this;
    const line = this.lineAt(at);
    if (text.startsWith('<!--', at)) {
      const close = text.indexOf('-->', at);
      this.slips.push({ line, found: '<!-- … -->', wanted: 'ghi chú viết dạng {/* … */}' });
      return close === -1 ? text.length : close + 3;
    }
    const closing = /^<\/\s*([A-Za-z][\w.]*)?\s*>/.exec(text.slice(at, at + 80));
    if (closing !== null) {
      this.close(closing[1] ?? '', line);
      return at + closing[0].length;
    }
    const opening = /^<([A-Za-z][\w.]*)?/.exec(text.slice(at, at + 80));
    const name = opening?.[1];
    if (name === undefined) {
      if (text[at + 1] === '>') {
        this.open.push({ name: '', line, tag: null });
        return at + 2;
      }
      this.slips.push({
        line,
        found: 'dấu < đứng một mình',
        wanted: 'viết bằng chữ (“dưới”, “nhỏ hơn”) hoặc &lt;',
      });
      return at + 1;
    }
    return this.readAttributes(name, line, at + 1 + name.length);
  }

  private readAttributes(name: string, line: number, start: number): number {
    const { text } = this;
    const attributes: MdxAttribute[] = [];
    let at = start;
    for (;;) {
      at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
      if (text.startsWith('/>', at) || text[at] === '>') break;
      const attribute = /^([A-Za-z_][\w:.-]*)(\s*=\s*)?/.exec(text.slice(at, at + 200));
      const attributeName = attribute?.[1];
      if (attribute === null || attributeName === undefined) {
        this.slips.push({
          line: this.lineAt(Math.min(at, text.length - 1)),
          found: `thẻ <${name}> viết chưa đúng`,
          wanted: `thuộc tính dạng tên="giá trị", rồi đóng thẻ bằng > hoặc />`,
        });
        return at + 1;
      }
      const read: MdxAttribute = {
        name: attributeName,
        text: null,
        expression: null,
        line: this.lineAt(at),
      };
      at += attribute[0].length;
      if (attribute[2] !== undefined) {
        const quote = text[at];
        const end =
          quote === '{'
            ? closingBrace(text, at)
            : quote === '"' || quote === "'"
              ? text.indexOf(quote, at + 1) + 1 || null
              : null;
        if (end === null) {
          this.slips.push({
            line: read.line,
            found: `thuộc tính ${read.name} của <${name}> chưa đóng`,
            wanted: 'giá trị trong "…" hoặc {…}',
          });
          return at + 1;
        }
        const value = text.slice(at + 1, end - 1);
        if (quote === '{') read.expression = value;
        else read.text = value;
        at = end;
      }
      attributes.push(read);
    }
    const tag = { name, attributes, line, endLine: this.lineAt(at) };
    this.tags.push(tag);
    if (text[at] === '>') {
      if (!VOID_ELEMENTS.has(name)) this.open.push({ name, line, tag });
      return at + 1;
    }
    return at + 2;
  }

  private close(name: string, line: number): void {
    const last = this.open.at(-1);
    if (last?.name === name) {
      this.open.pop();
      if (last.tag !== null) last.tag.endLine = line;
      return;
    }
    const opened = this.open.findLastIndex((tag) => tag.name === name);
    if (opened === -1) {
      this.slips.push({
        line,
        found: `thẻ đóng </${name}> không có thẻ mở`,
        wanted: `thẻ mở <${name}>`,
      });
      return;
    }
    for (const tag of this.open.splice(opened).slice(1)) {
      this.slips.push({
        line: tag.line,
        found: `thẻ <${tag.name}> chưa đóng`,
        wanted: `thẻ đóng </${tag.name}> trước </${name}>`,
      });
    }
  }
}

const VOID_ELEMENTS = new Set(['br', 'hr', 'img', 'wbr']);

/** Spaces for everything but line ends. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** Offset behind the `}` that closes the `{` at `at`, or null. */
function closingBrace(text: string, at: number): number | null {
  let depth = 0;
  let quote: string | null = null;
  for (let index = at; index < text.length; index += 1) {
    const character = text[index];
    if (quote !== null) {
      if (character === '\\') index += 1;
      else if (character === quote) quote = null;
    } else if (text.startsWith('/*', index)) {
      const close = text.indexOf('*/', index + 2);
      if (close === -1) return null;
      index = close + 1;
    } else if (character === '"' || character === "'" || character === '`') quote = character;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return null;
}

/** Takes Markdown links out of text, leaving their words. */
function takeLinks(text: string): { links: (MdxLink & { offset: number })[]; prose: string } {
  const links: (MdxLink & { offset: number })[] = [];
  const withoutTargets = text.replace(
    /(!?)\[([^\]]*)\]\(\s*([^)\s]+)(\s+"[^"]*")?\s*\)/g,
    (whole, bang: string, words: string, target: string, _title: unknown, offset: number) => {
      links.push({ target, text: words, picture: bang === '!', line: 0, offset });
      return ` ${bang ? ' ' : ''}${words}`.padEnd(whole.length, ' ');
    },
  );
  return { links, prose: withoutTargets.replace(/https?:\/\/\S+/g, blank) };
}
