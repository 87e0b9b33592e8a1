import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { deriveKey, readEnv, Secret } from './env.ts';

const needed = {
  DATABASE_URL: 'postgres://rollcall_app:pass-canary@db.example/rollcall',
  DATABASE_SYSTEM_URL: 'postgres://rollcall_system:pass-canary@db.example/rollcall',
  ROLLCALL_SECRET: 'secret-canary-of-more-than-thirty-two-characters',
};

/** What is said about settings that cannot stay. */
function complaint(change: NodeJS.ProcessEnv): string {
  try {
    readEnv({ ...needed, ...change });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('These settings were expected to be refused');
}

describe('reading the settings', () => {
  it('takes the three that are needed, and defaults that are safe', () => {
    const env = readEnv(needed);
    expect(env).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      demo: false,
      publicOrigins: [],
      trustedProxies: 0,
    });
    expect(env.databaseUrl.reveal()).toBe(needed.DATABASE_URL);
  });

  it('an empty setting is one that is not set', () => {
    const env = readEnv({
      ...needed,
      PUBLIC_ORIGIN: '',
      PORT: '',
      SMTP_URL: '',
      ROLLCALL_DEMO: '',
      HOST: '',
    });
    expect(env).toMatchObject({
      publicOrigins: [],
      port: 4000,
      smtpUrl: undefined,
      demo: false,
      host: '127.0.0.1',
    });
    expect(complaint({ DATABASE_URL: '' })).toContain('DATABASE_URL');
  });

  it('[B07] names every bad setting and shows the value of none', () => {
    const message = complaint({
      DATABASE_URL: undefined,
      ROLLCALL_SECRET: 'short-canary',
      PORT: 'canary',
      PUBLIC_ORIGIN: 'canary',
      LOG_LEVEL: 'canary',
      TRUSTED_PROXIES: '99',
    });
    for (const name of [
      'DATABASE_URL',
      'ROLLCALL_SECRET',
      'PORT',
      'PUBLIC_ORIGIN',
      'LOG_LEVEL',
      'TRUSTED_PROXIES',
    ]) {
      expect(message).toContain(`  ${name}`);
    }
    expect(message).not.toContain('canary');
  });

  it('[SESSION-7] public origins are https, of one scheme, and nothing but scheme, host and port', () => {
    const origins = (value: string) => readEnv({ ...needed, PUBLIC_ORIGIN: value }).publicOrigins;
    expect(origins('https://Admin.Rollcall.example:443, https://app.rollcall.example/')).toEqual([
      'https://admin.rollcall.example',
      'https://app.rollcall.example',
    ]);
    expect(origins('http://localhost:4000,http://127.0.0.1:4000')).toHaveLength(2);
    for (const wrong of [
      'http://rollcall.example',
      'http://localhost.rollcall.example',
      'http://notlocalhost',
      'https://rollcall.example/app',
      'https://user@rollcall.example',
      'https://rollcall.example,http://localhost:4000',
      'ftp://rollcall.example',
      'rollcall.example',
      'https://rollcall.example,',
    ]) {
      expect({ wrong, message: complaint({ PUBLIC_ORIGIN: wrong }) }).toMatchObject({
        message: expect.stringContaining('PUBLIC_ORIGIN'),
      });
    }
  });

  it('[DEMO-1] demo mode neither listens beyond this machine nor answers to a public name', () => {
    const demo = { ROLLCALL_DEMO: '1' };
    expect(readEnv({ ...needed, ...demo }).demo).toBe(true);
    expect(complaint({ ...demo, HOST: '0.0.0.0' })).toContain('127.0.0.1 only');
    expect(complaint({ ...demo, HOST: '192.168.0.7' })).toContain('127.0.0.1 only');
    expect(complaint({ ...demo, PUBLIC_ORIGIN: 'https://rollcall.example' })).toContain('this machine only');
    expect(readEnv({ ...needed, ...demo, PUBLIC_ORIGIN: 'http://localhost:4000' }).demo).toBe(true);
  });
});

describe('a secret', () => {
  it('[B07] shows itself in no log, error or JSON', () => {
    const secret = new Secret('canary');
    const seen = [
      String(secret),
      JSON.stringify({ secret }),
      inspect(secret, { showHidden: true, depth: 9 }),
      inspect({ deep: { secret } }),
      `${secret}`,
      Object.values(secret).join(),
    ];
    for (const text of seen) expect(text).not.toContain('canary');
    expect(secret.reveal()).toBe('canary');
  });

  it('[R9] gives each purpose a key of its own, and each installation other keys', () => {
    const purposes = [
      'license-key-hmac',
      'license-key-seal',
      'sign-in-code',
      'throttle',
      'refusal-actor',
    ] as const;
    const keys = purposes.flatMap((purpose) =>
      ['one', 'two'].map((master) => deriveKey(new Secret(master), purpose).toString('hex')),
    );
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toHaveLength(64);
    expect(deriveKey(new Secret('one'), 'throttle').toString('hex')).toBe(keys[6]);
  });
});
