import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { AssignmentId, MemberId, PersonId } from '@rollcall/core/ids.ts';
import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import { belowPlatform, type PlatformPlace } from './platform-place.ts';

/** Somebody of the other system, as we know them. */
export interface LaunchedUser {
  /** The account of their launches; null before the first that opened the app. */
  readonly personId: PersonId | null;
  /** The row that they sit on: accepted. */
  readonly memberId: MemberId | null;
  /** The address of their live row, whatever its status; it may be a placeholder. */
  readonly memberEmail: CanonicalEmail | null;
  /** The account that has said "that is me", whatever its rights are. */
  readonly adminPersonId: PersonId | null;
  /** Of the admin who has said "that is me", as long as they are an admin of the licence; null of everybody else. */
  readonly adminName: string | null;
  readonly name: string | null;
}

export interface LaunchedSelf {
  readonly deploymentId: string;
  readonly subject: string;
  readonly name: string | null;
  readonly email: string | null;
}

/**
 * Notes that somebody was launched, as the system calls them at present, and says who they are to us. What a launch does
 * not say of them is kept as it was. Under the licence's lock.
 */
export async function noteLaunched(
  tx: DistrictTx,
  place: PlatformPlace,
  self: LaunchedSelf,
): Promise<LaunchedUser> {
  const key = { ...belowPlatform(place), deployment_id: self.deploymentId, subject: self.subject };
  await tx
    .insertInto('lti_user')
    .values({ ...key, name: self.name, email_shown: self.email, last_launch_at: sql`now()` })
    .onConflict((conflict) =>
      conflict.columns(['district_id', 'license_id', 'platform_id', 'deployment_id', 'subject']).doUpdateSet({
        name: sql`coalesce(excluded.name, lti_user.name)`,
        email_shown: sql`coalesce(excluded.email_shown, lti_user.email_shown)`,
        last_launch_at: sql`now()`,
      }),
    )
    .execute();
  const user = await findLaunched(tx, place, self);
  if (user === undefined) throw new Error('Somebody who was just noted is not there');
  return user;
}

/** Who somebody of the other system is to us; undefined for whom it never launched. */
export async function findLaunched(
  tx: DistrictTx,
  { districtId, licenseId, platformId }: PlatformPlace,
  { deploymentId, subject }: Pick<LaunchedSelf, 'deploymentId' | 'subject'>,
): Promise<LaunchedUser | undefined> {
  const { rows } = await sql<LaunchedUser>`
    select u.person_id as "personId", case when m.status = 'accepted' then m.id end as "memberId", m.email as "memberEmail", u.admin_person_id as "adminPersonId", g.name as "adminName", u.name
    from lti_user u
    left join member m on m.district_id = u.district_id and m.license_id = u.license_id and m.id = u.member_id
      and m.ended_at is null
    left join license_admin g on g.district_id = u.district_id and g.license_id = u.license_id
      and g.person_id = u.admin_person_id
    where u.district_id = ${districtId} and u.license_id = ${licenseId} and u.platform_id = ${platformId}
      and u.deployment_id = ${deploymentId} and u.subject = ${subject}
  `.execute(tx);
  return rows[0];
}

/** Whether anybody is known by what the system of this registration calls them. */
export async function knowsSomebody(tx: DistrictTx, place: PlatformPlace): Promise<boolean> {
  const row = await tx
    .selectFrom('lti_user')
    .select('subject')
    .where((where) => where.and(belowPlatform(place)))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What became of somebody's way onto the list: the row that they sit on, or why there is none. */
export interface Seating {
  readonly memberId: MemberId | null;
  readonly why: MemberOutcome | null;
  readonly assignmentId: AssignmentId;
}

/** Keeps where somebody sits, by which assignment; without a row, the one that they had is not theirs any more. */
export async function noteSeating(
  tx: DistrictTx,
  place: PlatformPlace,
  { deploymentId, subject }: Pick<LaunchedSelf, 'deploymentId' | 'subject'>,
  { memberId, why, assignmentId }: Seating,
): Promise<void> {
  await tx
    .updateTable('lti_user')
    .set({ member_id: memberId, why, assignment_id: assignmentId })
    .where((where) => where.and({ ...belowPlatform(place), deployment_id: deploymentId, subject }))
    .execute();
}

/** Longest name of an account, in characters as the database counts them. */
const nameLimit = 200;

/**
 * The account that opens what they launch: made at the first launch that does. It has no address, so nobody can sign in
 * to it, and it is joined to no other (SPEC D08). Under the licence's lock: launched twice at once, there is one.
 */
export async function ensureAccount(
  tx: DistrictTx,
  place: PlatformPlace,
  self: LaunchedSelf,
  known: LaunchedUser,
): Promise<PersonId> {
  if (known.personId !== null) return known.personId;
  const name = [...(self.name ?? '')].slice(0, nameLimit).join('') || '?';
  const { rows } = await sql<{ id: PersonId }>`select make_launch_account(${name}) as id`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('An account that was just made has no id');
  await tx
    .updateTable('lti_user')
    .set({ person_id: id })
    .where((where) =>
      where.and({ ...belowPlatform(place), deployment_id: self.deploymentId, subject: self.subject }),
    )
    .execute();
  return id;
}
