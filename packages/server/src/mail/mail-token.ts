import { createHmac } from 'node:crypto';
import { sha256 } from '../audit/chain.ts';
import { deriveKey, type Secret } from '../env.ts';

const prefix = 'rcm_';

/**
 * The token with which the reader of one mail stops further mail: 256 bits that nobody can guess, the same for each
 * attempt to send it, so that every copy that arrives works. Kept as its hash (SPEC R9, MAIL-6).
 */
export function mailToken(secret: Secret, mailId: string): string {
  const bytes = createHmac('sha256', deriveKey(secret, 'mail-token')).update(mailId).digest();
  return `${prefix}${bytes.toString('base64url')}`;
}

export function hashOfMailToken(token: string): Buffer {
  return sha256(token);
}

/** Whether a text has the form of a token: only then is it looked for. */
export function isMailToken(text: string): boolean {
  return /^rcm_[A-Za-z0-9_-]{43}$/.test(text);
}
