import { html, type Markup } from '../http/html.ts';
import { stylesheet } from './stylesheet.ts';

export interface PageFrame {
  readonly title: string;
  /** Links of the page's own level. */
  readonly nav?: readonly { readonly href: string; readonly label: string; readonly here: boolean }[];
  /** Said above the content: what was done, or why not. */
  readonly notice?: { readonly text: string; readonly failed: boolean } | undefined;
}

/** A whole page; every one says that it stands in for Google. */
export function renderPage(frame: PageFrame, content: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${frame.title} · Workspace sandbox</title>
${stylesheet}
</head>
<body>
<header class="top"><a class="brand" href="/">Workspace sandbox</a>
<span class="muted">stands in for Google on this machine; nothing here is Google's, nobody here is real</span></header>
${
  frame.nav === undefined
    ? null
    : html`<nav aria-label="Sections">${frame.nav.map(
        ({ href, label, here }) =>
          html`<a href="${href}"${here ? html` aria-current="page"` : null}>${label}</a>`,
      )}</nav>`
}
<main>
${
  frame.notice === undefined
    ? null
    : html`<p role="status" class="${frame.notice.failed ? 'notice failed' : 'notice'}">${frame.notice.text}</p>`
}
${content}
</main>
</body>
</html>`.text;
}
