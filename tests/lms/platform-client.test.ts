import type { FaultWhen } from '@rollcall/sandbox/faults/fault.ts';
import type { LmsFaultKind } from '@rollcall/sandbox/lms/faults/lms-fault.ts';
import type { RegisteredPlatform } from '@rollcall/server/integrations/lti/platform.ts';
import { deepLinkingAnswer, readRosterPage } from '@rollcall/server/integrations/lti/platform-client.ts';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { type LmsSchool, makeLmsSchool } from '../_kit/lms.ts';
import { makeRegisteredLms, type RegisteredLms } from '../_kit/registered-lms.ts';
import { type LmsWorld, withLms } from '../_kit/with-lms.ts';

let world: LmsWorld;
withLms({}, (started) => {
  world = started;
});

function platformOf({ school, platformId, clientId }: RegisteredLms): RegisteredPlatform {
  const urls = world.lms.urls(school.slug);
  return {
    id: platformId,
    issuer: school.issuer,
    clientId,
    authorisationUrl: urls.authorization,
    tokenUrl: urls.token,
    tokenAudience: null,
    keysUrl: urls.jwks,
  };
}

const rosterOf = ({ slug, course }: LmsSchool) => world.lms.urls(slug).roster(course.id);
const { signal } = new AbortController();

async function readAll(lms: RegisteredLms) {
  const people = [];
  let pages = 0;
  let url: string | null = rosterOf(lms.school);
  while (url !== null) {
    const page: Awaited<ReturnType<typeof readRosterPage>> = await readRosterPage(
      world.app.context,
      platformOf(lms),
      url,
      signal,
    );
    people.push(...page.items);
    pages += 1;
    url = page.next;
  }
  return { people, pages };
}

const fail = (lms: RegisteredLms, endpoint: 'roster' | 'token', kind: LmsFaultKind, when: FaultWhen = {}) =>
  world.lms.setFault({ workspace: lms.school.slug, endpoint, kind, when });

test('[LAUNCH-7] a class is read page by page, with who everybody is in it', async () => {
  const lms = await makeRegisteredLms(world);
  world.lms.changeSchool(lms.school.slug, { pageSize: 2 });
  const { people, pages } = await readAll(lms);
  expect(pages).toBeGreaterThan(2);
  const of = (id: string) => people.find(({ subject }) => subject === id);
  const { pupil, nameless, teacher, assistant, testPupil } = lms.school;
  expect(of(pupil.id)).toEqual({
    subject: pupil.id,
    role: 'learner',
    name: 'Pia Example',
    email: pupil.email,
    active: true,
  });
  expect(of(nameless.id)).toMatchObject({ name: null, email: null, role: 'learner' });
  expect(of(teacher.id)?.role).toBe('instructor');
  expect(of(assistant.id)?.role).toBe('instructor');
  expect(of(testPupil.id)?.role).toBe('test_learner');
});

test('[LAUNCH-7] who is suspended or has left is not active, and short words for roles are understood', async () => {
  const lms = await makeRegisteredLms(world);
  const { slug, course, pupil, withoutEmail } = lms.school;
  world.lms.changeSchool(slug, { shortRoles: true });
  world.lms.setEnrollmentStatus(slug, course.id, pupil.id, 'Inactive');
  world.lms.setEnrollmentStatus(slug, course.id, withoutEmail.id, 'Deleted');
  const { people } = await readAll(lms);
  const active = people.filter((person) => person.active && person.role === 'learner');
  expect(active.map(({ subject }) => subject)).toEqual([lms.school.nameless.id]);
});

test.each([
  ['roster', 'forbidden', 'refused'],
  ['roster', 'too_many', 'quota'],
  ['roster', 'server_error', 'unreachable'],
  ['roster', 'reset', 'unreachable'],
  ['roster', 'moved', 'unreachable'],
  ['roster', 'truncated', 'incomplete'],
  ['roster', 'not_json', 'incomplete'],
  ['roster', 'foreign_next', 'incomplete'],
  ['roster', 'same_next', 'incomplete'],
  ['token', 'unauthorized', 'refused'],
  ['token', 'server_error', 'unreachable'],
  ['token', 'not_json', 'incomplete'],
] as const)('[LAUNCH-7] %s that is %s is %s', async (endpoint, kind, problem) => {
  const lms = await makeRegisteredLms(world);
  world.lms.changeSchool(lms.school.slug, { pageSize: 2 });
  fail(lms, endpoint, kind);
  await expect(readAll(lms)).rejects.toMatchObject({ name: 'SyncFailure', problem });
});

test('[LAUNCH-7] a token that is not accepted any more is asked for anew, once', async () => {
  const lms = await makeRegisteredLms(world);
  await readAll(lms);
  fail(lms, 'roster', 'unauthorized', { next: 1 });
  expect((await readAll(lms)).people.length).toBeGreaterThan(0);
  fail(lms, 'roster', 'unauthorized');
  await expect(readAll(lms)).rejects.toMatchObject({ problem: 'refused' });
});

test('[D03] a class at an address of our own network is not read', async () => {
  const lms = await makeRegisteredLms(world);
  for (const url of [
    'https://169.254.169.254/latest',
    `https://127.0.0.1:${world.app.port}/api`,
    'http://10.0.0.1/',
  ]) {
    const reading = readRosterPage(world.app.context, platformOf(lms), url, signal);
    await expect(reading).rejects.toMatchObject({ problem: 'unreachable', retryAfterMs: null });
  }
});

test('[LAUNCH-7] an answer to a wish to place is signed with the published key, for that system', async () => {
  const school = makeLmsSchool(world.lms);
  const lms = await makeRegisteredLms(world);
  const platform = { ...platformOf(lms), issuer: school.issuer };
  const jwt = await deepLinkingAnswer(world.app.context, platform, {
    deploymentId: 'd',
    items: [{ title: 'Water', url: 'https://rollcall.example/', custom: { one: '1' } }],
    data: 'as it was',
  });
  const keys = createRemoteJWKSet(new URL(`${lms.origin}/lti/${lms.platformId}/jwks`));
  const { payload } = await jwtVerify(jwt, keys, { issuer: lms.clientId, audience: school.issuer });
  expect(payload).toMatchObject({
    'https://purl.imsglobal.org/spec/lti-dl/claim/data': 'as it was',
    'https://purl.imsglobal.org/spec/lti-dl/claim/content_items': [
      { type: 'ltiResourceLink', title: 'Water', url: 'https://rollcall.example/', custom: { one: '1' } },
    ],
  });
});
