import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';
import { parse } from 'yaml';
import { topicsFileSchema } from '../schemas/topic.ts';
import { searchRecords } from '../search/index-page.ts';

/** Of Pagefind's files only what our own search page uses; its ready-made pages and styles stay out. */
const UNUSED = /^pagefind-.*(ui|highlight)\.(js|css)$/;

/** Builds the search index from the built pages into `dist/pagefind/`. */
export function searchIndex(): AstroIntegration {
  let root = '';
  return {
    name: 'search-index',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const count = await writeSearchIndex(dist, root);
        logger.info(`${count} mục tìm được`);
      },
    },
  };
}

/**
 * Indexes the pages of `dist` and writes the index beside them.
 * @param root The project's folder, for the topics' keywords.
 * @returns How many pages and parts of pages can be found.
 * @throws When Pagefind reports an error.
 */
export async function writeSearchIndex(dist: string, root: string): Promise<number> {
  const topics = topicsFileSchema.parse(
    parse(await readFile(join(root, 'content/topics.yaml'), 'utf8')),
  );
  const keywords = new Map(topics.map(({ id, keywords: words }) => [id, words]));

  const { index, errors } = await pagefind.createIndex({ forceLanguage: 'vi' });
  if (index === undefined) throw new Error(errors.join('; '));
  let count = 0;
  for (const file of await pagesOf(dist)) {
    const html = await readFile(join(dist, file), 'utf8');
    const url = `/${file.replace(/index\.html$/, '')}`;
    for (const { content, format, ...record } of searchRecords(html, url, keywords)) {
      const answer =
        format === 'html'
          ? await index.addHTMLFile({ url: record.url, content })
          : await index.addCustomRecord({ ...record, content, language: 'vi' });
      if (answer.errors.length > 0) throw new Error(`${record.url}: ${answer.errors.join('; ')}`);
      count += 1;
    }
  }
  const { files, errors: writing } = await index.getFiles();
  if (writing.length > 0) throw new Error(writing.join('; '));
  for (const { path, content } of files) {
    if (UNUSED.test(path)) continue;
    const target = join(dist, 'pagefind', path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  await pagefind.close();
  return count;
}

async function pagesOf(dist: string): Promise<string[]> {
  const names = await readdir(dist, { recursive: true });
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html') && !name.startsWith('pagefind/'))
    .sort();
}
