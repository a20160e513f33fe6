import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/unit/**/*.test.ts'],
    environment: 'node',
    // Vitest would leave one core to itself.
    maxWorkers: '100%',
    // Property tests on two cores beside a browser may be slow; they must not be flaky for that.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
