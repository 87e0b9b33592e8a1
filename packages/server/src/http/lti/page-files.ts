/** What the pages of launches load: their looks, and two scripts that press a button that is there. */
export const pageFiles: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  'page.css': {
    type: 'text/css; charset=utf-8',
    text: `
:root {
  color-scheme: light dark;
  --text: #1c1f2b; --muted: #585e70; --page: #f6f7fa; --card: #ffffff; --line: #d5d9e3; --accent: #3b4fd8; --on-accent: #ffffff;
  font: 16px/1.5 system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --text: #eceef5; --muted: #a9b0c3; --page: #14161d; --card: #1d2029; --line: #3a4050; --accent: #a5b1ff; --on-accent: #14161d; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: clamp(1rem, 4vw, 3rem) 1rem; background: var(--page); color: var(--text); }
main { max-width: 36rem; margin: 0 auto; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; overflow-wrap: anywhere; }
.brand { margin: 0 0 0.5rem; color: var(--muted); font-size: 0.875rem; font-weight: 600; }
h1 { margin: 0 0 0.75rem; font-size: 1.375rem; line-height: 1.25; }
p, dl, form { margin: 0 0 1rem; }
main > :last-child { margin-bottom: 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 1rem; }
dt { color: var(--muted); }
dd { margin: 0; }
label { display: block; margin-bottom: 0.25rem; font-weight: 600; }
input[type='text'] { width: 100%; margin-bottom: 1rem; padding: 0.625rem 0.75rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--muted); border-radius: 0.5rem; }
.button { display: inline-block; min-height: 2.75rem; padding: 0.625rem 1.125rem; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 0.5rem; }
.button.quiet { color: var(--text); background: transparent; border-color: var(--muted); }
.actions { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; margin-bottom: 1rem; }
.actions form { margin: 0; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.note { color: var(--muted); font-size: 0.9375rem; }
`,
  },
  'submit.js': {
    type: 'text/javascript; charset=utf-8',
    text: "document.querySelector('form').submit();\n",
  },
  'close.js': {
    type: 'text/javascript; charset=utf-8',
    // To whoever opened it, as the specification has it: the message says nothing.
    text: "(window.opener ?? window.parent).postMessage({ subject: 'org.imsglobal.lti.close' }, '*');\n",
  },
};
