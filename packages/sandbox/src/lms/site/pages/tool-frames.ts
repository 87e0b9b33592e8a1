import { html, type Markup } from '../../../http/html.ts';

/** A tool's page within the system's; `closeTo` is where it leads when the tool says that it is done. */
function toolFrame(title: string, src: string, closeTo: string): Markup {
  return html`<iframe class="tool" title="${title}" src="${src}" data-close-to="${closeTo}"></iframe>`;
}

/** An assignment, opened in the page. */
export function assignmentPage(options: {
  readonly title: string;
  readonly text: string;
  readonly course: { readonly title: string; readonly href: string };
  readonly open: string;
}): Markup {
  const { title, text, course, open } = options;
  return html`<p><a href="${course.href}">${course.title}</a></p><h1>${title}</h1>
${text === '' ? null : html`<p>${text}</p>`}
<p><a class="button quiet" href="${open}?in=window" target="_blank" rel="noopener">Open in a new tab</a></p>
${toolFrame(title, `${open}?in=iframe`, course.href)}`;
}

/** The choice of a new assignment, in the tool. */
export function addPage(course: { readonly title: string; readonly href: string }, src: string): Markup {
  return html`<p><a href="${course.href}">${course.title}</a></p><h1>Add external tool assignment</h1>
${toolFrame('The tool’s choice of assignments', src, course.href)}`;
}

/** The tool's side of a registration. */
export function registeringPage(slug: string, src: string): Markup {
  return html`<p><a href="/lms/${slug}/tools">Tools</a></p><h1>Registering a tool</h1>
<p>The tool asks its own questions here. When it is done, <a href="/lms/${slug}/tools">go back to the tools</a>.</p>
${toolFrame('Registration at the tool', src, `/lms/${slug}/tools`)}`;
}

/** Shown in the frame after the tool has answered; the tab goes back to the course by itself. */
export function answeredPage(courseHref: string, said: string): Markup {
  return html`<main><p role="status" class="notice">${said}</p>
<p><a class="button" target="_top" href="${courseHref}" data-leave-to="${courseHref}">Back to the course</a></p></main>`;
}
