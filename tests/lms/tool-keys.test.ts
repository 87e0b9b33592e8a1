import { randomUUID } from 'node:crypto';
import type { RunningApp } from '@rollcall/server/app.ts';
import { Secret } from '@rollcall/server/env.ts';
import { createToolKeys } from '@rollcall/server/tool-keys/tool-keys.ts';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (started) => {
  ({ app, database } = started);
});

const installation = () => ({ secret: new Secret(`an installation of its own ${randomUUID()}`) });
const servers = (count: number, env = installation()) =>
  Array.from({ length: count }, () => createToolKeys(app.context.db, env));
const count = () => database.value<number>('select count(*)::int from tool_key');

test('[LAUNCH-7] servers that start together make one key, and check each other’s signatures', async () => {
  const before = await count();
  const [one, ...others] = servers(4);
  const signed = await Promise.all([one, ...others].map((server) => server?.sign({ from: 'us' }) ?? ''));
  expect(await count()).toBe(before + 1);
  expect(new Set(signed.map((token) => decodeProtectedHeader(token).kid)).size).toBe(1);
  const keys = createLocalJWKSet({ keys: (await others[0]?.published()) ?? [] });
  for (const token of signed) expect((await jwtVerify(token, keys)).payload).toEqual({ from: 'us' });
});

test('[LAUNCH-7] with another secret nothing that is kept signs any more: a new key is made, the old ones stay published', async () => {
  const [first] = servers(1);
  const kid = decodeProtectedHeader((await first?.sign({})) ?? '').kid;
  const [second] = servers(1);
  expect(decodeProtectedHeader((await second?.sign({})) ?? '').kid).not.toBe(kid);
  expect((await second?.published())?.map((key) => key.kid)).toContain(kid);
});

test('[LAUNCH-7] [E01] of a dumped table no key signs', async () => {
  const [server] = servers(1);
  await server?.sign({});
  const rows = await database.rows<{ text: string }>(
    `select encode(private_sealed, 'escape') || public_jwk::text as text from tool_key`,
  );
  for (const { text } of rows) expect(text).not.toMatch(/"(d|p|q|dp|dq|qi)"/);
});
