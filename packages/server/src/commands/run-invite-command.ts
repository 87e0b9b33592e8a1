import type { Actor } from '@rollcall/core/access/actor.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { DistrictId, LicenseId, MemberId, RequestId } from '@rollcall/core/ids.ts';
import { phaseAllows } from '@rollcall/core/licenses/term.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import type { SignedIn } from '../auth/session.ts';
import type { DistrictTx } from '../db/tx.ts';
import { type LockedLicense, lockLicense } from '../license-row/lock-license.ts';
import { findLiveMember, type MemberRow } from '../membership/live-member.ts';
import { firstResult } from './first-result.ts';

export interface InviteCommand {
  readonly memberId: MemberId;
  readonly requestId: RequestId;
  readonly body: unknown;
}

export interface InviteCommandScope {
  readonly tx: DistrictTx;
  readonly license: LockedLicense;
  readonly member: MemberRow;
  readonly actor: Actor;
}

/**
 * One person's command on an invite of their own (SPEC INVITE-3, R6). The person's scope tells the district; then,
 * under the licence's lock, everything is checked again: the row lives, it is this person's, and its address is
 * one that this person has verified. Whatever fails answers NOT_FOUND, like an invite that never was.
 */
export async function runInviteCommand<Result extends object>(
  app: AppContext,
  who: SignedIn,
  command: InviteCommand,
  run: (scope: InviteCommandScope) => Promise<Result>,
): Promise<Result> {
  const place = await placeOfInvite(app, who, command.memberId);
  const result = await app.db.withTx({ district: place.districtId }, async (tx) => {
    const license = await lockLicense(tx, place.districtId, place.licenseId);
    if (license === undefined) throw notFound();
    const key = { ...place, actorId: who.personId, requestId: command.requestId, body: command.body };
    return firstResult(tx, key, async () => {
      const member = await findLiveMember(tx, license, command.memberId);
      if (member === undefined || !(await isOwn(tx, member, who))) throw notFound();
      if (!phaseAllows[license.phase].answering) throw notActive(license);
      return run({
        tx,
        license,
        member,
        actor: { kind: 'person', personId: who.personId, sessionId: who.sessionId },
      });
    });
  });
  app.live.committed(place);
  return result;
}

function notFound(): DomainError {
  return new DomainError('NOT_FOUND', { noun: 'invite' });
}

function notActive(license: LockedLicense): DomainError {
  return new DomainError('LICENSE_NOT_ACTIVE', {
    phase: license.phase === 'active' ? 'dormant' : license.phase,
  });
}

async function placeOfInvite(
  app: AppContext,
  who: SignedIn,
  memberId: MemberId,
): Promise<{ districtId: DistrictId; licenseId: LicenseId }> {
  const row = await app.db.withTx({ person: who.personId }, (tx) =>
    tx
      .selectFrom('member')
      .select(['district_id', 'license_id'])
      .where('person_id', '=', who.personId)
      .where('id', '=', memberId)
      .executeTakeFirst(),
  );
  if (row === undefined) throw notFound();
  return { districtId: row.district_id as DistrictId, licenseId: row.license_id as LicenseId };
}

async function isOwn(tx: DistrictTx, member: MemberRow, who: SignedIn): Promise<boolean> {
  if (member.person_id !== who.personId) return false;
  const { rows } = await sql<{ person_id: string }>`
    select person_id from find_address_owners(${[member.email]}::text[])
  `.execute(tx);
  return rows[0]?.person_id === who.personId;
}
