import { describe, expect, it } from 'vitest';
import { CookieBrowser, formOn } from '../_kit/cookie-browser.ts';
import { useLmsWithTool } from './lms-world.ts';

const fresh = useLmsWithTool();

async function visit(as: 'teacher' | 'pupil') {
  const world = await fresh();
  const { lms, school } = world;
  const home = lms.urls(school.slug).home;
  const browser = new CookieBrowser();
  const post = (action: string, fields: Record<string, string>) =>
    browser.post({ action: new URL(action, home), fields }, home);
  await post(`${home}/be`, { person: school[as].id });
  return { ...world, home, browser, post, course: lms.urls(school.slug).course(school.course.id) };
}

describe('the pages of a learning management system', () => {
  it('[DEMO-7] ask who one is first, and keep it for this browser only', async () => {
    const { home, browser, course, school } = await visit('pupil');
    expect((await browser.get(course)).body).toContain('You are <strong>Pia Example</strong>');
    const other = await new CookieBrowser().get(course);
    expect(other.body).toContain('Who are you?');
    expect(other.body).not.toContain('You are <strong>');
    const asked = await browser.post({ action: new URL(`${home}/be`), fields: { person: '' } }, home);
    expect(asked.body).toContain('Who are you?');
    expect(asked.body).toContain(school.teacher.id);
  });

  it('[DEMO-7] let teachers add and pupils open', async () => {
    const teacher = await visit('teacher');
    const page = await teacher.browser.get(teacher.course);
    expect(page.body).toContain('Add external tool assignment');
    expect(page.body).toContain(teacher.school.withoutEmail.id);
    const pupil = await visit('pupil');
    const theirs = await pupil.browser.get(pupil.course);
    expect(theirs.body).toContain('Cells');
    expect(theirs.body).not.toContain('Add external tool assignment');
    expect(theirs.body).not.toContain(pupil.school.withoutEmail.id);
    const { origin } = new URL(pupil.home);
    const open = `${origin}/lms/${pupil.school.slug}/assignments/${pupil.assignment.id}`;
    expect((await pupil.browser.get(open)).body).toContain(`src="/lms/${pupil.school.slug}/assignments/`);
    const form = formOn(await pupil.browser.get(`${open}/open?in=iframe`));
    expect(form.fields).toHaveProperty('id_token');
    expect((await pupil.browser.post(form, origin)).body).toContain('The assignment is open.');
  });

  it('[DEMO-7] change nothing at the wish of another site’s page', async () => {
    const { lms, home, browser, school } = await visit('pupil');
    const action = new URL(`${home}/be`);
    const foreign = await browser.post(
      { action, fields: { person: school.teacher.id } },
      'http://evil.example',
    );
    expect(foreign.status).toBe(403);
    const register = new URL(`${home}/register`);
    const registering = await browser.post(
      { action: register, fields: { url: home } },
      'http://evil.example',
    );
    expect(registering.status).toBe(403);
    expect(lms.findMember(school.slug, school.course.id, school.pupil.id)).toBeDefined();
  });

  it('[DEMO-7] register a tool by its URL in a frame, and refuse to send anybody elsewhere', async () => {
    const { lms, home, post, school, stub } = await visit('teacher');
    const page = await post(`${home}/register`, { url: `${stub.origin}/register` });
    const src = /<iframe[^>]*src="([^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(src).toContain('registration_token=');
    await fetch(src);
    expect(lms.listTools(school.slug)).toHaveLength(2);
    const elsewhere = await post(`${home}/register`, { url: 'https://tool.example/register' });
    expect(elsewhere.body).toContain('not an address of this machine');
    const byHand = await post('/do/lms.tool.add', {
      school: school.slug,
      back: '/lms',
      name: 'Elsewhere',
      loginUrl: 'https://tool.example/login',
      targetLinkUri: stub.launchUrl,
      jwksUri: stub.jwksUri,
    });
    expect(byHand.url.searchParams.get('refused')).toContain('not on this machine');
    expect(lms.listTools(school.slug)).toHaveLength(2);
  });

  it('[DEMO-7] take what is known of somebody away, and people in and out of a course', async () => {
    const { lms, post, school } = await visit('teacher');
    const course = { school: school.slug, course: school.course.id };
    await post('/do/lms.person.add', {
      ...course,
      givenName: 'Kim',
      familyName: '',
      email: '',
      role: 'learner',
    });
    const kim = lms.listMembers(school.slug, school.course.id).find(({ givenName }) => givenName === 'Kim');
    expect(kim).toMatchObject({ role: 'learner', email: null, familyName: null });
    const person = { ...course, person: kim?.id ?? '' };
    await post('/do/lms.status', { ...person, status: 'Inactive' });
    await post('/do/lms.person.rename', {
      ...person,
      givenName: '',
      familyName: '',
      email: 'kim@school.example',
    });
    expect(lms.findMember(school.slug, school.course.id, person.person)).toMatchObject({
      status: 'Inactive',
      givenName: null,
      email: 'kim@school.example',
    });
    await post('/do/lms.unenroll', person);
    expect(lms.findMember(school.slug, school.course.id, person.person)).toBeUndefined();
  });
});
