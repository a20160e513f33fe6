import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { chromiumPath } from './browser.ts';

/** Debian's: the browser people have, the shell that most tests use, the site's letters. */
const PACKAGES = ['chromium', 'chromium-headless-shell', 'fonts-noto-core'];

function run(command: string, args: string[]): boolean {
  console.log(`  $ ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

function hasBrowser(): boolean {
  return chromiumPath() !== undefined || existsSync(chromium.executablePath());
}

/**
 * Makes sure that a Chromium is there for the browser tests: the one found, else the system's
 * package (as root on Debian), else Playwright's own download. Says what it does.
 * @throws Error with what to do by hand when none of them works.
 */
export function ensureBrowser(): void {
  if (hasBrowser()) return;
  console.log('Chưa có Chromium cho kiểm thử trình duyệt, đang cài …');
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq']);
    if (run('apt-get', ['install', '-y', '-qq', ...PACKAGES])) return;
  }
  if (run('npx', ['playwright', 'install', 'chromium']) && hasBrowser()) return;
  throw new Error(
    'Không cài được Chromium. Hãy tự cài Chromium hoặc Google Chrome rồi đặt CHROMIUM_PATH=<đường dẫn tới chương trình>, sau đó chạy lại npm test.',
  );
}
