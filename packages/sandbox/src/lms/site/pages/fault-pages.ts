import { html, type Markup } from '../../../http/html.ts';
import { actionForm, field, select } from '../../../site/parts.ts';
import { lmsFaultEndpoints, lmsFaultKinds } from '../../faults/lms-fault.ts';
import { badLaunches, goodLaunches, type LaunchVariant } from '../../launch/launch-variants.ts';
import type { LmsControl } from '../../lms.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { LmsPerson } from '../../store/people.ts';
import type { School } from '../../store/schools.ts';

/** Launches of one assignment as no honest system sends them, and odd ones that are good. */
export function launchesPage(
  lms: LmsControl,
  school: School,
  who: LmsPerson | undefined,
  chosenId: string | undefined,
): Markup {
  const mine = lms
    .listCourses(school.slug)
    .filter(({ id }) => who !== undefined && lms.findMember(school.slug, id, who.id) !== undefined)
    .flatMap((course) =>
      lms.listAssignments(school.slug, course.id).map((assignment) => ({ assignment, course })),
    );
  const chosen = mine.find(({ assignment }) => assignment.id === chosenId) ?? mine[0];
  const intro = html`<h1>Faulty launches</h1><p>Each opens an assignment in a new tab with an ID token that was tampered
with on its way. The tool has to say no to the first list and yes to the second.</p>`;
  if (who === undefined)
    return html`${intro}<p><a href="/lms/${school.slug}">Choose who you are</a>, then come back.</p>`;
  if (chosen === undefined)
    return html`${intro}<p>You have no assignment yet. <a href="/lms/${school.slug}">Add one to a course</a>, or be somebody who has one.</p>`;
  return html`${intro}<form class="row" method="get">${select(
    'Assignment',
    'assignment',
    mine.map(({ assignment, course }) => [assignment.id, `${course.title}: ${assignment.title}`]),
    chosen.assignment.id,
  )}<button>Choose</button></form>
<div class="grid">${launchList(school, chosen.assignment, 'Has to be refused', badLaunches)}${launchList(school, chosen.assignment, 'Has to be accepted', goodLaunches)}</div>`;
}

function launchList(
  school: School,
  assignment: Assignment,
  title: string,
  variants: Readonly<Record<string, LaunchVariant>>,
): Markup {
  const open = `/lms/${school.slug}/assignments/${assignment.id}/open`;
  return html`<section class="card"><h2>${title}</h2><ul>${Object.entries(variants).map(
    ([name, { words }]) =>
      html`<li><a href="${open}?in=window&variant=${name}" target="_blank" rel="noopener">${words}</a></li>`,
  )}</ul></section>`;
}

/** What goes wrong with the system's services. */
export function lmsFaultsPage(lms: LmsControl, school: School): Markup {
  const back = `/lms/${school.slug}/faults`;
  const number = html`type="number" min="0"`;
  const faults = lms.listFaults().filter(({ workspace }) => workspace === school.slug);
  return html`<h1>Faults</h1><p>What a tool meets when it asks ${school.name} for keys, tokens or rosters. A restart ends them all.</p>
<section class="card"><h2>Set one</h2>${actionForm(
    'lms.fault.set',
    back,
    { school: school.slug },
    html`${select(
      'Where',
      'endpoint',
      lmsFaultEndpoints.map((name) => [name, name]),
    )}${select('What', 'kind', Object.entries(lmsFaultKinds))}
${field('The next … requests', 'next', '1', number)}${field('From page', 'fromPage', '', number)}
${field('How late, in milliseconds', 'delayMs', '', number)}${field('Retry-After, in seconds', 'retryAfterS', '', number)}<button class="main">Set</button>`,
  )}<p class="muted">A field left empty does not limit.</p></section>
<h2>Set at present</h2>${
    faults.length === 0
      ? html`<p>None: all is well.</p>`
      : html`<ul class="plain">${faults.map(
          ({ id, endpoint, kind, when, struck }) =>
            html`<li><span>${endpoint}: ${lmsFaultKinds[kind]} <span class="muted">${when.next === undefined ? 'until ended' : `the next ${when.next - struck}`}</span></span>${actionForm('lms.fault.clear', back, { id: String(id) }, html`<button>End</button>`, 'inline')}</li>`,
        )}</ul>`
  }`;
}
