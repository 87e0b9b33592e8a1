import type { SandboxControl } from '../../commands/control.ts';
import { html, type Markup } from '../../http/html.ts';
import type { Person } from '../../store/people.ts';
import type { Workspace } from '../../store/workspaces.ts';
import { actionForm, field, personTags, unitField, unitList } from '../parts.ts';

/** One person, and everything that can become of them. */
export function personPage(control: SandboxControl, workspace: Workspace, person: Person): Markup {
  const domain = workspace.primaryDomain;
  const back = `/w/${domain}/people/${person.id}`;
  const hidden = { person: person.id };
  const paths = control.listOrgUnits(domain).map(({ path }) => path);
  const button = (action: string, label: string, then = back, style = ''): Markup =>
    actionForm(action, then, hidden, html`<button class="${style}">${label}</button>`, 'inline');
  const barred = person.suspended === 1 || person.archived === 1;
  return html`<p><a href="/w/${domain}/people">People of ${workspace.name}</a></p>
<h1>${person.givenName} ${person.familyName}${personTags(person)}</h1>
<p class="muted">${person.email} · ${person.id}</p>
${unitList(paths)}
<section class="card"><h2>Unit</h2>${actionForm(
    'person.move',
    back,
    hidden,
    html`${unitField({ name: 'orgUnitPath', chosen: person.orgUnitPath, paths, label: { shown: 'Unit' } })}<button>Move</button>`,
  )}</section>
<section class="card"><h2>Name and address</h2>${actionForm(
    'person.rename',
    back,
    hidden,
    html`${field('Given name', 'givenName', person.givenName)}${field('Family name', 'familyName', person.familyName)}<button>Rename</button>`,
  )}
${actionForm('person.address', back, hidden, html`${field('Address', 'email', person.email, html`type="email"`)}<button>Change</button>`)}
<p class="muted">The person stays the same, by their id; the former address becomes an alias.</p></section>
<section class="card"><h2>Account</h2><p>
${barred ? button('person.restore', 'Make active again') : html`${button('person.suspend', 'Suspend')} ${button('person.archive', 'Archive')}`}
${button('person.delete', 'Delete', `/w/${domain}/people`, 'bad')}</p>
${actionForm(
  'person.admin',
  back,
  hidden,
  html`<label class="check"><input type="checkbox" name="isAdmin"${person.isAdmin ? html` checked` : null}> <span>Google admin: may read the directory</span></label><button>Save</button>`,
)}</section>`;
}
