import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';

/** A step into parsed YAML: a key or an index. */
export type PathStep = string | number;

/** YAML text with the place of every key. */
export interface YamlSource {
  /** The parsed data; undefined when the text cannot be parsed. */
  data: unknown;
  /** Syntax errors, in Vietnamese, with their line in the file. */
  errors: { line: number; wanted: string }[];
  /** Line in the file of the key or item at `path`, or of the nearest parent that exists. */
  lineOf(path: readonly PathStep[]): number;
}

/** What YAML's own error codes mean to an author. */
const SYNTAX_HINTS: Record<string, string> = {
  BLOCK_AS_IMPLICIT_KEY:
    'kiểm tra dấu hai chấm và thụt lề: câu có dấu “: ” phải đặt trong ngoặc kép "…"; khóa cùng nhóm thụt lề bằng nhau',
  DUPLICATE_KEY: 'mỗi khóa chỉ ghi một lần; xóa bớt khóa lặp',
  TAB_AS_INDENT: 'thụt lề bằng dấu cách, không dùng phím Tab',
  MISSING_CHAR: 'thiếu dấu đóng: kiểm tra dấu ngoặc kép và dấu hai chấm',
  BAD_INDENT: 'thụt lề chưa đúng, hoặc thiếu dấu đóng ] hay }',
  BAD_SCALAR_START: 'câu bắt đầu bằng ký tự đặc biệt (@, %, `…) phải đặt trong ngoặc kép "…"',
  MULTILINE_IMPLICIT_KEY: 'mỗi khóa viết trên một dòng, sau khóa là dấu hai chấm và dấu cách',
  UNEXPECTED_TOKEN: 'có chữ thừa sau giá trị: đặt cả câu trong ngoặc kép "…", hoặc xem lại thụt lề',
  BAD_DQ_ESCAPE: 'trong ngoặc kép, dấu \\ phải viết thành \\\\',
};

/**
 * Parses YAML and keeps the place of every key.
 * @param text The YAML.
 * @param firstLine Line of the file on which the text begins (front matter begins on line 2).
 */
export function readYaml(text: string, firstLine = 1): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;

  const errors = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    wanted:
      SYNTAX_HINTS[error.code] ?? 'YAML viết chưa đúng cú pháp ở dòng này hoặc dòng ngay trên',
  }));

  let data: unknown;
  if (errors.length === 0) {
    try {
      data = document.toJS();
    } catch {
      // The only way here is `*name` without an anchor `&name`.
      errors.push({
        line: firstLine,
        wanted: 'câu bắt đầu bằng dấu * phải đặt trong ngoặc kép "…"',
      });
    }
  }

  return {
    data,
    // One slip makes several follow-up errors; the first is the one to mend.
    errors: errors.slice(0, 1),
    lineOf(path) {
      let offset = startOf(document.contents) ?? 0;
      let node: unknown = document.contents;
      for (const step of path) {
        if (isMap(node)) {
          const pair: Pair | undefined = node.items.find(
            (item) => isScalar(item.key) && String(item.key.value) === String(step),
          );
          if (pair === undefined) break;
          offset = startOf(pair.key) ?? offset;
          node = pair.value;
        } else if (isSeq(node) && typeof step === 'number') {
          const item = node.items[step];
          if (item === undefined) break;
          offset = startOf(item) ?? offset;
          node = item;
        } else break;
      }
      return lineAt(offset);
    },
  };
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

/** An MDX file's front matter and body, each with the line on which it begins. */
export interface MdxParts {
  /** YAML between the two `---` lines, or null when the file does not begin with them. */
  frontMatter: string | null;
  frontMatterLine: number;
  body: string;
  bodyLine: number;
}

/** Splits an MDX file at its `---` lines. */
export function splitFrontMatter(text: string): MdxParts {
  const match = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(text);
  if (match === null || match.index !== 0) {
    return { frontMatter: null, frontMatterLine: 1, body: text, bodyLine: 1 };
  }
  const [whole, frontMatter = ''] = match;
  return {
    frontMatter,
    frontMatterLine: 2,
    body: text.slice(whole.length),
    bodyLine: whole.split('\n').length,
  };
}

/** A path as authors read it: `panels[2].heading`; the index counts from 1, as people do. */
export function showPath(path: readonly PathStep[]): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step + 1}]` : index === 0 ? step : `.${step}`,
    )
    .join('');
}
