import type { PlatformId } from '@rollcall/core/ids.ts';
import { type CryptoKey, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import type { RegisteredPlatform } from './platform.ts';
import { KeysUnreachable, type PlatformKeys } from './platform-keys.ts';
import { longestToken, verifyToken } from './verify-token.ts';

const platform: RegisteredPlatform = {
  id: 'one' as PlatformId,
  issuer: 'https://lms.example',
  clientId: 'tool-1',
  authorisationUrl: 'https://lms.example/authorise',
  tokenUrl: 'https://lms.example/token',
  tokenAudience: null,
  keysUrl: 'https://lms.example/keys',
};
const nowS = 1_800_000_000;
let pair: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey };
let keys: PlatformKeys;

beforeAll(async () => {
  pair = await generateKeyPair('RS256');
  keys = { find: async (_platform, kid) => (kid === 'known' ? pair.publicKey : null) };
});

const good = {
  iss: platform.issuer,
  aud: platform.clientId,
  iat: nowS - 5,
  exp: nowS + 300,
  nonce: 'n',
};

type Change = Readonly<Record<string, unknown>>;

async function problemOf(change: Change = {}, known = keys): Promise<string | null> {
  const token = await new SignJWT({ ...good, ...change })
    .setProtectedHeader({ alg: 'RS256', kid: 'known' })
    .sign(pair.privateKey);
  const expected = { platform, token, nonce: 'n', now: new Date(nowS * 1_000) };
  return (await verifyToken(known, expected)).problem;
}

test.each<[string, Change, string | null]>([
  ['as it should be', {}, null],
  ['one audience in a list', { aud: ['tool-1'] }, null],
  ['the party named, and it is us', { azp: 'tool-1' }, null],
  ['another party', { azp: 'other' }, 'bad_claims'],
  ['another party in another form', { azp: ['tool-1'] }, 'bad_claims'],
  ['two audiences', { aud: ['tool-1', 'other'] }, 'bad_claims'],
  ['another audience', { aud: 'other' }, 'bad_claims'],
  ['another issuer', { iss: 'https://elsewhere.example' }, 'bad_signature'],
  ['an issuer with a slash more', { iss: 'https://lms.example/' }, 'bad_signature'],
  ['no nonce', { nonce: undefined }, 'bad_claims'],
  ['another nonce', { nonce: 'm' }, 'used_before'],
  ['no time of issue', { iat: undefined }, 'bad_claims'],
  ['a clock that is a minute ahead', { iat: nowS + 59 }, null],
  ['a clock that is more than a minute ahead', { iat: nowS + 62 }, 'too_old'],
  ['ended half a minute ago', { exp: nowS - 30 }, null],
  ['ended more than a minute ago', { exp: nowS - 62 }, 'too_old'],
  ['eleven minutes old, by a clock that is right', { iat: nowS - 662, exp: nowS + 3_600 }, 'too_old'],
  ['ten minutes old', { iat: nowS - 600, exp: nowS + 3_600 }, null],
  ['not before two minutes from now', { nbf: nowS + 120 }, 'too_old'],
])('[LAUNCH-1] %s', async (_what, change, problem) => {
  expect(await problemOf(change)).toBe(problem);
});

test('[LAUNCH-1] keys that cannot be read are a problem of their own, and a defect is one', async () => {
  const unreachable = { find: async () => Promise.reject(new KeysUnreachable('down')) };
  expect(await problemOf({}, unreachable)).toBe('keys_unreachable');
  const broken = { find: async () => Promise.reject(new Error('ours')) };
  await expect(problemOf({}, broken)).rejects.toThrow('ours');
});

test.each([
  ['nothing', ''],
  ['no token', 'not.a.token'],
  ['a list', `${Buffer.from('[]').toString('base64url')}.e30.x`],
  ['one that is too long', 'x'.repeat(longestToken + 1)],
])('[LAUNCH-1] %s is not looked at', async (_what, token) => {
  const expected = { platform, token, nonce: 'n', now: new Date() };
  const never = { find: async () => Promise.reject(new Error('asked')) };
  expect((await verifyToken(never, expected)).problem).toBe('bad_signature');
});
