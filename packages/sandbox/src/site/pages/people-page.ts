import type { SandboxControl } from '../../commands/control.ts';
import { html, type Markup } from '../../http/html.ts';
import type { Person } from '../../store/people.ts';
import type { Workspace } from '../../store/workspaces.ts';
import { actionForm, counted, field, personTags, unitField, unitList } from '../parts.ts';

const pageSize = 50;

export interface PeopleQuery {
  readonly search: string;
  readonly unit: string | undefined;
  readonly deleted: boolean;
  /** The first is 1. */
  readonly page: number;
}

/** People of a workspace, to find and to change. */
export function peoplePage(control: SandboxControl, workspace: Workspace, query: PeopleQuery): Markup {
  const domain = workspace.primaryDomain;
  const filter = { search: query.search, orgUnitId: query.unit, deleted: query.deleted };
  const window = { limit: pageSize, offset: (query.page - 1) * pageSize };
  const { people, total } = control.searchPeople(domain, filter, window);
  const units = control.listOrgUnits(domain);
  const paths = units.map(({ path }) => path);
  const here = (page: number): string => linkTo(domain, { ...query, page });
  return html`<h1>${workspace.name}: people</h1>
<form class="row" method="get" role="search" action="/w/${domain}/people">
<label>Name or address <input type="search" name="search" value="${query.search}"></label>
<label>In <select name="unit"><option value="">all units</option>${units.map(
    ({ id, path }) =>
      html`<option value="${id}"${id === query.unit ? html` selected` : null}>${path}</option>`,
  )}</select></label>
<label class="check"><input type="checkbox" name="deleted"${query.deleted ? html` checked` : null}> <span>deleted ones</span></label>
<button>Show</button></form>
<details class="card"><summary>Add a person</summary>
${actionForm(
  'person.add',
  here(query.page),
  {},
  html`${field('Given name', 'givenName')}${field('Family name', 'familyName')}${field('Address', 'email', '', html`type="email" placeholder="…@${domain}"`)}
${unitField({
  name: 'orgUnitPath',
  chosen: units.find(({ id }) => id === query.unit)?.path ?? '/Students',
  paths,
  label: { shown: 'Unit' },
})}<button class="main">Add</button>`,
)}</details>
${unitList(paths)}
<p>${counted(total, 'person', 'people')}</p>
<div class="scroll"><table><thead><tr><th>Name</th><th>Unit</th><th>Change</th></tr></thead>
<tbody>${people.map((person) => personRow(domain, person, paths, here(query.page)))}</tbody></table></div>
<p>${query.page > 1 ? html`<a href="${here(query.page - 1)}">Back</a> ` : null}${
    query.page * pageSize < total ? html`<a href="${here(query.page + 1)}">More</a>` : null
  }</p>`;
}

function personRow(domain: string, person: Person, paths: readonly string[], back: string): Markup {
  const { id } = person;
  if (person.deletedAt !== null)
    return html`<tr><td>${person.givenName} ${person.familyName}<br><span class="muted">${person.email}</span></td>
<td>${person.orgUnitPath}</td><td>${actionForm('person.undelete', back, { workspace: domain, id }, html`<button>Restore</button>`, 'inline')}</td></tr>`;
  const barred = person.suspended === 1 || person.archived === 1;
  return html`<tr><td><a href="/w/${domain}/people/${id}">${person.givenName} ${person.familyName}</a>${personTags(person)}
<br><span class="muted">${person.email}</span></td>
<td>${actionForm(
    'person.move',
    back,
    { person: id },
    html`${unitField({
      name: 'orgUnitPath',
      chosen: person.orgUnitPath,
      paths,
      label: { spoken: `Unit of ${person.email}` },
    })}<button>Move</button>`,
  )}</td>
<td>${
    barred
      ? actionForm('person.restore', back, { person: id }, html`<button>Restore</button>`, 'inline')
      : actionForm('person.suspend', back, { person: id }, html`<button>Suspend</button>`, 'inline')
  }</td></tr>`;
}

function linkTo(domain: string, query: PeopleQuery): string {
  const parts = new URLSearchParams();
  if (query.search !== '') parts.set('search', query.search);
  if (query.unit !== undefined) parts.set('unit', query.unit);
  if (query.deleted) parts.set('deleted', 'on');
  if (query.page > 1) parts.set('page', String(query.page));
  return `/w/${domain}/people?${parts}`;
}
