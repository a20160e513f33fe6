import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright';
import { CHROMIUM_ARGS, chromiumPath } from '../browser.ts';

/**
 * Runs `work` in a Chromium with a profile of its own on the disk, as an officer's browser has one: in
 * a private window the origin's file system is not on the disk at all.
 */
export async function inOfficeBrowser<T>(
  work: (context: BrowserContext, profile: string) => Promise<T>,
): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'bench-profile-'));
  const path = chromiumPath();
  const context = await chromium.launchPersistentContext(profile, {
    ...(path === undefined ? {} : { executablePath: path }),
    args: CHROMIUM_ARGS,
    locale: 'vi-VN',
    acceptDownloads: true,
  });
  try {
    return await work(context, profile);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
