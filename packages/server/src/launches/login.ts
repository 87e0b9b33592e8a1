import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type PlatformId, platformId } from '@rollcall/core/ids.ts';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { openText, sealText } from '../identity/sealed-text.ts';

/** For how long the other system may take between the beginning of a login and its launch. In seconds. */
export const loginLifeS = 600;

const hint = z.string().min(1).max(2000);

/** What a system begins a login with (OpenID Connect, third-party initiated). What else it sends is passed over. */
export const loginRequest = z.object({
  iss: z.string().min(1).max(2000),
  login_hint: hint,
  target_link_uri: hint,
  lti_message_hint: hint.optional(),
  client_id: z.string().max(255).optional(),
});
export type LoginRequest = z.infer<typeof loginRequest>;

/** Longer hints do not travel twice in an address. In characters. */
const longestAgain = 1_500;

const loginSchema = z.strictObject({
  platformId,
  /** Names the cookie of this login: several may be under way in one browser. */
  login: z.string().regex(/^[\w-]{12}$/),
  nonce: z.string(),
  /** SHA-256 of what the browser keeps. */
  browser: z.string(),
  /** The query with which the login can be begun again in a tab of its own; null where it is too long. */
  again: z.string().nullable(),
});
export type Login = z.infer<typeof loginSchema>;

export interface BegunLogin {
  readonly login: Login;
  /** What goes to the other system and comes back: sealed, so that it says and grants nothing. */
  readonly state: string;
  /** What stays in this browser. */
  readonly kept: string;
}

const random = (bytes: number): string => randomBytes(bytes).toString('base64url');
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Begins a login that ends in this browser only, within ten minutes (SPEC LAUNCH-2). */
export function beginLogin(
  app: Pick<AppContext, 'env'>,
  platform: PlatformId,
  request: LoginRequest,
): BegunLogin {
  const kept = random(32);
  const query = new URLSearchParams(
    Object.entries(request).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString();
  const login: Login = {
    platformId: platform,
    login: random(9),
    nonce: random(32),
    browser: digest(kept).toString('base64url'),
    again: query.length > longestAgain ? null : query,
  };
  return { login, kept, state: sealText(app, 'launch-login', login, loginLifeS) };
}

/** The login that a `state` is of; null for one that is not ours, too old, or of another registration. */
export function openLogin(app: Pick<AppContext, 'env'>, platform: PlatformId, state: string): Login | null {
  const login = openText(app, 'launch-login', loginSchema, state);
  return login?.platformId === platform ? login : null;
}

/** Whether this is the browser in which the login began. */
export function isSameBrowser(login: Login, kept: string): boolean {
  return timingSafeEqual(digest(kept), Buffer.from(login.browser, 'base64url'));
}
