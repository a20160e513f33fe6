import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** What `npm start` serves: right while nobody has published the site. */
export const LOCAL_ADDRESS = 'http://localhost:4321';

/**
 * The site's public address: `SITE_URL` from the environment, else `url` in `content/site.yaml`,
 * else this machine. A broken settings file is no matter here: the content check names the line.
 */
export function siteAddress(env: NodeJS.ProcessEnv, settingsPath: string): string {
  if (env.SITE_URL) return env.SITE_URL;
  try {
    const settings: unknown = parse(readFileSync(settingsPath, 'utf8'));
    return z.object({ url: z.url() }).parse(settings).url;
  } catch {
    return LOCAL_ADDRESS;
  }
}

/** The address to print on paper, without a slash at the end; null while only this machine's is known. */
export function publicAddress(address: URL | undefined): string | null {
  if (address === undefined || address.origin === LOCAL_ADDRESS) return null;
  return address.href.replace(/\/+$/, '');
}
