import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { LEVELS } from '../schemas/vocabulary.ts';
import { didYouMean } from './nearest.ts';
import type { Content } from './read-content.ts';

/** What is wanted of a link instead, or null when it is good. */
export function linkProblem(target: string, addresses: ReadonlySet<string>): string | null {
  if (target.startsWith('#')) return null;
  if (/^(tel|sms):/.test(target)) return '<Phone id="…" /> thay cho liên kết gọi điện';
  if (/^mailto:/.test(target)) return null;
  if (/^https?:\/\//.test(target)) {
    return /^https?:\/\/\d+(\.\d+){3}([:/]|$)/.test(target)
      ? 'địa chỉ có tên miền, không dùng địa chỉ IP'
      : null;
  }
  if (!target.startsWith('/'))
    return 'địa chỉ trong trang bắt đầu và kết thúc bằng “/”, ví dụ /tro-giup/';
  const path = target.replace(/[?#].*$/, '');
  if (addresses.has(path)) return null;
  return `một trang có thật.${didYouMean(path, [...addresses])}`;
}

/** Addresses of the site's own pages, from the content and from `src/pages/`. */
export function knownAddresses(content: Content): Set<string> {
  const addresses = new Set<string>(['/']);
  const pages = join(content.root, 'src/pages');
  if (existsSync(pages)) {
    for (const name of readdirSync(pages, { recursive: true, encoding: 'utf8' })) {
      const path = name.replaceAll('\\', '/');
      if (!path.endsWith('.astro') || path.includes('[')) continue;
      const route = path.replace(/\.astro$/, '').replace(/(^|\/)index$/, '');
      addresses.add(route === '' ? '/' : `/${route}/`);
    }
  }
  for (const level of Object.keys(LEVELS)) addresses.add(`/hoc-sinh/${level}/`);
  for (const { id } of content.modules) addresses.add(`/tap-huan/${id}/`);
  for (const { id } of content.skills) addresses.add(posix.join('/hoc-sinh', id, '/'));
  for (const { id } of content.guides) addresses.add(`/cam-nang/${id}/`);
  for (const { id } of content.leaflets) addresses.add(`/to-gap/${id}/`);
  for (const { id } of content.documents) addresses.add(`/nha-truong/van-ban/${id}/`);
  for (const { id } of content.forms) addresses.add(`/nha-truong/bieu-mau/${id}/`);
  for (const { id } of content.messages) addresses.add(`/nha-truong/tin-mau/${id}/`);
  return addresses;
}
