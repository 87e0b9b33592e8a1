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

/** A list that fields with `list="<id>"` offer. */
export function datalist(id: string, values: readonly string[]): Markup {
  return html`<datalist id="${id}">${values.map((value) => html`<option value="${value}"></option>`)}</datalist>`;
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
