import { randomUUID } from 'node:crypto';
import type { RegisteredPlatform } from '@rollcall/server/integrations/lti/platform.ts';
import { deepLinkingAnswer, readRosterPage } from '@rollcall/server/integrations/lti/platform-client.ts';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { rawRequest } from '../_kit/http.ts';
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

const { signal } = new AbortController();

test('[LAUNCH-8] a registration that calls itself by another one’s name and addresses gets no token there', async () => {
  const theirs = await makeRegisteredLms(world);
  const ours = await makeRegisteredLms(world);
  const classList = world.lms.urls(theirs.school.slug).roster(theirs.school.course.id);
  const read = (platform: RegisteredPlatform) =>
    readRosterPage(world.app.context, platform, classList, signal);
  const posing = { ...platformOf(theirs), id: ours.platformId };
  await expect(read(posing)).rejects.toMatchObject({ problem: 'refused' });
  expect((await read(platformOf(theirs))).items.length).toBeGreaterThan(0);
});

test('[LAUNCH-8] an answer for one system is no answer for another, and keys are published for who is registered', async () => {
  const theirs = await makeRegisteredLms(world);
  const ours = await makeRegisteredLms(world);
  const posing = { ...platformOf(theirs), id: ours.platformId };
  const jwt = await deepLinkingAnswer(world.app.context, posing, {
    deploymentId: 'd',
    items: [],
    data: null,
  });
  const keysOf = ({ origin, platformId }: Pick<RegisteredLms, 'origin' | 'platformId'>) =>
    createRemoteJWKSet(new URL(`${origin}/lti/${platformId}/jwks`));
  await expect(jwtVerify(jwt, keysOf(theirs))).rejects.toThrow('no applicable key');
  expect((await jwtVerify(jwt, keysOf(ours))).payload.iss).toBe(theirs.clientId);
  const unknown = await rawRequest(world.app.port, { path: `/lti/${randomUUID()}/jwks` });
  expect(unknown).toMatchObject({ status: 404, body: '{"keys":[]}' });
});
