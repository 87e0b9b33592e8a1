import type { PlatformId } from '@rollcall/core/ids.ts';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import type { AskPublic } from '../../outbound/ask-public.ts';
import { askAgainMs, createPlatformKeys, KeysUnreachable } from './platform-keys.ts';

const platform = { id: 'one' as PlatformId, keysUrl: 'https://lms.example/keys' };
let key: JWK;

beforeAll(async () => {
  key = await exportJWK((await generateKeyPair('RS256', { extractable: true })).publicKey);
});

/** A system that publishes what `set` says, on a clock that the test turns. */
function system(set: { keys?: unknown[]; status?: number; text?: string }) {
  const seen = { asked: 0, at: 1_000_000 };
  const ask: AskPublic = async () => {
    seen.asked += 1;
    const text = set.text ?? JSON.stringify({ keys: set.keys ?? [] });
    return { status: set.status ?? 200, headers: {}, text };
  };
  return { seen, set, keys: createPlatformKeys(ask, () => seen.at) };
}

const named = (kid: string, more: object = {}) => ({ ...key, kid, ...more });

test('[D01] keys are held, and asked for anew when one is not known: a system may rotate at any moment', async () => {
  const { seen, set, keys } = system({ keys: [named('one')] });
  expect(await keys.find(platform, 'one')).not.toBeNull();
  expect(await keys.find(platform, 'one')).not.toBeNull();
  expect(seen.asked).toBe(1);
  set.keys = [named('two')];
  seen.at += askAgainMs;
  expect(await keys.find(platform, 'two')).not.toBeNull();
  expect(await keys.find(platform, 'one')).toBeNull();
  expect(seen.asked).toBe(2);
});

test('[D01] a flood of unknown keys is one request in 30 seconds', async () => {
  const { seen, keys } = system({ keys: [named('one')] });
  await Promise.all(Array.from({ length: 100 }, (_, at) => keys.find(platform, `unknown-${at}`)));
  seen.at += askAgainMs - 1;
  expect(await keys.find(platform, 'another')).toBeNull();
  expect(seen.asked).toBe(1);
  seen.at += 1;
  await keys.find(platform, 'another');
  expect(seen.asked).toBe(2);
});

test('[D01] keys that are taken back are taken back here within minutes; a system that is down keeps those it had', async () => {
  const { seen, set, keys } = system({ keys: [named('one')] });
  await keys.find(platform, 'one');
  set.status = 500;
  seen.at += 11 * 60_000;
  expect(await keys.find(platform, 'one')).not.toBeNull();
  set.status = 200;
  set.keys = [];
  seen.at += askAgainMs;
  expect(await keys.find(platform, 'one')).toBeNull();
});

test.each<[string, Parameters<typeof system>[0]]>([
  ['a failure', { status: 500 }],
  ['no JSON', { text: '<html>' }],
  ['no keys', { text: '{}' }],
])(
  '[D01] %s in the place of keys is unreachable, and asked for no sooner than others',
  async (_what, set) => {
    const { seen, keys } = system(set);
    await expect(keys.find(platform, 'one')).rejects.toThrow(KeysUnreachable);
    await expect(keys.find(platform, 'one')).rejects.toThrow(KeysUnreachable);
    expect(seen.asked).toBe(1);
  },
);

test.each<[string, object]>([
  ['a key for encryption', { use: 'enc' }],
  ['a key of another algorithm', { alg: 'RS512' }],
  ['a short key', { n: 'x'.repeat(171) }],
  ['a secret', { kty: 'oct', k: 'secret' }],
])('[D01] %s is none', async (_what, change) => {
  const { keys } = system({ keys: [named('one', change)] });
  expect(await keys.find(platform, 'one')).toBeNull();
});
