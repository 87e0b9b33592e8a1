import type { KnipConfig } from 'knip';

const app = { project: ['src/**/*.{ts,tsx,css}'] };
const library = { project: ['src/**/*.{ts,css}'] };

/** What is started from outside; all else has to be reached from here. */
const config: KnipConfig = {
  workspaces: {
    '.': {
      entry: ['scripts/*.ts'],
      project: ['scripts/**/*.{ts,css}', '*.ts'],
      // Started by its name, `squawk`.
      ignoreDependencies: ['squawk-cli'],
    },
    'packages/core': library,
    'packages/server': library,
    'packages/embedded-db': library,
    'packages/client': {
      project: ['src/**/*.{ts,tsx,css}', 'vite/**/*.ts'],
      // Takes the place of another module, whose export has this name.
      ignoreIssues: { 'vite/empty-style-singleton.ts': ['exports'] },
    },
    'packages/web': app,
    'packages/app-shell': app,
    'packages/demo': app,
    // Fixtures are processes that a test starts.
    tests: {
      entry: ['bench/main.ts', 'screenshots/main.ts', 'live/fixtures/*.ts'],
      project: ['**/*.{ts,tsx,css}'],
    },
  },
  // The packages' `exports` open every file to the others; that alone is no use of what a file exports.
  includeEntryExports: true,
  // A type that only its own file names still belongs to the signature of what is exported.
  ignoreExportsUsedInFile: { interface: true, type: true },
  compilers: {
    css: (text) =>
      [...text.matchAll(/@(?:import|plugin)\s+["']([^"']+)["']/g)]
        .map(([, from]) => `import '${from}';`)
        .join('\n'),
  },
};

export default config;
