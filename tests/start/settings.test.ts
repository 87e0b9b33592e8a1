import { describe, expect, it } from 'vitest';
import { readSettings, StartRefusal } from '../../scripts/start/settings.ts';

const own = {
  DATABASE_URL: 'postgres://app@db.example/rollcall',
  DATABASE_SYSTEM_URL: 'postgres://system@db.example/rollcall',
  ROLLCALL_SECRET: 'a secret of more than thirty-two letters',
};
const sandbox = {
  env: {
    GOOGLE_CLIENT_ID: 'rollcall',
    GOOGLE_CLIENT_SECRET: 'known',
    GOOGLE_ISSUER: 'http://127.0.0.1:4002/google',
    GOOGLE_API_ROOT: 'http://127.0.0.1:4002/',
    DNS_SERVERS: '127.0.0.1:5353',
  },
};
const found = { appUrl: 'a', systemUrl: 's', secret: own.ROLLCALL_SECRET, port: 4001, sandbox };

describe('the settings of start', () => {
  it('[DEMO-1] take nothing of the surroundings into the demo that would open it or lock its people out', () => {
    const surroundings = {
      PORT: '4321',
      PUBLIC_ORIGIN: 'https://rollcall.example',
      TRUSTED_PROXIES: '2',
      GOOGLE_ISSUER: 'https://accounts.google.com',
    };
    const settings = readSettings([], surroundings, '/checkout');
    if (settings.kind !== 'embedded') throw new Error('not the demo');
    expect(settings.port).toBe(4321);
    expect(settings.env(found)).toMatchObject({
      demo: true,
      host: '127.0.0.1',
      port: 4001,
      publicOrigins: [],
      trustedProxies: 0,
      webRoot: '/checkout',
      google: { issuer: { issuer: 'http://127.0.0.1:4002/google' }, directoryRoot: 'http://127.0.0.1:4002/' },
      dnsServers: ['127.0.0.1:5353'],
    });
  });

  it('[DEMO-2] have no demo where a database is configured and nothing else is said', () => {
    const settings = readSettings([], own, '/checkout');
    if (settings.kind !== 'own-database') throw new Error('the demo');
    expect(settings.env).toMatchObject({ demo: false, port: 4000, webRoot: '/checkout' });
  });

  it.each([
    ['a port that is none', [], { PORT: '70000' }, /PORT/],
    ['[DEMO-1] a demo beyond loopback', [], { HOST: '0.0.0.0' }, /listens on 127\.0\.0\.1 only/],
    ['an unknown argument', ['--frehs'], {}, /Usage/],
    ["--fresh on a database of one's own", ['--fresh'], own, /embedded database only/],
    [
      'no system connection',
      [],
      { ...own, DATABASE_SYSTEM_URL: '' },
      /DATABASE_SYSTEM_URL: a connection as rollcall_system/,
    ],
    ['no secret', [], { ...own, ROLLCALL_SECRET: '' }, /ROLLCALL_SECRET: 32 characters/],
    ['a short secret', [], { ...own, ROLLCALL_SECRET: 'short' }, /ROLLCALL_SECRET/],
    ['a system connection alone', [], { ...own, DATABASE_URL: '' }, /Set both/],
    ['a server without a database', [], { ROLLCALL_DEMO: '0' }, /embedded database is for the demo/],
  ])('refuse %s', (_what, args, source, words) => {
    expect(() => readSettings(args, source, '/checkout')).toThrow(words);
    expect(() => readSettings(args, source, '/checkout')).toThrow(StartRefusal);
  });
});
