import { resolve } from 'node:path';
import { Hono } from 'hono';
import { withPolicy } from '../../../src/page-policy/page-policy.ts';
import { listen } from '../../../src/server/listen.ts';
import { createStaticApp } from '../../../src/server/static-app.ts';

const POLICY = /<meta http-equiv="content-security-policy"[^>]*>/;

/**
 * The built site on a static host of its own origin, as a build with `PUBLIC_RECORDS_URL=recordsUrl`
 * makes it: each page names the server, and its policy lets it send there.
 */
export async function siteElsewhere(
  recordsUrl: () => string,
): Promise<{ site: string; stop(): Promise<void> }> {
  const site = createStaticApp(resolve('dist'));
  const app = new Hono();
  app.all('*', async (context) => {
    context.req.raw.headers.delete('accept-encoding');
    const answer = await site.fetch(context.req.raw, context.env);
    if (!answer.headers.get('content-type')?.startsWith('text/html')) return answer;
    const built = await answer.text();
    const named = built.replace('<html', `<html data-records-url="${recordsUrl()}"`);
    const { path } = context.req;
    const page = withPolicy(named.replace(POLICY, ''), path);
    return context.html(page, answer.status === 404 ? 404 : 200);
  });
  const server = await listen(app, { port: 0, host: '127.0.0.1' });
  return { site: `http://127.0.0.1:${server.port}`, stop: () => server.stop(1000) };
}
