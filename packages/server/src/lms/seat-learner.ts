import { type CanonicalEmail, canonicalEmail, domainOf } from '@rollcall/core/emails.ts';
import type { AssignmentId, MemberId, PersonId } from '@rollcall/core/ids.ts';
import { phaseAllows } from '@rollcall/core/licenses/term.ts';
import type { VerifiedLaunch } from '@rollcall/core/lti/launch.ts';
import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import { placeholderAddress } from '@rollcall/core/members/placeholder-address.ts';
import type { DistrictTx } from '../db/tx.ts';
import type { RegisteredPlatform } from '../integrations/lti/platform.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { admitMembers } from '../membership/admit-members.ts';
import type { Candidate } from '../membership/decide-admissions.ts';
import { verifiedDomains } from '../membership/verified-domains.ts';
import type { AssignmentRow } from './assignments.ts';
import { type LaunchedUser, noteSeating } from './launched-user.ts';
import { externalIdOf, type PlatformPlace, placeholderDigest } from './platform-place.ts';

/** A pupil who may open what they launched, or why not. */
export type SeatAnswer =
  /** `late`: an address that was written, and that somebody may have verified meanwhile. */
  | { readonly seat: 'taken'; readonly late: CanonicalEmail | null }
  | { readonly seat: 'none'; readonly why: 'closed' | 'license_not_active' | 'no_seat' | 'kept_out' };

/** The address under which somebody is on the list; `shown` is empty for whoever has none to show. */
export interface LaunchedAddress {
  readonly email: CanonicalEmail;
  readonly shown: string;
}

/**
 * Under which address somebody of another system is on the list (SPEC ASSIGN-3): that of the row on which they sit; else what
 * the system says, inside the district's verified domains; else one that is nobody's.
 */
export function addressOnList(
  place: PlatformPlace,
  self: Pick<VerifiedLaunch, 'deploymentId' | 'subject' | 'email'>,
  memberEmail: CanonicalEmail | null,
  domains: ReadonlySet<string>,
): LaunchedAddress {
  const said = self.email === null ? null : canonicalEmail(self.email);
  const within = said?.ok === true && domains.has(domainOf(said.email)) ? said : null;
  if (memberEmail !== null)
    return { email: memberEmail, shown: within?.email === memberEmail ? within.shown : '' };
  if (within !== null) return { email: within.email, shown: within.shown };
  return { email: placeholderAddress(place.platformId, placeholderDigest(self)), shown: '' };
}

export interface LearnerLaunch {
  readonly place: PlatformPlace;
  readonly platform: RegisteredPlatform;
  readonly assignment: AssignmentRow;
  readonly launch: VerifiedLaunch;
  readonly user: LaunchedUser;
}

/**
 * Puts a launched pupil on the licence, as a student and at once, on the row that they have if there is one (SPEC ASSIGN-3).
 * Whoever sits on it already opens what they launch also where nobody new is let in. Under the licence's lock.
 */
export async function seatLearner(
  tx: DistrictTx,
  license: LockedLicense,
  learner: LearnerLaunch,
): Promise<SeatAnswer> {
  const { place, assignment, launch, user } = learner;
  const allows = phaseAllows[license.phase];
  const isSeated = user.memberId !== null;
  if (!allows.features) return { seat: 'none', why: 'license_not_active' };
  if (isSeated && (!assignment.is_open || !allows.adding)) return { seat: 'taken', late: null };
  if (!assignment.is_open) return { seat: 'none', why: 'closed' };
  if (!allows.adding) return { seat: 'none', why: 'license_not_active' };
  const candidate = await candidateOf(tx, license, learner);
  const [decided] = await admitMembers(tx, license, {
    candidates: [candidate],
    source: { kind: 'assignment', reference: assignment.id },
    actor: { kind: 'system', job: 'launch' },
    addedBy: assignment.placed_by,
  });
  if (decided === undefined) throw new Error('A candidate was not decided about');
  const memberId = await findSeat(tx, license, candidate.email, decided.personId);
  const refused = refusedFor[decided.outcome] ?? null;
  await noteSeating(tx, place, launch, {
    memberId: refused === null || isSeated ? memberId : null,
    why: refused === null ? null : decided.outcome,
    assignmentId: assignment.id as AssignmentId,
  });
  const late = candidate.shown === '' ? null : candidate.email;
  return refused === null ? { seat: 'taken', late } : { seat: 'none', why: refused };
}

const refusedFor: Readonly<Partial<Record<MemberOutcome, 'no_seat' | 'kept_out'>>> = {
  no_seat: 'no_seat',
  excluded: 'kept_out',
};

async function candidateOf(
  tx: DistrictTx,
  { districtId }: LockedLicense,
  { place, platform, launch, user }: LearnerLaunch,
): Promise<Candidate> {
  const domains = await verifiedDomains(tx, districtId);
  return {
    ...addressOnList(place, launch, user.memberEmail, domains),
    name: launch.name,
    personId: null,
    mode: 'at_once',
    userType: 'student',
    externalId: externalIdOf(platform, launch),
  };
}

/** The live row of an address or, where its owner has one under another address, of the owner. */
async function findSeat(
  tx: DistrictTx,
  { districtId, id }: LockedLicense,
  email: CanonicalEmail,
  personId: PersonId | null,
): Promise<MemberId | null> {
  const row = await tx
    .selectFrom('member')
    .select('id')
    .where((where) => where.and({ district_id: districtId, license_id: id }))
    .where('ended_at', 'is', null)
    .where((where) =>
      where.or([
        where('email', '=', email),
        ...(personId === null ? [] : [where('person_id', '=', personId)]),
      ]),
    )
    .executeTakeFirst();
  return (row?.id ?? null) as MemberId | null;
}
