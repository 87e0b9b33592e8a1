import { html, type Markup } from '../../../http/html.ts';
import { actionForm, counted, field, select } from '../../../site/parts.ts';
import type { LmsControl } from '../../lms.ts';
import { courseRoles } from '../../lti.ts';
import type { LmsCourse, LmsMember } from '../../store/courses.ts';
import type { School } from '../../store/schools.ts';
import { calledPerson } from '../lms-actions.ts';
import { roleWords } from './school-pages.ts';

const shown = 100;

/** A course as one of its people sees it: the assignments; for who teaches it, everybody in it as well. */
export function coursePage(lms: LmsControl, school: School, course: LmsCourse, who: LmsMember): Markup {
  const back = `/lms/${school.slug}/courses/${course.id}`;
  const teaches = who.role === 'instructor';
  return html`<p><a href="/lms/${school.slug}">Your courses</a></p><h1>${course.title}</h1>
<p class="muted">You are a ${roleWords[who.role]} here.</p>
${assignments(lms, school, course, teaches)}
${teaches ? addTool(lms, school, back) : null}
${teaches ? people(lms, school, course, back) : null}`;
}

function assignments(lms: LmsControl, school: School, course: LmsCourse, teaches: boolean): Markup {
  const list = lms.listAssignments(school.slug, course.id);
  const back = `/lms/${school.slug}/courses/${course.id}`;
  return html`<section aria-labelledby="assignments"><h2 id="assignments">Assignments</h2>
${list.length === 0 ? html`<p>There are none yet${teaches ? '. Add one below' : ''}.</p>` : null}
<ul class="plain">${list.map(
    (
      assignment,
    ) => html`<li><span><a href="/lms/${school.slug}/assignments/${assignment.id}">${assignment.title}</a>
${assignment.text === '' ? null : html`<br><span class="muted">${assignment.text}</span>`}</span>
${
  teaches
    ? actionForm(
        'lms.assignment.delete',
        back,
        { school: school.slug, assignment: assignment.id },
        html`<button class="bad" aria-label="Delete ${assignment.title}">Delete</button>`,
        'inline',
      )
    : null
}</li>`,
  )}</ul></section>`;
}

function addTool(lms: LmsControl, school: School, back: string): Markup {
  const tools = lms.listTools(school.slug).filter(({ deepLinkUri }) => deepLinkUri !== null);
  return html`<section class="card" aria-labelledby="add-tool"><h2 id="add-tool">Add external tool assignment</h2>${
    tools.length === 0
      ? html`<p>No tool is registered with ${school.name} yet. <a href="/lms/${school.slug}/tools">Register one</a> as its administrator would.</p>`
      : html`<p>The tool opens and asks what to place.</p><p>${tools.map((tool) =>
          lms
            .listDeployments(school.slug, tool.clientId)
            .map(
              ({ id, label }, index) =>
                html`<a class="button" href="${back}/add?deployment=${encodeURIComponent(id)}">${tool.name}${index === 0 ? null : ` (${label})`}</a> `,
            ),
        )}</p>`
  }</section>`;
}

function people(lms: LmsControl, school: School, course: LmsCourse, back: string): Markup {
  const members = lms.listMembers(school.slug, course.id, { limit: shown });
  const total = lms.countMembers(school.slug, course.id);
  return html`<section aria-labelledby="people"><h2 id="people">${counted(total, 'person', 'people')}</h2>
${actionForm(
  'lms.course.roster',
  back,
  { school: school.slug, course: course.id },
  html`<label class="check"><input type="checkbox" name="shares"${course.sharesRoster === 1 ? html` checked` : null}> <span>Tools may read who is in this course</span></label><button>Save</button>`,
)}
<details class="card"><summary>Add somebody</summary>${actionForm(
    'lms.person.add',
    back,
    { school: school.slug, course: course.id },
    html`${field('Given name', 'givenName')}${field('Family name', 'familyName')}${field('E-mail address', 'email', '', html`type="email"`)}${select(
      'as',
      'role',
      courseRoles.map((role) => [role, roleWords[role]]),
      'learner',
    )}<button class="main">Add</button>`,
  )}<p class="muted">Every field may stay empty. With the address of somebody at the school, it is them.</p></details>
<div class="scroll"><table><thead><tr><th>Name</th><th>Role</th><th>Status</th><th>Change</th></tr></thead><tbody>
${members.map((member) => memberRow(school, course, member, back))}</tbody></table></div>
${total > shown ? html`<p class="muted">And ${(total - shown).toLocaleString('en')} more.</p>` : null}</section>`;
}

function memberRow(school: School, course: LmsCourse, member: LmsMember, back: string): Markup {
  const hidden = { school: school.slug, course: course.id, person: member.id };
  const name = calledPerson(member);
  const other = member.status === 'Active' ? 'Inactive' : 'Active';
  return html`<tr><td>${name}<br><span class="muted">${member.email ?? 'no e-mail address'}</span></td>
<td>${roleWords[member.role]}</td><td>${member.status === 'Active' ? 'active' : html`<span class="tag bad">${member.status.toLowerCase()}</span>`}</td>
<td>${actionForm('lms.status', back, { ...hidden, status: other }, html`<button aria-label="Make ${other.toLowerCase()}: ${name}">Make ${other.toLowerCase()}</button>`, 'inline')}
${actionForm('lms.unenroll', back, hidden, html`<button class="bad" aria-label="Take out: ${name}">Take out</button>`, 'inline')}
<details><summary aria-label="Change ${name}">Change</summary>${actionForm(
    'lms.person.rename',
    back,
    hidden,
    html`${field('Given name', 'givenName', member.givenName ?? '')}${field('Family name', 'familyName', member.familyName ?? '')}${field('E-mail address', 'email', member.email ?? '', html`type="email"`)}<button>Save</button>`,
  )}</details></td></tr>`;
}
