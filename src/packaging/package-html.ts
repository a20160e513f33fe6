import { type DefaultTreeAdapterMap, parse, serialize } from 'parse5';
import type { PackageStandard } from './package-name.ts';

/**
 * Turns a built page of the site into the page of a package: every reference to an own file becomes
 * relative, and every link that would leave the package becomes plain text, since inside an LMS
 * there is no site around the module (design section 6: relative links only).
 */
type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];
type ParentNode = DefaultTreeAdapterMap['parentNode'];

/** Attributes that load a file. */
const FILE_ATTRIBUTES: Record<string, readonly string[]> = {
  link: ['href'],
  script: ['src'],
  img: ['src', 'srcset'],
  source: ['src', 'srcset'],
  audio: ['src'],
  video: ['src', 'poster'],
  track: ['src'],
  use: ['href', 'xlink:href'],
};

/** What `data-scorm` says. */
const SCORM_VERSIONS = { scorm12: '1.2', scorm2004: '2004' } as const;

/** Kinds of `<link rel>` that mean something only on the site itself. */
const SITE_ONLY_RELS = new Set(['canonical', 'alternate', 'sitemap', 'manifest', 'prev', 'next']);

export interface PackagePage {
  /** The rewritten page. */
  html: string;
  /** Site addresses (`/_astro/…`) of the files it loads, in order of appearance, each once. */
  files: string[];
}

/**
 * @param html the built page
 * @param standard of the package; written on `<html data-scorm>`, where `src/quiz/entry-package.ts`
 *   reads which LMS interface to look for first. Elements with `data-only` stay for the standards
 *   that it names alone.
 * @param toRelative gives the place of a site file within the package, e.g. `/_astro/a.js` → `assets/a.js`
 * @throws Error when the page loads something from another host
 */
export function packageHtml(
  html: string,
  standard: PackageStandard,
  toRelative: (address: string) => string,
): PackagePage {
  const document = parse(html);
  const files = new Set<string>();

  const own = (address: string): string => {
    if (!address.startsWith('/') || address.startsWith('//')) {
      if (/^(data:|#|[a-z0-9._-]+$)/i.test(address)) return address;
      throw new Error(`Trang của gói tải tệp ngoài gói: ${address}`);
    }
    files.add(address);
    return toRelative(address);
  };

  walk(document, (element) => {
    const attribute = (name: string) => element.attrs.find((one) => one.name === name);
    if (element.tagName === 'html' && standard !== 'cmi5') {
      element.attrs.push({ name: 'data-scorm', value: SCORM_VERSIONS[standard] });
    }
    const only = attribute('data-only')?.value;
    if (only !== undefined) {
      if (!only.split(' ').includes(standard)) return 'remove';
      element.attrs = element.attrs.filter(({ name }) => name !== 'data-only');
    }
    if (element.tagName === 'a') return isInside(attribute('href')?.value) ? 'keep' : 'unwrap';
    if (element.tagName === 'link') {
      const rels = (attribute('rel')?.value ?? '').split(/\s+/);
      if (rels.some((rel) => SITE_ONLY_RELS.has(rel))) return 'remove';
    }
    if (element.tagName === 'meta' && isSiteOnlyMeta(attribute('property')?.value)) return 'remove';
    for (const name of FILE_ATTRIBUTES[element.tagName] ?? []) {
      const found = attribute(name);
      if (found === undefined || found.value === '') continue;
      found.value = name === 'srcset' ? rewriteSrcset(found.value, own) : own(found.value);
    }
    return 'keep';
  });
  return { html: serialize(document), files: [...files] };
}

/** A link that works within the package: to a place on the page or to the phone. */
function isInside(href: string | undefined): boolean {
  return href === undefined || href.startsWith('#') || href.startsWith('tel:');
}

function isSiteOnlyMeta(property: string | undefined): boolean {
  return property === 'og:url' || property === 'og:image';
}

function rewriteSrcset(srcset: string, own: (address: string) => string): string {
  return srcset
    .split(',')
    .map((candidate) => {
      const [address = '', ...size] = candidate.trim().split(/\s+/);
      return [own(address), ...size].join(' ');
    })
    .join(', ');
}

/** Visits every element, parents first, and does to each what the visitor says. */
function walk(node: Node, visit: (element: Element) => 'keep' | 'unwrap' | 'remove'): void {
  if ('tagName' in node) {
    const verdict = visit(node);
    if (verdict === 'unwrap') {
      // A bare span keeps the text and its classes' looks out of the way.
      node.tagName = 'span';
      node.nodeName = 'span';
      node.attrs = node.attrs.filter((one) => one.name === 'class' || one.name === 'id');
    }
    if (verdict === 'remove') {
      const parent: ParentNode | null = node.parentNode;
      if (parent !== null) parent.childNodes = parent.childNodes.filter((child) => child !== node);
      return;
    }
    if (node.tagName === 'template' && 'content' in node) walk(node.content, visit);
  }
  if ('childNodes' in node) for (const child of [...node.childNodes]) walk(child, visit);
}
