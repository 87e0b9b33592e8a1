import { html, type Markup } from '../http/html.ts';
import type { Person } from '../store/people.ts';

/** A form that does one action and comes back to this page. */
export function actionForm(
  action: string,
  back: string,
  hidden: Readonly<Record<string, string>>,
  content: Markup,
  style: 'row' | 'inline' = 'row',
): Markup {
  return html`<form class="${style}" method="post" action="/do/${action}">
<input type="hidden" name="back" value="${back}">
${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${content}</form>`;
}

export function field(label: string, name: string, value = '', more: Markup = html``): Markup {
  return html`<label>${label} <input name="${name}" value="${value}" ${more}></label>`;
}

export function select(
  label: string,
  name: string,
  options: readonly (readonly [value: string, label: string])[],
  chosen?: string,
): Markup {
  return html`<label>${label} <select name="${name}">${options.map(
    ([value, words]) =>
      html`<option value="${value}"${value === chosen ? html` selected` : null}>${words}</option>`,
  )}</select></label>`;
}

export function personTags(person: Person): Markup {
  return html`${person.isAdmin ? html` <span class="tag">Google admin</span>` : null}${
    person.suspended ? html` <span class="tag bad">suspended</span>` : null
  }${person.archived ? html` <span class="tag bad">archived</span>` : null}`;
}

/** `12 people`, `1 person`. */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** More than so many in a list are typed with suggestions, not chosen. */
const choosable = 60;

/** A field for the path of a unit. Where a tree is large, `unitList` has to be on the page too. */
export function unitField(options: {
  readonly name: string;
  readonly chosen: string;
  readonly paths: readonly string[];
  /** A visible one, or a name for those who hear the page. */
  readonly label: { readonly shown: string } | { readonly spoken: string };
}): Markup {
  const { name, chosen, paths, label } = options;
  const spoken = 'spoken' in label ? html` aria-label="${label.spoken}"` : null;
  const control =
    paths.length > choosable
      ? html`<input name="${name}"${spoken} list="units" value="${chosen}">`
      : html`<select name="${name}"${spoken}>${paths.map(
          (path) => html`<option${path === chosen ? html` selected` : null}>${path}</option>`,
        )}</select>`;
  return 'shown' in label ? html`<label>${label.shown} ${control}</label>` : control;
}

/** What the fields for units suggest, where they are not lists themselves. */
export function unitList(paths: readonly string[]): Markup | null {
  if (paths.length <= choosable) return null;
  return html`<datalist id="units">${paths.map((path) => html`<option value="${path}"></option>`)}</datalist>`;
}
