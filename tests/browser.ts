import { existsSync } from 'node:fs';
import { chromiumPath } from '../src/chromium.ts';

export { CHROMIUM_ARGS, chromiumPath } from '../src/chromium.ts';

/** Where Debian and Ubuntu put Chromium's headless shell. */
const HEADLESS_SHELL = '/usr/lib/chromium/chromium-headless-shell';

/**
 * Path of the browser that most browser tests use: Chromium's headless shell, the same engine
 * without the window around it, in half the time. Where there is none, an installed Chromium;
 * undefined without either (Playwright then uses the shell it downloaded itself). `CHROMIUM_PATH`
 * overrides the search.
 */
export function testBrowserPath(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  return existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : chromiumPath();
}
