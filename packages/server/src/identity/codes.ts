import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { Database } from '../db/tx.ts';
import { deriveKey, type Env } from '../env.ts';

export type CodePurpose = 'sign_in' | 'add_address' | 'link_identity';

/** For what a code is good. */
export interface CodeUse {
  readonly purpose: CodePurpose;
  /** Whose request it is; null where nobody is signed in. */
  readonly person: PersonId | null;
  /** What else it is bound to, as for `link_identity` the identity. */
  readonly binding?: string;
}

/** SPEC SESSION-1. */
const codeMinutes = 10;
const codeTries = 5;

function hashOf(env: Env, email: CanonicalEmail, { purpose, binding = '' }: CodeUse, code: string): Buffer {
  return createHmac('sha256', deriveKey(env.secret, 'sign-in-code'))
    .update(`${purpose}\n${email}\n${code}\n${binding}`)
    .digest();
}

/** Makes a six-digit code for a mailbox; the one before dies at once (SPEC B21). */
export async function issueCode(
  db: Database,
  env: Env,
  email: CanonicalEmail,
  use: CodeUse,
): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const values = {
    code_hash: hashOf(env, email, use, code),
    person_id: use.person,
    tries_left: codeTries,
    expires_at: sql<Date>`now() + make_interval(mins => ${codeMinutes})`,
  };
  await db.withTx({ mailbox: email }, (tx) =>
    tx
      .insertInto('sign_in_code')
      .values({ email, purpose: use.purpose, ...values })
      .onConflict((conflict) => conflict.columns(['email', 'purpose']).doUpdateSet(values))
      .execute(),
  );
  return code;
}

/**
 * Uses a code up. A wrong one costs a try, and the try is kept although the answer is a refusal. Throws
 * CODE_NOT_ACCEPTED with the tries left, or CODE_EXPIRED when there is no live code.
 */
export async function redeemCode(
  db: Database,
  env: Env,
  email: CanonicalEmail,
  use: CodeUse,
  code: string,
): Promise<void> {
  const verdict = await db.withTx({ mailbox: email }, async (tx) => {
    const row = await tx
      .selectFrom('sign_in_code')
      .select(['code_hash', 'person_id', 'tries_left'])
      .where((where) => where.and({ email, purpose: use.purpose }))
      .where('expires_at', '>', sql<Date>`now()`)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined || row.tries_left === 0 || row.person_id !== use.person) return 'expired' as const;
    if (timingSafeEqual(row.code_hash, hashOf(env, email, use, code))) {
      await tx
        .deleteFrom('sign_in_code')
        .where((where) => where.and({ email, purpose: use.purpose }))
        .execute();
      return 'accepted' as const;
    }
    const left = row.tries_left - 1;
    await tx
      .updateTable('sign_in_code')
      .set({ tries_left: left })
      .where((where) => where.and({ email, purpose: use.purpose }))
      .execute();
    return left;
  });
  if (verdict === 'expired') throw new DomainError('CODE_EXPIRED', {});
  if (verdict !== 'accepted') throw new DomainError('CODE_NOT_ACCEPTED', { triesLeft: verdict });
}
