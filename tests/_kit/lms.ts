import type { Forgery } from '@rollcall/sandbox/lms/forgery.ts';
import {
  type LaunchWish,
  type LoginRequest,
  loginAddress,
} from '@rollcall/sandbox/lms/launch/start-launch.ts';
import type { LmsControl } from '@rollcall/sandbox/lms/lms.ts';
import { registrationAddress } from '@rollcall/sandbox/lms/register-tool.ts';
import type { LmsCourse } from '@rollcall/sandbox/lms/store/courses.ts';
import type { LmsPerson } from '@rollcall/sandbox/lms/store/people.ts';
import { createSandbox, type Sandbox } from '@rollcall/sandbox/sandbox.ts';
import { CookieBrowser, formOn, type PageForm, type VisitedPage } from './cookie-browser.ts';

/** A sandbox without the demo, for as long as it is used: `await using world = await startLms()`. */
export async function startLms(): Promise<{ sandbox: Sandbox; lms: LmsControl } & AsyncDisposable> {
  const sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:', empty: true });
  return { sandbox, lms: sandbox.lms, [Symbol.asyncDispose]: () => sandbox.stop() };
}

/** A learning management system of its own with one course, for one test. */
export interface LmsSchool {
  readonly slug: string;
  readonly issuer: string;
  readonly course: LmsCourse;
  readonly teacher: LmsPerson;
  readonly coTeacher: LmsPerson;
  readonly assistant: LmsPerson;
  /** With name and address. */
  readonly pupil: LmsPerson;
  /** With a name only. */
  readonly withoutEmail: LmsPerson;
  /** Nothing is known of. */
  readonly nameless: LmsPerson;
  readonly testPupil: LmsPerson;
}

let schools = 0;

/** Writes a system with an issuer nobody else has. `domain` is what its people's addresses end with. */
export function makeLmsSchool(lms: LmsControl, domain = 'school.example'): LmsSchool {
  schools += 1;
  const { slug } = lms.addSchool(`school-${schools}`, { name: `School ${schools}` });
  const course = lms.addCourse(slug, { title: 'Science' });
  const unique = `${schools}-${crypto.randomUUID().slice(0, 8)}`;
  const person = (givenName: string, isStaff = false) =>
    lms.addPerson(slug, {
      givenName,
      familyName: 'Example',
      email: `${givenName.toLowerCase()}-${unique}@${domain}`,
      isStaff,
    });
  const made = {
    teacher: person('Tessa', true),
    coTeacher: person('Colin', true),
    assistant: person('Asha', true),
    pupil: person('Pia'),
    withoutEmail: lms.addPerson(slug, { givenName: 'Nora', familyName: 'Example' }),
    nameless: lms.addPerson(slug, {}),
    testPupil: lms.addPerson(slug, { givenName: 'Test', familyName: 'Student' }),
  };
  lms.enroll(slug, course.id, made.teacher.id, 'instructor');
  lms.enroll(slug, course.id, made.coTeacher.id, 'instructor');
  lms.enroll(slug, course.id, made.assistant.id, 'assistant');
  for (const { id } of [made.pupil, made.withoutEmail, made.nameless]) lms.enroll(slug, course.id, id);
  lms.enroll(slug, course.id, made.testPupil.id, 'test');
  return { slug, issuer: lms.urls(slug).home, course, ...made };
}

/** A launch that stands just before the tool is told who comes. */
export interface PendingLaunch {
  readonly browser: CookieBrowser;
  readonly login: LoginRequest;
  /** What the platform's page would post to the tool: `id_token` and `state`. */
  readonly form: PageForm;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Presses a link in a course: goes to the tool's login and from there to the platform, up to the form that it would
 * post. @throws Error with the page where either of them refuses.
 */
export async function beginLaunch(
  lms: LmsControl,
  school: string,
  wish: LaunchWish,
  { browser = new CookieBrowser(), method = 'GET' as 'GET' | 'POST' } = {},
): Promise<PendingLaunch> {
  const login = lms.startLaunch(school, wish);
  const page =
    method === 'GET'
      ? await browser.get(loginAddress(login), { 'sec-fetch-site': 'cross-site' })
      : await browser.post({ action: new URL(login.url), fields: login.params }, lms.urls(school).home);
  const form = formOn(page);
  const { id_token: token } = form.fields;
  if (token === undefined) throw new Error(`The launch stopped at ${page.url.href}: ${page.body}`);
  return { browser, login, form, claims: claimsIn(token) };
}

/** Lets the tool know: posts the form, and follows where it leads. */
export function completeLaunch(pending: PendingLaunch, issuer: string): Promise<VisitedPage> {
  return pending.browser.post(pending.form, issuer);
}

/** The whole way of a link that somebody presses. */
export async function launchAs(
  lms: LmsControl,
  school: string,
  wish: LaunchWish,
  options: Parameters<typeof beginLaunch>[3] = {},
): Promise<VisitedPage> {
  const pending = await beginLaunch(lms, school, wish, options);
  return completeLaunch(pending, lms.urls(school).home);
}

/** The same form with an ID token that the platform would not send; state and nonce are those of the launch. */
export function forged(
  lms: LmsControl,
  pending: PendingLaunch,
  forgery: Partial<Forgery> = {},
): PendingLaunch {
  const { nonce } = pending.claims;
  const idToken = lms.forgeIdToken(pending.login.launch, { nonce: String(nonce), ...forgery });
  const fields = { ...pending.form.fields, id_token: idToken };
  return { ...pending, form: { ...pending.form, fields }, claims: claimsIn(idToken) };
}

/** Opens a tool's registration page as an administrator of the system does. */
export async function registerDynamically(
  lms: LmsControl,
  school: string,
  toolUrl: string,
  browser = new CookieBrowser(),
): Promise<VisitedPage> {
  return browser.get(registrationAddress(toolUrl, await lms.startRegistration(school)));
}

/** What a token says, without looking at who signed it. */
function claimsIn(token: string): Record<string, unknown> {
  const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return JSON.parse(text) as Record<string, unknown>;
}
