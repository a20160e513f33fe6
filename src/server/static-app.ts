import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { headerPolicy } from '../page-policy/page-policy.ts';
import { SECURITY_HEADERS } from './security/headers.ts';

/** Files whose name holds a hash of their content: they never change. */
const HASHED = /^\/(_astro|pagefind\/(fragment|index))\//;

/**
 * The static site as a Hono app: what any web host does, plus compression, cache headers and our
 * own 404 page. `root` is the folder of the built site. With `records: 'server'` its pages are marked
 * (`<html data-records="server">`), which tells them that this server keeps the records, and every
 * answer carries the security headers, pages their policy among them.
 */
export function createStaticApp(root: string, { records }: { records?: 'server' } = {}): Hono {
  const app = new Hono();
  app.use(compress());
  app.use(async (context, next) => {
    await next();
    if (records === 'server') {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.header(name, value);
    }
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
        // Two slashes at the start would be another host's address.
        const own = path.replace(/^\/+/, '/');
        return context.redirect(`${own}/${new URL(context.req.url).search}`, 301);
      }
    }
    return next();
  });
  if (records === 'server') {
    app.get('*', async (context, next) => {
      const page = await readPage(root, context.req.path);
      return page === null ? next() : marked(context, page, 200);
    });
  }
  app.use(serveStatic({ root }));
  app.notFound(async (context) => {
    const page = await readFile(join(root, '404.html'), 'utf8').catch(() => null);
    if (page === null) return context.text('Không tìm thấy trang.', 404);
    return records === 'server' ? marked(context, page, 404) : context.html(page, 404);
  });
  return app;
}

/** The page at an address that ends in a slash or in `.html`; null when there is none. */
async function readPage(root: string, path: string): Promise<string | null> {
  const decoded = decodePath(path);
  if (decoded === null || !/(\/|\.html)$/.test(decoded)) return null;
  const file = decoded.endsWith('/') ? `${decoded}index.html` : decoded;
  return readFile(join(root, file), 'utf8').catch(() => null);
}

/** A page as the server sends it. The policy is a header too: it then holds from the first byte. */
function marked(context: Context, page: string, status: 200 | 404): Response | Promise<Response> {
  context.header('Content-Security-Policy', headerPolicy(page));
  return context.html(page.replace('<html', '<html data-records="server"'), status);
}

function decodePath(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('..') ? null : decoded;
  } catch {
    return null;
  }
}
