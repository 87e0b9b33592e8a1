import type { LaunchPage } from '../../lms/launch-answer.ts';
import { type Html, html } from './html.ts';
import type { LtiPage } from './send-page.ts';
import { pageWords } from './words.ts';

type PageOf<Name extends LaunchPage['page']> = Extract<LaunchPage, { page: Name }>;

/** Where the forms of a page are sent. */
export interface PagePaths {
  readonly continuePath: string;
  readonly placePath: string;
  /** Where the frame stands, sealed, for the page after this one. */
  readonly frame: string;
}

const text = (...sentences: readonly string[]): Html => html`<p>${sentences.join(' ')}</p>`;
const ask = (name: string): string => `Please ask ${name}.`;

const phaseText: Readonly<Record<PageOf<'license_not_active'>['phase'], string>> = {
  active: 'The license cannot take anybody at the moment.',
  upcoming: 'The license has not begun yet.',
  grace: 'The license has run out, so nobody can be added any more.',
  dormant: 'The license has run out.',
};

/** What each page says: complete over what a launch can lead to. */
const pages: {
  readonly [Name in LaunchPage['page']]: (page: PageOf<Name>, paths: PagePaths) => LtiPage;
} = {
  not_ready: () => ({
    title: 'This assignment is not ready yet',
    body: text(
      'Your teacher has to open it once before anybody else.',
      'Please tell them, then open it again from your course.',
    ),
  }),
  closed: (page) => ({
    title: `“${page.title}” is closed`,
    body: text('Nobody new can open it. If you should be able to, talk to whoever made it.', ask(page.ask)),
  }),
  no_seat: (page) => ({
    title: 'There is no seat left for you',
    body: text(
      `All seats for “${page.title}” are taken.`,
      ask(page.ask),
      'When there is a seat, open the assignment again from your course.',
    ),
  }),
  kept_out: (page) => ({
    title: 'You are not on this license',
    body: text(`You cannot open “${page.title}”.`, ask(page.ask)),
  }),
  license_not_active: (page) => ({
    title: `“${page.title}” cannot be opened now`,
    body: text(phaseText[page.phase], ask(page.ask)),
  }),
  deployment_waiting: (page) => ({
    title: page.isRefused ? 'This course may not use Rollcall' : 'This course may not use Rollcall yet',
    body: text(
      page.isRefused
        ? `An admin of the license “${page.licenseName}” has refused the place that you come from.`
        : `Whoever manages the license “${page.licenseName}” has to allow the place that you come from, under Learning Management Systems in the dashboard.`,
      'After that, open it again from your course.',
    ),
  }),
  not_a_learner: (page) => ({
    title: page.title,
    body: text(
      page.role === 'test_learner'
        ? 'You are looking at the course as a test student. Only real students get a seat, and see the assignment itself.'
        : 'Only students of the course get a seat and see the assignment itself. Your course says that you are something else in it.',
    ),
  }),
  class: classPage,
  connect: (page, { continuePath, frame }) => ({
    title: 'Say who you are in Rollcall',
    body: html`${text(
      `To place assignments here, connect yourself with the account that manages the license “${page.licenseName}”. You do that once.`,
    )}
<div class="actions"><a class="button" href="${page.connectPath}" target="_blank" rel="noopener">Connect with your Rollcall account</a>
<form method="post" action="${continuePath}"><input type="hidden" name="ticket" value="${page.continueTicket}"><input type="hidden" name="frame" value="${frame}"><button class="button quiet">${pageWords.continueButton}</button></form></div>
<p class="note">The first button opens a new tab. When you have connected there, come back here and continue.</p>`,
  }),
  place: (page, { placePath, frame }) => ({
    title: 'Add an assignment',
    body: html`${text(
      `Students who open it get a seat on the license “${page.licenseName}”${page.courseTitle === null ? '' : `, course “${page.courseTitle}”`}.`,
    )}
<form method="post" action="${placePath}"><input type="hidden" name="ticket" value="${page.ticket}"><input type="hidden" name="frame" value="${frame}">
<label for="title">Name of the assignment</label>
<input type="text" id="title" name="title" maxlength="200" required value="${page.courseTitle ?? ''}" autocomplete="off">
<button class="button">Add to the course</button></form>`,
  }),
  cannot_place: (page) => ({
    title: 'Nothing can be added here',
    body: text(
      `Rollcall adds links to assignments for the license “${page.licenseName}”. This place of your learning management system does not take links: add it as an assignment of the course.`,
    ),
  }),
  too_old: () => ({ title: pageWords.expired.title, body: text(pageWords.expired.text) }),
};

function classPage(page: PageOf<'class'>): LtiPage {
  const roster = page.isReading
    ? 'Everybody in the class is being added. This page shows how far that is when it is opened again.'
    : 'Everybody in the class is added when you open the assignment.';
  const single =
    'Your learning management system does not share its class list: students are added one by one, when they first open the assignment.';
  return {
    title: page.title,
    body: html`${page.isOpen ? null : text('This assignment is closed: nobody new can open it.')}
<dl><dt>License</dt><dd>${page.licenseName}</dd><dt>Students with a seat</dt><dd>${page.people}</dd><dt>Without a seat</dt><dd>${page.notSeated}</dd></dl>
${page.isOpen ? text(page.sharesRoster ? roster : single) : null}
<p class="actions"><a class="button" href="${page.dashboardPath}" target="_blank" rel="noopener">Open in the dashboard</a></p>
<p class="note">The dashboard opens in a new tab. It shows who has a seat, and who has none and why.</p>`,
  };
}

/** The page that a launch leads to, where it does not open the app. */
export function answerPage(page: LaunchPage, paths: PagePaths): LtiPage {
  const render = pages[page.page] as (page: LaunchPage, paths: PagePaths) => LtiPage;
  return render(page, paths);
}

/** Brings the signed answer back to the other system: by itself where scripts run, else by a button. */
export function placedPage(returnUrl: string, jwt: string): LtiPage {
  return {
    title: 'Back to your course',
    body: html`<form method="post" action="${returnUrl}"><input type="hidden" name="JWT" value="${jwt}"><button class="button">${pageWords.continueButton}</button></form>`,
    script: 'submit.js',
  };
}
