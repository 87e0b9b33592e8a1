import type { LicenseAction } from '@rollcall/core/access/actions.ts';
import { canonicalEmail, domainOf } from '@rollcall/core/emails.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, MemberId, RequestId } from '@rollcall/core/ids.ts';
import { phaseAllows } from '@rollcall/core/licenses/term.ts';
import type { OneMemberResult } from '@rollcall/core/members/contract.ts';
import { additionMode } from '@rollcall/core/members/invite-rule.ts';
import { mayRearm, rearmableAt } from '@rollcall/core/members/pop-up.ts';
import { type MemberEvent, transitions } from '@rollcall/core/members/status.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { type LicenseCommandScope, runLicenseCommand } from '../../commands/run-license-command.ts';
import { readRules } from '../../membership/addition-rules.ts';
import { admitMembers } from '../../membership/admit-members.ts';
import { endMember } from '../../membership/end-member.ts';
import { excludePerson } from '../../membership/exclude-person.ts';
import { findLiveMember, type MemberRow } from '../../membership/live-member.ts';
import { rearmInvite } from '../../membership/touch-invite.ts';
import { assertOpenForAdding } from './add-by-email.ts';

export interface OneMember {
  readonly licenseId: LicenseId;
  readonly memberId: MemberId;
  /** The version of the row that the admin saw. */
  readonly seq: number;
  readonly requestId: RequestId;
}

/** Takes a person off the list, whatever their status; the seat comes free and the row stays as history. */
export async function removeMember(
  app: AppContext,
  who: SignedIn,
  input: OneMember,
): Promise<OneMemberResult> {
  return changeOne(app, who, input, 'member.remove', 'remove', async ({ tx, license, actor }, member) => {
    await endMember(tx, license, member, 'removed', actor);
    return { outcome: 'removed' };
  });
}

/** Takes a person off the list and keeps syncs and domains from bringing them back (SPEC SYNC-9). */
export async function excludeMember(
  app: AppContext,
  who: SignedIn,
  input: OneMember,
): Promise<OneMemberResult> {
  const run = async ({ tx, license, actor, actorName }: LicenseCommandScope, member: MemberRow) => {
    await excludePerson(tx, license, member, { actor, name: actorName });
    return { outcome: 'removed' } as const;
  };
  return changeOne(app, who, { ...input, excludes: true }, 'member.remove', 'remove', run);
}

/** Takes an open invite back: the pop-up closes by itself and the reserved seat comes free. */
export async function withdrawInvite(
  app: AppContext,
  who: SignedIn,
  input: OneMember,
): Promise<OneMemberResult> {
  return changeOne(app, who, input, 'member.withdraw', 'withdraw', async ({ tx, license, actor }, member) => {
    await endMember(tx, license, member, 'withdrawn', actor);
    return { outcome: 'withdrawn' };
  });
}

/** Brings the pop-up of an open invite back, at most once a day (SPEC INVITE-5), while the invite can be answered. */
export async function remindMember(
  app: AppContext,
  who: SignedIn,
  input: OneMember,
): Promise<OneMemberResult> {
  return changeOne(app, who, input, 'member.remind', 'withdraw', async ({ tx, license, actor }, member) => {
    if (license.phase !== 'active' && !phaseAllows[license.phase].answering) {
      throw new DomainError('LICENSE_NOT_ACTIVE', { phase: license.phase });
    }
    if (member.rearmed_at !== null && !mayRearm(member.rearmed_at, license.now)) {
      throw new DomainError('REMINDED_RECENTLY', { againAt: rearmableAt(member.rearmed_at).toISOString() });
    }
    await rearmInvite(tx, license, member, actor);
    return { outcome: 'reminded' };
  });
}

/** Adds somebody who declined once more, by the rules that hold for this admin now. */
export async function reinviteMember(
  app: AppContext,
  who: SignedIn,
  input: OneMember,
): Promise<OneMemberResult> {
  return changeOne(app, who, input, 'member.add', 'addedWithInvite', async (scope, member) => {
    const { tx, license, grants, actor, actorName } = scope;
    assertOpenForAdding(license);
    if (member.status !== 'rejected') throw new DomainError('WRONG_STATUS', { status: member.status });
    const parsed = canonicalEmail(member.email_shown);
    if (!parsed.ok) throw new Error('A stored address is not canonical');
    const rules = await readRules(tx, license.districtId, grants);
    const addressInVerifiedDomain = rules.verifiedDomains.has(domainOf(parsed.email));
    const mode = additionMode({ ...rules, method: 'email', addressInVerifiedDomain });
    const candidate = { ...parsed, name: null, personId: null, mode, userType: member.user_type };
    const [decided] = await admitMembers(tx, license, {
      candidates: [candidate],
      source: { kind: 'email', reference: '' },
      actor,
      addedBy: actorName,
    });
    if (decided?.outcome === 'no_seat') {
      throw new DomainError('SEATS_EXHAUSTED', {
        pool: member.user_type === 'student' ? 'student' : 'staff',
      });
    }
    return { outcome: decided?.outcome === 'converted' ? 'converted' : 'reinvited' };
  });
}

/** What is common: the row lives, is as the admin saw it, and the transition exists from where it stands. */
async function changeOne(
  app: AppContext,
  who: SignedIn,
  input: OneMember & { readonly excludes?: true },
  action: LicenseAction,
  event: MemberEvent,
  run: (scope: LicenseCommandScope, member: MemberRow) => Promise<OneMemberResult>,
): Promise<OneMemberResult> {
  const { licenseId, requestId, ...rest } = input;
  const command = { licenseId, action, requestId, body: { ...rest, event } };
  return runLicenseCommand(app, who, command, async (scope) => {
    const member = await findLiveMember(scope.tx, scope.license, input.memberId);
    if (member === undefined) throw new DomainError('NOT_FOUND', { noun: 'member' });
    if (member.seq !== input.seq) throw new DomainError('CHANGED_MEANWHILE', {});
    if ('refused' in transitions[member.status][event])
      throw new DomainError('WRONG_STATUS', { status: member.status });
    return run(scope, member);
  });
}
