import { defineConfig } from 'vitest/config';

/** Everything in one run: pure tests beside the code, and those that need a database or a browser in tests/. */
export default defineConfig({
  test: {
    globalSetup: ['tests/_kit/global-setup.ts'],
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { requireAssertions: true },
  },
});
