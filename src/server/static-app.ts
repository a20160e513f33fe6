import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';

/** Files whose name holds a hash of their content: they never change. */
const HASHED = /^\/(_astro|pagefind\/(fragment|index))\//;

/**
 * The static site as a Hono app: what any web host does, plus compression, cache headers and our
 * own 404 page. `root` is the folder of the built site. With `records: 'server'` its pages are marked
 * (`<html data-records="server">`), which tells them that this server keeps the records.
 */
export function createStaticApp(root: string, { records }: { records?: 'server' } = {}): Hono {
  const app = new Hono();
  app.use(compress());
  app.use(async (context, next) => {
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    if (context.res.status === 200) {
      const keep = HASHED.test(context.req.path);
      context.header('Cache-Control', keep ? 'public, max-age=31536000, immutable' : 'no-cache');
    }
  });
  // A folder's address without its slash would break relative links on the page.
  app.use(async (context, next) => {
    const { path } = context.req;
    if (!path.endsWith('/') && !path.split('/').pop()?.includes('.')) {
      const decoded = decodePath(path);
      if (decoded !== null && existsSync(join(root, decoded, 'index.html'))) {
        return context.redirect(`${path}/${new URL(context.req.url).search}`, 301);
      }
    }
    return next();
  });
  if (records === 'server') {
    app.get('*', async (context, next) => {
      const page = await readPage(root, context.req.path);
      return page === null ? next() : context.html(mark(page));
    });
  }
  app.use(serveStatic({ root }));
  app.notFound(async (context) => {
    const page = await readFile(join(root, '404.html'), 'utf8').catch(() => null);
    return page === null ? context.text('Không tìm thấy trang.', 404) : context.html(page, 404);
  });
  return app;
}

/** The page at an address that ends in a slash; null when there is none. */
async function readPage(root: string, path: string): Promise<string | null> {
  const decoded = path.endsWith('/') ? decodePath(path) : null;
  if (decoded === null) return null;
  return readFile(join(root, decoded, 'index.html'), 'utf8').catch(() => null);
}

function mark(page: string): string {
  return page.replace('<html', '<html data-records="server"');
}

function decodePath(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('..') ? null : decoded;
  } catch {
    return null;
  }
}
