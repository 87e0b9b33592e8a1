import { pathToFileURL } from 'node:url';
import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';

/**
 * Parses the ICU messages of `words/<language>.ts` and `words/<part>/<language>.ts` while building, so that no parser
 * is sent to the browser. A catalogue holds nothing but words and imports nothing but words: it is run here.
 */
export function precompiledWords(): Plugin {
  return {
    name: 'rollcall:precompiled-words',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
    }),
    async load(id) {
      if (!/[\\/]words[\\/](?:[a-z-]+[\\/])?[a-z]{2}\.ts$/.test(id)) return null;
      const catalogues: Record<string, unknown> = await import(pathToFileURL(id).href);
      return Object.entries(catalogues)
        .map(([name, words]) => `export const ${name} = ${JSON.stringify(compileWords(words, name))};`)
        .join('\n');
    },
  };
}

function compileWords(words: unknown, path: string): unknown {
  if (typeof words === 'string') {
    // The small formatter knows no named styles and would show a date instead of a time.
    if (/,\s*(date|time)\b/.test(words)) throw new Error(`${path}: format instants with useFormatter`);
    return compile(words);
  }
  if (typeof words !== 'object' || words === null)
    throw new Error(`${path} is neither a message nor a group`);
  return Object.fromEntries(
    Object.entries(words).map(([key, inner]) => [key, compileWords(inner, `${path}.${key}`)]),
  );
}
