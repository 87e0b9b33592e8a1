import { randomUUID } from 'node:crypto';
import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import type { PersonTx } from '../db/tx.ts';
import { linkAddress } from './link-address.ts';

/** The issuer of identities that we vouch for ourselves: whoever entered the code read the mailbox. */
export const mailboxIssuer = 'rollcall:mailbox';

/** What an issuer says about whoever signs in. The address is an attribute; the key is issuer + subject. */
export interface PresentedIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly email: CanonicalEmail | null;
  readonly emailShown: string;
  /** Only a literal true counts. */
  readonly emailVerified: boolean;
}

/**
 * Whether the address is theirs: `proved` by a code that was sent there and entered for this very identity; `to_be_proved`
 * so before it can become theirs; or `as_said` by the issuer, as far as nobody has it.
 */
export type MailboxProof = 'proved' | 'to_be_proved' | 'as_said';

export type IdentityResult =
  | { readonly kind: 'person'; readonly personId: PersonId }
  /** No session until a code sent to the address is entered (SPEC B03, SIGNIN-5). */
  | { readonly kind: 'prove_mailbox'; readonly email: CanonicalEmail };

/**
 * Finds or makes the person of an identity (SPEC B03, R7). Never merges by address: a new identity that brings an
 * address which another person has verified gets nothing until it has proved the mailbox; a known one signs in and
 * leaves the address where it is. An unverified address is not kept at all.
 */
export async function signInWithIdentity(
  app: AppContext,
  identity: PresentedIdentity,
  mailbox: MailboxProof = identity.issuer === mailboxIssuer ? 'proved' : 'as_said',
): Promise<IdentityResult> {
  const known = await findOwner(app, identity);
  if (known.byIdentity !== null) {
    await takeAddress(app, known.byIdentity, identity);
    return { kind: 'person', personId: known.byIdentity };
  }
  if (known.byAddress !== null && identity.email !== null) {
    if (mailbox !== 'proved') return { kind: 'prove_mailbox', email: identity.email };
    const owner = known.byAddress;
    await app.db.withTx({ person: owner }, (tx) => insertIdentity(tx, identity, owner));
    await takeAddress(app, owner, identity);
    return { kind: 'person', personId: owner };
  }
  if (mailbox === 'to_be_proved' && identity.email !== null)
    return { kind: 'prove_mailbox', email: identity.email };
  const personId = await createPerson(app, identity);
  // Somebody else was first with the identity or the address: from here on they are known.
  if (personId === null) return signInWithIdentity(app, identity, mailbox);
  await takeAddress(app, personId, identity);
  return { kind: 'person', personId };
}

/** Person, identity and verified address in one transaction; null, and nothing written, when one of them is taken. */
async function createPerson(app: AppContext, identity: PresentedIdentity): Promise<PersonId | null> {
  const personId = randomUUID() as PersonId;
  const { email, emailShown: shown } = identity;
  try {
    await app.db.withTx({ person: personId }, async (tx) => {
      await tx
        .insertInto('person')
        .values({ id: personId, name: nameOf(identity) })
        .execute();
      if (!(await insertIdentity(tx, identity, personId))) throw new TakenMeanwhile();
      if (email === null || identity.emailVerified !== true) return;
      const claimed = await tx
        .insertInto('person_email')
        .values({ email, person_id: personId, shown })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (claimed.numInsertedOrUpdatedRows !== 1n) throw new TakenMeanwhile();
    });
  } catch (error) {
    if (error instanceof TakenMeanwhile) return null;
    throw error;
  }
  return personId;
}

/** Rolls the transaction back; never leaves this file. */
class TakenMeanwhile extends Error {}

/** Longest name of a person, in characters as the database counts them. */
const nameLimit = 200;

/** A provider's name as it may be stored, or what stands before the at sign where it says none. */
function nameOf({ name, emailShown, subject }: PresentedIdentity): string {
  const usable = [name, emailShown.split('@')[0] ?? '', subject]
    .map((text) => storableText(text.trim().slice(0, nameLimit)))
    .find((text) => text !== '');
  return usable ?? '?';
}

async function findOwner(
  app: AppContext,
  identity: PresentedIdentity,
): Promise<{ byIdentity: PersonId | null; byAddress: PersonId | null }> {
  const emails = identity.email === null ? [] : [identity.email];
  // One statement, one moment: whoever signs in for the first time in another tab has both or neither.
  const { rows } = await app.db.withTx({ nobody: true }, (tx) =>
    sql<{ byIdentity: PersonId | null; byAddress: PersonId | null }>`
      select find_identity(${identity.issuer}, ${identity.subject}) as "byIdentity",
        (select person_id from find_address_owners(${emails}::text[])) as "byAddress"
    `.execute(tx),
  );
  const [row] = rows;
  if (row === undefined) throw new Error('A statement without a table had no row');
  return row;
}

/** False when the identity is somebody's already. */
async function insertIdentity(
  tx: PersonTx,
  identity: PresentedIdentity,
  personId: PersonId,
): Promise<boolean> {
  const inserted = await tx
    .insertInto('identity')
    .values({ issuer: identity.issuer, subject: identity.subject, person_id: personId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

async function takeAddress(app: AppContext, personId: PersonId, identity: PresentedIdentity): Promise<void> {
  if (identity.email === null || identity.emailVerified !== true) return;
  try {
    await linkAddress(app, personId, identity.email, identity.emailShown);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'ADDRESS_TAKEN') throw error;
  }
}
