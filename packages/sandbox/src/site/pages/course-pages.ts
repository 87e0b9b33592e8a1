import type { SandboxControl } from '../../commands/control.ts';
import { html, type Markup } from '../../http/html.ts';
import type { Course, CourseRole } from '../../store/courses.ts';
import type { Workspace } from '../../store/workspaces.ts';
import { actionForm, counted, field, personTags, select } from '../parts.ts';

/** The classes of a workspace. */
export function coursesPage(control: SandboxControl, workspace: Workspace): Markup {
  const domain = workspace.primaryDomain;
  const back = `/w/${domain}/courses`;
  return html`<h1>${workspace.name}: classes</h1>
<details class="card"><summary>Add a class</summary>${actionForm(
    'course.add',
    back,
    {},
    html`${field('Name', 'name')}${field('Section', 'section')}${field('Teacher’s address', 'owner', '', html`type="email" placeholder="…@${domain}"`)}<button class="main">Add</button>`,
  )}</details>
<div class="scroll"><table><thead><tr><th>Class</th><th>Teachers</th><th>Students</th></tr></thead>
<tbody>${control.listCourses(domain).map((course) => {
    const teachers = control.listCourseMembers(domain, course.id, 'teacher');
    const students = control.listCourseMembers(domain, course.id, 'student');
    return html`<tr><td><a href="${back}/${course.id}">${course.name}</a> ${stateTag(course)}<br><span class="muted">${course.section}</span></td>
<td>${teachers.map(({ givenName, familyName }) => `${givenName} ${familyName}`).join(', ')}</td><td>${students.length}</td></tr>`;
  })}</tbody></table></div>`;
}

/** One class with its people. */
export function coursePage(control: SandboxControl, workspace: Workspace, course: Course): Markup {
  const domain = workspace.primaryDomain;
  const back = `/w/${domain}/courses/${course.id}`;
  const hidden = { workspace: domain, course: course.id };
  const archived = course.state === 'ARCHIVED';
  return html`<p><a href="/w/${domain}/courses">Classes of ${workspace.name}</a></p>
<h1>${course.name} ${stateTag(course)}</h1><p class="muted">${course.section} · ${course.id}</p>
<p>${actionForm(
    'course.state',
    back,
    { ...hidden, state: archived ? 'ACTIVE' : 'ARCHIVED' },
    html`<button>${archived ? 'Make active again' : 'Archive'}</button>`,
    'inline',
  )} ${actionForm('course.delete', `/w/${domain}/courses`, hidden, html`<button class="bad">Delete</button>`, 'inline')}</p>
<section class="card"><h2>Add somebody</h2>${actionForm(
    'course.enroll',
    back,
    hidden,
    html`${field('Address', 'person', '', html`type="email" placeholder="…@${domain}"`)}${select(
      'as',
      'role',
      [
        ['student', 'student'],
        ['teacher', 'teacher'],
      ],
    )}<button class="main">Add</button>`,
  )}</section>
${roster(control, course, domain, 'teacher', back)}${roster(control, course, domain, 'student', back)}`;
}

function roster(
  control: SandboxControl,
  course: Course,
  domain: string,
  role: CourseRole,
  back: string,
): Markup {
  const people = control.listCourseMembers(domain, course.id, role);
  return html`<h2>${counted(people.length, role, `${role}s`)}</h2><div class="scroll"><table><tbody>${people.map(
    (
      person,
    ) => html`<tr><td><a href="/w/${domain}/people/${person.id}">${person.givenName} ${person.familyName}</a>${personTags(person)}
<br><span class="muted">${person.email}</span></td><td>${
      person.id === course.ownerId
        ? 'owner'
        : actionForm(
            'course.remove',
            back,
            { workspace: domain, course: course.id, person: person.id },
            html`<button>Remove</button>`,
            'inline',
          )
    }</td></tr>`,
  )}</tbody></table></div>`;
}

function stateTag(course: Course): Markup {
  return course.state === 'ACTIVE' ? html`` : html`<span class="tag">${course.state.toLowerCase()}</span>`;
}
