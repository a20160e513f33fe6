import { type DefaultTreeAdapterMap, parse } from 'parse5';

/** What a page of a package loads and does, as far as its text tells. */
export interface PageContent {
  /** Addresses that a browser loads with the page, as they are written. */
  loads: string[];
  /** Scripts that stand in the page, event attributes included. */
  scripts: string[];
  /** Style sheets and style attributes that stand in the page. */
  styles: string[];
}

type Node = DefaultTreeAdapterMap['node'];

/** Attributes that make a browser load something, whatever the element, apart from links to go to. */
const LOADING: Record<string, readonly string[]> = {
  link: ['href'],
  script: ['src'],
  img: ['src', 'srcset'],
  source: ['src', 'srcset'],
  audio: ['src'],
  video: ['src', 'poster'],
  track: ['src'],
  iframe: ['src'],
  frame: ['src'],
  embed: ['src'],
  object: ['data'],
  input: ['src'],
  use: ['href', 'xlink:href'],
  image: ['href', 'xlink:href'],
};

/** Kinds of `<link>` that a browser does not load. */
const NOT_LOADED = /^(canonical|alternate|author|license|prev|next|help)$/i;

/** Reads a page as a browser would. */
export function pageContent(html: string): PageContent {
  const content: PageContent = { loads: [], scripts: [], styles: [] };
  visit(parse(html), content);
  return content;
}

function visit(node: Node, content: PageContent): void {
  if ('tagName' in node) {
    const value = (name: string) => node.attrs.find((one) => one.name === name)?.value ?? '';
    const isLink = node.tagName === 'link' && NOT_LOADED.test(value('rel'));
    for (const name of isLink ? [] : (LOADING[node.tagName] ?? [])) {
      if (value(name) === '') continue;
      if (name !== 'srcset') content.loads.push(value(name));
      else content.loads.push(...value(name).split(',').map(firstWord));
    }
    for (const { name, value: script } of node.attrs) {
      if (name.startsWith('on')) content.scripts.push(`${name}=${script}`);
      if (name === 'style') content.styles.push(script);
    }
    const text = node.childNodes.map((one) => ('value' in one ? one.value : '')).join('');
    if (node.tagName === 'style') content.styles.push(text);
    // Data for a script is text like any other.
    if (node.tagName === 'script' && !/json|template/.test(value('type'))) {
      content.scripts.push(text);
    }
    if (node.tagName === 'template' && 'content' in node) visit(node.content, content);
  }
  if ('childNodes' in node) for (const one of node.childNodes) visit(one, content);
}

function firstWord(candidate: string): string {
  return candidate.trim().split(/\s+/)[0] ?? '';
}

/** Addresses that a style sheet loads. */
export function styleLoads(css: string): string[] {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '');
  return [
    ...bare.matchAll(/url\(\s*(['"]?)([^'")]+)\1\s*\)/g),
    ...bare.matchAll(/@import\s+(['"])([^'"]+)\1/g),
  ].map((match) => match[2] ?? '');
}

/**
 * Addresses that a script plainly loads: imports, fetches, workers, sockets and `src` set to a
 * literal. A namespace such as `http://www.w3.org/2000/svg` is only a name and is left alone.
 */
export function scriptLoads(script: string): string[] {
  const calls =
    /(?:\bimport\s*\(?|\bfrom|\bfetch\s*\(|\bimportScripts\s*\(|\bsendBeacon\s*\(|\bnew\s+(?:Worker|SharedWorker|WebSocket|EventSource|Request)\s*\(|\.open\s*\(\s*["'`][A-Z]+["'`]\s*,|\.src\s*=)\s*(["'`])([^"'`\n]+)\1/g;
  return [...script.matchAll(calls)].map((match) => match[2] ?? '');
}

/**
 * True when a script listens to the end of a page in a way that loses results: browsers do not fire
 * `unload` reliably any more, and `beforeunload` neither on phones.
 */
export function listensToUnload(script: string): boolean {
  return /(["'`])(?:before)?unload\1|\bon(?:before)?unload\b/.test(script);
}
