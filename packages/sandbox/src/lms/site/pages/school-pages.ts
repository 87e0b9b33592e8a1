import { html, type Markup } from '../../../http/html.ts';
import { actionForm, counted, field } from '../../../site/parts.ts';
import type { LmsControl } from '../../lms.ts';
import type { CourseRole } from '../../lti.ts';
import type { LmsPerson } from '../../store/people.ts';
import type { School } from '../../store/schools.ts';
import { calledPerson } from '../lms-actions.ts';

/** Every system there is. */
export function schoolsPage(lms: LmsControl): Markup {
  return html`<h1>Learning management systems</h1>
<p>One for each district of the demo. Register Rollcall with one under <em>Tools</em>, place an assignment as a teacher, and
open it as a pupil.</p>
<div class="grid">${lms.listSchools().map(
    (school) => html`<section class="card"><h2><a href="/lms/${school.slug}">${school.name}</a></h2>
<p>${counted(lms.listCourses(school.slug).length, 'course', 'courses')}, ${counted(lms.listTools(school.slug).length, 'tool', 'tools')}</p></section>`,
  )}</div>`;
}

const roleOrder: readonly CourseRole[] = ['instructor', 'assistant', 'mentor', 'learner', 'test'];
export const roleWords: Readonly<Record<CourseRole, string>> = {
  instructor: 'teacher',
  assistant: 'teaching assistant',
  learner: 'student',
  test: 'test student',
  mentor: 'parent',
};

/** Who are you? Asked before anything else; each browser is one person at a time. */
export function whoPage(lms: LmsControl, school: School): Markup {
  const roles = new Map<string, { person: LmsPerson; role: CourseRole; courses: string[] }>();
  for (const course of lms.listCourses(school.slug)) {
    for (const member of lms.listMembers(school.slug, course.id, { limit: 60 })) {
      const known = roles.get(member.id) ?? { person: member, role: member.role, courses: [] };
      const higher =
        roleOrder.indexOf(member.role) < roleOrder.indexOf(known.role) ? member.role : known.role;
      roles.set(member.id, { ...known, role: higher, courses: [...known.courses, course.title] });
    }
  }
  const people = [...roles.values()].toSorted((a, b) =>
    a.person.id.localeCompare(b.person.id, 'en', { numeric: true }),
  );
  return html`<h1>Who are you?</h1><p>Signing in is choosing somebody. Each browser is one person at a time, so open a
private window to be a teacher and a pupil side by side.</p>
${roleOrder.map((role) => {
  const those = people.filter((one) => one.role === role);
  if (those.length === 0) return null;
  return html`<section aria-labelledby="as-${role}"><h2 id="as-${role}">As a ${roleWords[role]}</h2>
<form method="post" action="/lms/${school.slug}/be" class="grid">${those.map(
    ({ person, courses }) => html`<button class="account" name="person" value="${person.id}">
<span>${calledPerson(person)}</span><span class="muted">${person.email ?? 'no e-mail address'} · ${courses.join(', ')}</span></button>`,
  )}</form></section>`;
})}`;
}

/** The courses of whoever one is. */
export function coursesPage(lms: LmsControl, school: School, who: LmsPerson): Markup {
  const mine = lms.listCourses(school.slug).flatMap((course) => {
    const member = lms.findMember(school.slug, course.id, who.id);
    return member === undefined ? [] : [{ course, member }];
  });
  return html`<h1>Your courses</h1>
${mine.length === 0 ? html`<p>You are in no course.</p>` : null}
<div class="grid">${mine.map(
    ({ course, member }) => html`<section class="card">
<h2><a href="/lms/${school.slug}/courses/${course.id}">${course.title}</a></h2>
<p class="muted">You are a ${roleWords[member.role]} here · ${counted(lms.listAssignments(school.slug, course.id).length, 'assignment', 'assignments')}</p></section>`,
  )}</div>
${
  who.isStaff === 0
    ? null
    : html`<details class="card"><summary>Add a course that you teach</summary>${actionForm(
        'lms.course.add',
        `/lms/${school.slug}`,
        { school: school.slug, person: who.id },
        html`${field('Title', 'title')}<button class="main">Add</button>`,
      )}</details>`
}`;
}
