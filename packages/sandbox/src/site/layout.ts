import { html, type Markup } from '../http/html.ts';
import { stylesheet } from './stylesheet.ts';

export interface PageFrame {
  readonly title: string;
  /** Links of the page's own level. */
  readonly nav?: readonly { readonly href: string; readonly label: string; readonly here: boolean }[];
  /** Whose pages these are, where they do not stand in for Google. */
  readonly brand?: { readonly name: string; readonly href: string; readonly words: string };
  /** A script of the sandbox's own, by path. */
  readonly script?: string;
  /** Said above the content: what was done, or why not. */
  readonly notice?: { readonly text: string; readonly failed: boolean } | undefined;
}

const google = {
  name: 'Workspace sandbox',
  href: '/',
  words: "stands in for Google on this machine; nothing here is Google's, nobody here is real",
};

/** A whole page; every one says what it stands in for. */
export function renderPage(frame: PageFrame, content: Markup): string {
  const brand = frame.brand ?? google;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${frame.title} · ${brand.name}</title>
${stylesheet}${frame.script === undefined ? null : html`<script src="${frame.script}" defer></script>`}
</head>
<body>
<header class="top"><a class="brand" href="${brand.href}">${brand.name}</a>
<span class="muted">${brand.words}</span></header>
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
