import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readEnv } from '../env.ts';

const needed = {
  DATABASE_URL: 'postgres://rollcall_app@db.example/rollcall',
  DATABASE_SYSTEM_URL: 'postgres://rollcall_system@db.example/rollcall',
  ROLLCALL_SECRET: 'a secret of more than thirty-two characters',
};
const client = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'client-canary' };
const issuer = {
  key: 'school',
  label: 'School',
  issuer: 'https://id.school.example/',
  clientId: 'id',
  clientSecret: 'issuer-canary',
};
const read = (change: NodeJS.ProcessEnv) => readEnv({ ...needed, ...change });
const issuers = (...list: object[]) => ({ SIGN_IN_ISSUERS: JSON.stringify(list) });

describe('how Google is reached', () => {
  it('[SIGNIN-1] not at all unless it is set up, and by its own addresses then', () => {
    expect(read({})).toMatchObject({ google: undefined, signInIssuers: [] });
    expect(read(client).google).toMatchObject({
      issuer: { key: 'google', issuer: 'https://accounts.google.com', clientId: 'id' },
      directoryRoot: 'https://admin.googleapis.com/',
      classroomRoot: 'https://classroom.googleapis.com/',
    });
    expect(read(client).google?.issuer.hosts).toContain('oauth2.googleapis.com');
  });

  it.each([{ GOOGLE_CLIENT_ID: 'id' }, { GOOGLE_CLIENT_SECRET: 'client-canary' }])(
    'half of %j is refused',
    (half) => {
      expect(() => read(half)).toThrow(/both or neither/);
    },
  );

  it('[D03] a stand-in on this machine is for the demo, and the host of Google’s endpoints is not asked then', () => {
    const stand = {
      ...client,
      GOOGLE_ISSUER: 'http://127.0.0.1:4100/google',
      GOOGLE_API_ROOT: 'http://127.0.0.1:4100/',
    };
    expect(() => read(stand)).toThrow(/must be https/);
    expect(read({ ...stand, ROLLCALL_DEMO: '1' }).google).toMatchObject({
      issuer: { issuer: 'http://127.0.0.1:4100/google', hosts: [] },
      directoryRoot: 'http://127.0.0.1:4100/',
      classroomRoot: 'http://127.0.0.1:4100/',
    });
  });
});

describe('other issuers', () => {
  it('[SIGNIN-1] are named to the letter, with hosts of their own', () => {
    const [read1] = read(issuers({ ...issuer, hosts: ['keys.school.example'] })).signInIssuers;
    expect(read1).toMatchObject({ issuer: 'https://id.school.example/', hosts: ['keys.school.example'] });
    expect(read1?.clientSecret.reveal()).toBe('issuer-canary');
  });

  it('[SIGNIN-5] are believed about addresses only as far as it is said', () => {
    const trustOf = (change: object) => read(issuers({ ...issuer, ...change })).signInIssuers[0]?.domains;
    expect(trustOf({})).toEqual([]);
    expect(trustOf({ domains: '*' })).toBe('*');
    expect(trustOf({ domains: ['School.example', 'schüle.example'] })).toEqual([
      'school.example',
      'xn--schle-mva.example',
    ]);
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['no JSON', { SIGN_IN_ISSUERS: '[' }],
    ['no list', { SIGN_IN_ISSUERS: '{}' }],
    ['no address', issuers({ ...issuer, issuer: 'id.school.example' })],
    ['http', issuers({ ...issuer, issuer: 'http://id.school.example' })],
    ['this machine outside of the demo', issuers({ ...issuer, issuer: 'http://localhost:1' })],
    ['an address with a password', issuers({ ...issuer, issuer: 'https://me:pass@id.school.example' })],
    ['a host that is none', issuers({ ...issuer, hosts: ['https://x/'] })],
    ['one key twice', issuers(issuer, issuer)],
    ['the key of Google', issuers({ ...issuer, key: 'google' })],
    ['a domain that is none', issuers({ ...issuer, domains: ['a b'] })],
    ['a wildcard among domains', issuers({ ...issuer, domains: ['*'] })],
    ['an unknown field', issuers({ ...issuer, scope: 'all' })],
    ['no secret', issuers({ ...issuer, clientSecret: '' })],
  ])('[D03] %s is refused', (_what, change) => {
    expect(() => read(change)).toThrow(/SIGN_IN_ISSUERS/);
  });

  it('[B07] no secret shows itself', () => {
    const env = read({ ...client, ...issuers(issuer) });
    expect(`${JSON.stringify(env)}${inspect(env, { depth: 9 })}`).not.toContain('canary');
  });
});
