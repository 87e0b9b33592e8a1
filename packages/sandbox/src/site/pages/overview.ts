import type { SandboxControl } from '../../commands/control.ts';
import { html, type Markup } from '../../http/html.ts';
import { counted } from '../parts.ts';

/** The workspaces, and what else can be turned here. */
export function overviewPage(control: SandboxControl): Markup {
  const workspaces = control.listWorkspaces().map((workspace) => ({
    ...workspace,
    people: control.countPeople(workspace.primaryDomain).reduce((sum, unit) => sum + unit.people, 0),
    units: control.listOrgUnits(workspace.primaryDomain).length - 1,
    courses: control.listCourses(workspace.primaryDomain).length,
  }));
  return html`<h1>A Google Workspace for trying things out</h1>
<p>Rollcall’s demo believes that this is Google: its sign-in, its directory and its classes. Change something here, then
sync in Rollcall, and watch what it does.</p>
<div class="grid">${workspaces.map(
    (
      workspace,
    ) => html`<section class="card"><h2><a href="/w/${workspace.primaryDomain}">${workspace.name}</a></h2>
<p class="muted">${workspace.primaryDomain}</p>
<p><a href="/w/${workspace.primaryDomain}">${counted(workspace.units, 'organizational unit', 'organizational units')}</a>,
<a href="/w/${workspace.primaryDomain}/people">${counted(workspace.people, 'person', 'people')}</a>,
<a href="/w/${workspace.primaryDomain}/courses">${counted(workspace.courses, 'class', 'classes')}</a></p></section>`,
  )}</div>
<div class="grid">
<section class="card"><h2><a href="/lms">Learning management systems</a></h2><p>Courses of the same schools, in which a tool like Rollcall can be placed as an assignment.</p></section>
<section class="card"><h2><a href="/grants">Grants</a></h2><p>What people allowed Rollcall to read; take it back.</p></section>
<section class="card"><h2><a href="/faults">Faults</a></h2><p>Let the directory be slow, full of errors, or cut off half-way.</p></section>
<section class="card"><h2><a href="/dns">DNS records</a></h2><p>TXT records with which a district shows that a domain is its own.</p></section>
<section class="card"><h2><a href="/mail">Mail outbox</a></h2><p>What Rollcall has mailed, and a mail server that can refuse it.</p></section>
<section class="card"><h2><a href="/other-accounts">Another provider</a></h2><p>People of another identity provider, who may claim any address.</p></section>
</div>`;
}
