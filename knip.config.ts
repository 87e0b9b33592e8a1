import type { KnipConfig } from 'knip';

/** What is started from outside; all else has to be reached from here. */
const config: KnipConfig = {
  workspaces: {
    '.': {
      entry: ['scripts/*.ts'],
      project: ['scripts/**/*.ts', '*.ts'],
    },
    'packages/*': {
      project: ['src/**/*.{ts,tsx,css}', 'vite/**/*.ts'],
    },
    tests: {
      entry: ['**/*.test.{ts,tsx}', '_kit/global-setup.ts', 'bench/*.ts'],
      project: ['**/*.{ts,tsx}'],
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
