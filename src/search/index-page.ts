import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { FILTER_KEYS } from './filter-keys.ts';
import { dAliases } from './fold.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Something that search can find. */
export interface SearchRecord {
  /** Address within the site; with `#id` when it is a part of a page. */
  url: string;
  /** HTML of a page for Pagefind, or plain text of a part. */
  content: string;
  format: 'html' | 'text';
  meta: Record<string, string>;
  filters: Record<string, string[]>;
}

/**
 * What search should find in a built page: the page itself, unless it is left out of search, and
 * each part marked `data-search-part` (an act of the register, a contact), which then counts as a
 * result of its own.
 * @param html The built page.
 * @param url Its address.
 * @param keywords Words people type, by topic id.
 */
export function searchRecords(
  html: string,
  url: string,
  keywords: ReadonlyMap<string, readonly string[]>,
): SearchRecord[] {
  const document = parse(html, { sourceCodeLocationInfo: true });
  const body = find(document, (element) => has(element, 'data-pagefind-body'));
  if (body === null) return [];

  const parts = findAll(body, (element) => has(element, 'data-search-part'));
  return [
    pageRecord(html, url, document, body, parts, keywords),
    ...parts.map((part) => partRecord(part, url)),
  ];
}

function pageRecord(
  html: string,
  url: string,
  document: Node,
  body: Element,
  parts: readonly Element[],
  keywords: ReadonlyMap<string, readonly string[]>,
): SearchRecord {
  const entry = find(document, (element) => has(element, 'data-search-entry'));
  const filters: Record<string, string[]> = {};
  for (const key of FILTER_KEYS) {
    const values = entry === null ? '' : attribute(entry, `data-search-${key}`);
    if (values !== '') filters[key] = values.split(' ');
  }
  const heading = find(body, (element) => element.tagName === 'h1');
  const title = heading === null ? '' : textOf(heading);
  const topics = filters.topic ?? [];
  const wordsOfTopics = (ids: readonly string[]) =>
    ids.flatMap((id) => keywords.get(id) ?? []).join(', ');
  // Paper is for printing: who looks for help wants the page to read, and finds it first.
  const isPaper = PAPER.test(url);
  const main = isPaper ? 0 : 1;
  const meta: Record<string, string> = {
    title,
    ...withAlias(isPaper ? 'paper' : 'name', title),
    ...withAlias('keywords', wordsOfTopics(topics.slice(0, main))),
    ...withAlias('related', wordsOfTopics(topics.slice(main))),
    summary: descriptionOf(document),
    alias: dAliases(textOf(body)).join(' '),
  };
  return {
    url,
    content: withMeta(html, document, parts, meta, filters, isPaper ? body : null),
    format: 'html',
    meta,
    filters,
  };
}

/** Leaflets, and the documents, forms and messages of a school. */
const PAPER = /^\/(to-gap|nha-truong\/[^/]+)\/./;
/** What a word in the text of paper counts, beside 1 in a page to read. */
const PAPER_TEXT_WEIGHT = 0.3;

/** The page's sentence for search engines. */
function descriptionOf(document: Node): string {
  const meta = find(
    document,
    (element) => element.tagName === 'meta' && attribute(element, 'name') === 'description',
  );
  return meta === null ? '' : attribute(meta, 'content');
}

function partRecord(part: Element, url: string): SearchRecord {
  const title = attribute(part, 'data-search-part');
  const kind = attribute(part, 'data-search-kind');
  const text = textOf(part);
  return {
    url: `${url}#${attribute(part, 'id')}`,
    content: text,
    format: 'text',
    meta: {
      title,
      label: attribute(part, 'data-search-label'),
      ...withAlias(NAME_FIELDS[kind] ?? 'name', title),
      alias: dAliases(text).join(' '),
    },
    filters: {},
  };
}

/** Under which field a part's name is indexed: acts must not stand before what helps a child. */
const NAME_FIELDS: Readonly<Record<string, string>> = { act: 'act', 'past-act': 'pastAct' };

/** A field and, beside it, its words with "d" for "đ", to weigh alike. */
function withAlias(field: string, text: string): Record<string, string> {
  return { [field]: text, [`${field}Alias`]: dAliases(text).join(' ') };
}

/** The page with its metadata in the head, its parts left to their own records, and `light` text of less weight. */
function withMeta(
  html: string,
  document: Node,
  parts: readonly Element[],
  meta: Record<string, string>,
  filters: Record<string, string[]>,
  light: Element | null,
): string {
  const inserts: { at: number; text: string }[] = [];
  const lightEnd = light?.sourceCodeLocation?.startTag?.endOffset;
  if (lightEnd !== undefined)
    inserts.push({ at: lightEnd - 1, text: ` data-pagefind-weight="${PAPER_TEXT_WEIGHT}"` });
  for (const part of parts) {
    const start = part.sourceCodeLocation?.startTag?.endOffset;
    if (start !== undefined) inserts.push({ at: start - 1, text: ' data-pagefind-ignore="all"' });
  }
  const tags = [
    ...Object.entries(meta)
      .filter(([, content]) => content !== '')
      .map(
        ([name, content]) =>
          `<meta data-pagefind-meta="${name}[content]" content="${attributeText(content)}">`,
      ),
    ...Object.entries(filters).flatMap(([name, values]) =>
      values.map(
        (value) =>
          `<meta data-pagefind-filter="${name}[content]" content="${attributeText(value)}">`,
      ),
    ),
  ];
  const head = find(document, (element) => element.tagName === 'head');
  inserts.push({ at: head?.sourceCodeLocation?.startTag?.endOffset ?? 0, text: tags.join('') });
  return inserts
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, text: insert }) => text.slice(0, at) + insert + text.slice(at), html);
}

function attributeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function attribute(element: Element, name: string): string {
  return element.attrs.find((each) => each.name === name)?.value ?? '';
}

function has(element: Element, name: string): boolean {
  return element.attrs.some((each) => each.name === name);
}

function childrenOf(node: Node): Node[] {
  return 'childNodes' in node ? node.childNodes : [];
}

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

function find(node: Node, matches: (element: Element) => boolean): Element | null {
  if (isElement(node) && matches(node)) return node;
  for (const child of childrenOf(node)) {
    const found = find(child, matches);
    if (found !== null) return found;
  }
  return null;
}

function findAll(node: Node, matches: (element: Element) => boolean): Element[] {
  if (isElement(node) && matches(node)) return [node];
  return childrenOf(node).flatMap((child) => findAll(child, matches));
}

/** Elements whose text is no text to read, or kept out of search. */
function isSilent(element: Element): boolean {
  return (
    /^(noscript|script|style|svg|template)$/.test(element.tagName) ||
    has(element, 'data-pagefind-ignore')
  );
}

/** Readable text, spaces between elements. */
function textOf(node: Node): string {
  const pieces: string[] = [];
  const walk = (each: Node): void => {
    if (isElement(each) && isSilent(each)) return;
    if (each.nodeName === '#text' && 'value' in each) pieces.push(each.value);
    for (const child of childrenOf(each)) walk(child);
    if (isElement(each) && !/^(a|b|em|i|strong|span|sup|abbr)$/.test(each.tagName))
      pieces.push(' ');
  };
  walk(node);
  return pieces.join('').replace(/\s+/g, ' ').trim();
}
