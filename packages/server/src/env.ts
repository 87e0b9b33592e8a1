import { createHash } from 'node:crypto';
import { type CsvLimits, defaultCsvLimits } from '@rollcall/core/runs/csv-contract.ts';
import { z } from 'zod';
import { dnsVariables } from './env/dns-variables.ts';
import {
  type AddressTrust,
  googleIssuerKey,
  googleVariables,
  isLoopback,
  otherHostsOf,
  signInIssuers,
} from './env/issuer-variables.ts';

/** A secret that shows itself in no log, error or JSON. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toJSON(): string {
    return '[secret]';
  }
  toString(): string {
    return '[secret]';
  }
}

const secret = z
  .string()
  .min(1)
  .transform((value) => new Secret(value));
const switchedOn = z
  .enum(['0', '1', 'true', 'false'])
  .transform((value) => value === '1' || value === 'true');

/** An origin as browsers send it. Without https the cookie could be read and set by others on the way (SPEC SESSION-7). */
const publicOrigin = z
  .url({ protocol: /^https?$/ })
  .transform((value) => new URL(value))
  .refine((url) => url.protocol === 'https:' || isLoopback(url), 'must be https')
  .refine((url) => url.href === `${url.origin}/`, 'must be scheme, host and port, nothing else')
  .transform((url) => url.origin);

const variables = z.object({
  /** The `app` role: requests. */
  DATABASE_URL: secret,
  /** The `system` role: relay, jobs, command line. */
  DATABASE_SYSTEM_URL: secret,
  /** At least 32 characters: keys of hashes and of encryption at rest are derived from it. */
  ROLLCALL_SECRET: z
    .string()
    .min(32)
    .transform((value) => new Secret(value)),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  /** Origins under which people reach the server, comma-separated: scheme, host and port, nothing else. */
  PUBLIC_ORIGIN: z
    .string()
    .transform((value) => value.split(',').map((origin) => origin.trim()))
    .pipe(z.array(publicOrigin))
    // The check runs on what could not be read too, so it takes the text apart and makes no URL of it.
    .refine(
      (origins) => new Set(origins.map((origin) => `${origin}`.split(':')[0])).size < 2,
      'must share one scheme',
    )
    .default([]),
  /** How many proxies in front are trusted to have set X-Forwarded-For. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  ROLLCALL_DEMO: switchedOn.default(false),
  SMTP_URL: secret.optional(),
  MAIL_FROM: z.string().default('Rollcall <no-reply@localhost>'),
  /** How long an invite is in the app before it is mailed too, in seconds, and how many mails leave in a second. */
  MAIL_DELAY_S: z.coerce.number().int().min(0).max(86_400).default(120),
  MAIL_PER_SECOND: z.coerce.number().int().min(1).max(100).default(5),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Folder of the built apps; absent in tests that need none. */
  ROLLCALL_WEB_ROOT: z.string().optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  /** The largest file of people: rows, megabytes, and kilobytes of one line. */
  CSV_MAX_ROWS: z.coerce.number().int().min(1).max(10_000_000).default(1_000_000),
  CSV_MAX_MB: z.coerce.number().int().min(1).max(2_000).default(128),
  CSV_MAX_LINE_KB: z.coerce.number().int().min(1).max(1_000).default(64),
  ...googleVariables,
  SIGN_IN_ISSUERS: signInIssuers.default([]),
  ...dnsVariables,
  /** Runs that this server works on at once. */
  JOB_CONCURRENCY: z.coerce.number().int().min(1).max(20).default(2),
});

/** An issuer of OpenID Connect with which people sign in, and how we are known to it. */
export interface IssuerSettings {
  readonly key: string;
  readonly label: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly hosts: readonly string[];
  readonly domains: AddressTrust;
}

/** Google, or what stands in for it. */
export interface GoogleSettings {
  readonly issuer: IssuerSettings;
  /** Roots of its APIs. */
  readonly directoryRoot: string;
  readonly classroomRoot: string;
}

/** How mail about invites leaves. */
export interface MailSettings {
  readonly delayMs: number;
  readonly perSecond: number;
}

export interface Env {
  readonly databaseUrl: Secret;
  readonly databaseSystemUrl: Secret;
  readonly secret: Secret;
  readonly port: number;
  readonly host: string;
  readonly publicOrigins: readonly string[];
  readonly trustedProxies: number;
  readonly demo: boolean;
  readonly smtpUrl: Secret | undefined;
  readonly mailFrom: string;
  readonly mail: MailSettings;
  readonly logLevel: z.infer<typeof variables>['LOG_LEVEL'];
  readonly webRoot: string | undefined;
  readonly poolSize: number;
  readonly jobConcurrency: number;
  readonly csvLimits: CsvLimits;
  readonly google: GoogleSettings | undefined;
  readonly signInIssuers: readonly IssuerSettings[];
  /** DNS servers to ask, as `host:port`; empty: the machine's own. */
  readonly dnsServers: readonly string[];
  /** In the demo: where the records of its DNS are set. */
  readonly sandboxUrl: string | undefined;
}

/**
 * Reads the settings once, at start; one that is empty is not set. Throws an Error that names each bad variable and
 * never shows its value.
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`These settings need attention (README, "Settings"):\n${lines.join('\n')}`);
  }
  const values = parsed.data;
  if (values.ROLLCALL_DEMO && !['127.0.0.1', '::1', 'localhost'].includes(values.HOST)) {
    throw new Error(
      'Demo mode signs anybody in with one click. It listens on 127.0.0.1 only: unset HOST or ROLLCALL_DEMO.',
    );
  }
  if (values.ROLLCALL_DEMO && values.PUBLIC_ORIGIN.some((origin) => !isLoopback(new URL(origin)))) {
    throw new Error(
      'Demo mode shows sign-in codes on the page. It is for this machine only: unset PUBLIC_ORIGIN or ROLLCALL_DEMO.',
    );
  }
  refuseUnsafeUrls(values);
  return {
    databaseUrl: values.DATABASE_URL,
    databaseSystemUrl: values.DATABASE_SYSTEM_URL,
    secret: values.ROLLCALL_SECRET,
    port: values.PORT,
    host: values.HOST,
    publicOrigins: values.PUBLIC_ORIGIN,
    trustedProxies: values.TRUSTED_PROXIES,
    demo: values.ROLLCALL_DEMO,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    mail: { delayMs: values.MAIL_DELAY_S * 1_000, perSecond: values.MAIL_PER_SECOND },
    logLevel: values.LOG_LEVEL,
    webRoot: values.ROLLCALL_WEB_ROOT,
    poolSize: values.DATABASE_POOL_SIZE,
    jobConcurrency: values.JOB_CONCURRENCY,
    csvLimits: {
      ...defaultCsvLimits,
      rows: values.CSV_MAX_ROWS,
      bytes: values.CSV_MAX_MB * 2 ** 20,
      lineLength: values.CSV_MAX_LINE_KB * 2 ** 10,
    },
    google: googleOf(values),
    signInIssuers: values.SIGN_IN_ISSUERS.map((issuer) => ({
      ...issuer,
      clientSecret: new Secret(issuer.clientSecret),
    })),
    dnsServers: values.DNS_SERVERS,
    sandboxUrl: values.ROLLCALL_DEMO ? values.SANDBOX_URL : undefined,
  };
}

type Values = z.infer<typeof variables>;

/** A stand-in on this machine belongs to the demo: elsewhere it would sign in whoever it likes. */
function refuseUnsafeUrls(values: Values): void {
  if (values.ROLLCALL_DEMO) return;
  const asked = [
    values.GOOGLE_ISSUER,
    values.GOOGLE_API_ROOT,
    ...values.SIGN_IN_ISSUERS.map(({ issuer }) => issuer),
  ];
  if (asked.some((url) => url !== undefined && !url.startsWith('https:')))
    throw new Error('GOOGLE_ISSUER, GOOGLE_API_ROOT and SIGN_IN_ISSUERS must be https outside of demo mode.');
}

function googleOf(values: Values): GoogleSettings | undefined {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: secretText, GOOGLE_API_ROOT: root } = values;
  if (clientId === undefined && secretText === undefined) return undefined;
  if (clientId === undefined || secretText === undefined)
    throw new Error('GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together: set both or neither.');
  const issuer = values.GOOGLE_ISSUER;
  const clientSecret = new Secret(secretText);
  return {
    issuer: {
      key: googleIssuerKey,
      label: 'Google',
      issuer,
      clientId,
      clientSecret,
      hosts: otherHostsOf(issuer),
      domains: 'google',
    },
    directoryRoot: root ?? 'https://admin.googleapis.com/',
    classroomRoot: root ?? 'https://classroom.googleapis.com/',
  };
}

/** 32 bytes for one purpose: no two purposes share a key. */
export function deriveKey(
  master: Secret,
  purpose:
    | 'license-key-hmac'
    | 'license-key-seal'
    | 'license-link-hmac'
    | 'license-link-seal'
    | 'connection-seal'
    | 'handshake-seal'
    | 'tool-key-seal'
    | 'sign-in-code'
    | 'mail-token'
    | 'lms-invitation'
    | 'throttle'
    | 'refusal-actor',
): Buffer {
  return createHash('sha256').update(`rollcall:${purpose}:`).update(master.reveal()).digest();
}
