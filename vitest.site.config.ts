import { defineConfig } from 'vitest/config';

/** Tests of the built site: they read `dist/`, so `npm run build` comes first. */
export default defineConfig({
  test: {
    include: ['tests/site/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
