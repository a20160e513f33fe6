import { defineConfig } from 'playwright/test';
import { CHROMIUM_ARGS, testBrowserPath } from './tests/browser.ts';

const port = Number(process.env.E2E_PORT ?? 4390);
const browser = testBrowserPath();

/** Files with a test of a quarter of a minute. */
const LONG = ['**/package.e2e.ts', '**/whole-story.e2e.ts'];

export default defineConfig({
  testDir: './tests/e2e',
  testMatch: '**/*.e2e.ts',
  fullyParallel: true,
  // Three on two cores: a test mostly waits for its page.
  workers: '150%',
  retries: 0,
  timeout: 120_000,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser }),
      args: CHROMIUM_ARGS,
    },
  },
  // The longest tests first, so that no worker is left alone with one at the end.
  projects: [
    { name: 'long', testMatch: LONG },
    { name: 'short', testIgnore: LONG },
  ],
  webServer: {
    // Serves the built site as any web host does; `tests/run.ts` builds it first.
    command: `node src/server/serve.ts --static`,
    env: { PORT: String(port), HOST: '127.0.0.1' },
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
