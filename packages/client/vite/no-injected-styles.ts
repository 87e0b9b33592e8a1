import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const emptySingleton = fileURLToPath(new URL('./empty-style-singleton.ts', import.meta.url));

/**
 * Two libraries write a style element at run time, which `style-src 'self'` refuses. What they would write is in
 * design/base.css instead (sonner's own stylesheet, and the scroll lock of dialogs), so the writing is taken out.
 */
export function noInjectedStyles(): Plugin {
  return {
    name: 'rollcall:no-injected-styles',
    apply: 'build',
    enforce: 'pre',
    resolveId(source) {
      return source === 'react-style-singleton' ? emptySingleton : null;
    },
    transform(code, id) {
      if (!/[\\/]sonner[\\/]dist[\\/]index\.m?js$/.test(id)) return null;
      const without = code.replace(/^__insertCSS\(.*\);?$/m, '');
      if (without === code) throw new Error('sonner no longer injects its styles the way this plugin knows');
      return { code: without, map: null };
    },
  };
}
