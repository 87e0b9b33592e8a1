import { randomUUID } from 'node:crypto';
import type { PlatformId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { deletePastRows } from '@rollcall/server/db/retention.ts';
import { Secret } from '@rollcall/server/env.ts';
import { createToolKeys } from '@rollcall/server/tool-keys/tool-keys.ts';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { newRequest } from '../_kit/membership.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (started) => {
  ({ app, database } = started);
});

const installation = () => ({ secret: new Secret(`an installation of its own ${randomUUID()}`) });
const servers = (count: number, env = installation()) =>
  Array.from({ length: count }, () => createToolKeys(app.context.db, env));
/** A registration that is there: keys of others may be deleted at any moment. */
async function newPlatform(): Promise<PlatformId> {
  const { licenseId, admin } = await makeDistrict(app, { type: 'teacher' });
  const requestId = newRequest();
  return (await admin.client.lms.addPlatform.mutate({ licenseId, name: 'A system', requestId })).id;
}
const count = (platform: PlatformId) =>
  database.value<number>('select count(*)::int from tool_key where platform_id = $1', [platform]);

test('[LAUNCH-7] servers that start together make one key, and check each other’s signatures', async () => {
  const platform = await newPlatform();
  const [one, ...others] = servers(4);
  const signed = await Promise.all(
    [one, ...others].map((server) => server?.sign(platform, { from: 'us' }) ?? ''),
  );
  expect(await count(platform)).toBe(1);
  expect(new Set(signed.map((token) => decodeProtectedHeader(token).kid)).size).toBe(1);
  const keys = createLocalJWKSet({ keys: (await others[0]?.published(platform)) ?? [] });
  for (const token of signed) expect((await jwtVerify(token, keys)).payload).toEqual({ from: 'us' });
});

test('[LAUNCH-7] with another secret nothing that is kept signs any more: a new key is made, the old ones stay published', async () => {
  const platform = await newPlatform();
  const [first] = servers(1);
  const kid = decodeProtectedHeader((await first?.sign(platform, {})) ?? '').kid;
  const [second] = servers(1);
  expect(decodeProtectedHeader((await second?.sign(platform, {})) ?? '').kid).not.toBe(kid);
  expect((await second?.published(platform))?.map((key) => key.kid)).toContain(kid);
});

test('[LAUNCH-7] [E01] of a dumped table no key signs', async () => {
  const [server] = servers(1);
  await server?.sign(await newPlatform(), {});
  const rows = await database.rows<{ text: string }>(
    `select encode(private_sealed, 'escape') || public_jwk::text as text from tool_key`,
  );
  for (const { text } of rows) expect(text).not.toMatch(/"(d|p|q|dp|dq|qi)"/);
});

test('[LAUNCH-8] a key signs for one registration, and is published for no other', async () => {
  const [server] = servers(1);
  const [one, other] = [await newPlatform(), await newPlatform()];
  const kidOf = async (platform: PlatformId) =>
    decodeProtectedHeader((await server?.sign(platform, {})) ?? '').kid ?? '';
  const [kid, otherKid] = [await kidOf(one), await kidOf(other)];
  expect(otherKid).not.toBe(kid);
  expect((await server?.published(one))?.map((key) => key.kid)).toEqual([kid]);
});

test('[LAUNCH-8] [R22] the keys of a registration that is gone go too', async () => {
  const [server] = servers(1);
  const platform = await newPlatform();
  await server?.sign(platform, {});
  expect(await count(platform)).toBe(1);
  await deletePastRows(app.context.db);
  expect(await count(platform)).toBe(1);
  await database.rows('delete from lti_platform where id = $1', [platform]);
  await deletePastRows(app.context.db);
  expect(await count(platform)).toBe(0);
});
