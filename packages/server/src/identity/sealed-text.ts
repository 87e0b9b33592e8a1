import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { seal, unseal } from '../sealing/seal.ts';

/** What a browser keeps for us: each kind opens as itself only. */
export type SealedKind =
  | 'handshake'
  | 'identity'
  | 'launch-login'
  | 'launch-frame'
  | 'lms-launch'
  | 'lms-teacher';

/** A value for a cookie of a browser that may neither read nor change it, good for that many seconds. */
export function sealText(
  { env }: Pick<AppContext, 'env'>,
  place: SealedKind,
  value: object,
  lifeS: number,
): string {
  const text = JSON.stringify({ value, until: Date.now() + lifeS * 1_000 });
  return seal({ secret: env.secret, purpose: 'handshake-seal', place }, text).toString('base64url');
}

/** Null for anything that is not ours, was meant for something else, or is too old. */
export function openText<Value>(
  { env }: Pick<AppContext, 'env'>,
  place: SealedKind,
  schema: z.ZodType<Value>,
  sealed: string,
): Value | null {
  try {
    const text = unseal(
      { secret: env.secret, purpose: 'handshake-seal', place },
      Buffer.from(sealed, 'base64url'),
    );
    const { value, until } = z.strictObject({ value: schema, until: z.number() }).parse(JSON.parse(text));
    return until > Date.now() ? value : null;
  } catch {
    return null;
  }
}
