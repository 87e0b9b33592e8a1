import { defineConfig } from 'vitest/config';

/** Two cores is what the suite is measured for; a browser test keeps both of them busy by itself. */
const workers = 2;
/** Starts a PostgreSQL for the project that names it. */
const database = 'tests/_kit/global-setup.ts';
/** A folder into which the results are also written, for .ci/run to count. */
const results = process.env.ROLLCALL_RESULTS;

/**
 * Everything in one run. `beside` are the tests beside the code, which need nothing but themselves; `together` need the
 * whole server on a real database; `browser` come last and one file at a time, so that no screen is slow because of others.
 */
export default defineConfig({
  test: {
    reporters:
      results === undefined ? ['default'] : ['default', ['json', { outputFile: `${results}/tests.json` }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { requireAssertions: true },
    // What oidc-provider says of each Node that has no long-term support yet.
    onConsoleLog: (log) => !log.includes('oidc-provider WARNING: Unsupported runtime'),
    projects: [
      {
        extends: true,
        test: {
          name: 'beside',
          include: ['packages/*/src/**/*.test.{ts,tsx}'],
          maxWorkers: workers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          globalSetup: [database],
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', '**/node_modules/**'],
          maxWorkers: workers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: [database],
          include: ['tests/e2e/**/*.test.{ts,tsx}'],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
