import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { noInjectedStyles } from './no-injected-styles.ts';
import { precompiledWords } from './precompiled-words.ts';

/** How the three apps are built: alike, except for the path they are served under. */
export function appConfig(base: '/' | '/admin/' | '/app/'): UserConfig {
  return {
    base,
    // theme.js and favicon.svg keep their names; everything else carries the hash of its content.
    publicDir: fileURLToPath(new URL('../public', import.meta.url)),
    plugins: [react(), tailwindcss(), noInjectedStyles(), precompiledWords()],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      sourcemap: false,
      // The CSP is `script-src 'self'; style-src 'self'`: nothing inline, no data: URLs.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  };
}
