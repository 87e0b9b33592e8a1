import type { AssignmentId } from '@rollcall/core/ids.ts';
import type { VerifiedLaunch } from '@rollcall/core/lti/launch.ts';
import type { Selectable } from 'kysely';
import type { LtiAssignment } from '../db/schema.gen.ts';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import type { LicensePlace, LockedLicense } from '../license-row/lock-license.ts';
import { belowPlatform, type PlatformPlace } from './platform-place.ts';

export type AssignmentRow = Selectable<LtiAssignment>;

/** A launch of a link in a course. */
export type LinkLaunch = VerifiedLaunch & {
  readonly target: Extract<VerifiedLaunch['target'], { kind: 'link' }>;
};

/** Longest title, in characters. */
const titleLimit = 200;

/** An assignment of the licence that has not gone with its registration. */
export async function findAssignment(
  tx: DistrictTx,
  { districtId, licenseId }: LicensePlace,
  id: AssignmentId,
): Promise<AssignmentRow | undefined> {
  return tx
    .selectFrom('lti_assignment')
    .selectAll()
    .where((where) => where.and({ district_id: districtId, license_id: licenseId, id }))
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

/**
 * The assignment behind a link that was launched; undefined for a link that is none (yet). One that was placed takes its
 * link at its first launch, in the course that it was placed in: a copy of the link in another course is a link of its
 * own, and has to be opened by an admin of the licence first.
 */
export async function findLaunchedAssignment(
  tx: DistrictTx,
  place: PlatformPlace,
  launch: LinkLaunch,
): Promise<AssignmentRow | undefined> {
  const { resourceLinkId, assignmentId } = launch.target;
  const here = { ...belowPlatform(place), deployment_id: launch.deploymentId };
  const byLink = await tx
    .selectFrom('lti_assignment')
    .selectAll()
    .where((where) => where.and({ ...here, resource_link_id: resourceLinkId }))
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (byLink !== undefined || assignmentId === null) return byLink;
  return tx
    .updateTable('lti_assignment')
    .set({ resource_link_id: resourceLinkId })
    .where((where) => where.and({ ...here, id: assignmentId }))
    .where('removed_at', 'is', null)
    .where('resource_link_id', 'is', null)
    .where((where) =>
      where.or([where('course_id', 'is', null), where('course_id', '=', launch.course?.id ?? '')]),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Keeps what the launch says of the course, where it says something. */
export async function noteCourse(
  tx: DistrictTx,
  assignment: AssignmentRow,
  { course, rosterUrl }: Pick<VerifiedLaunch, 'course' | 'rosterUrl'>,
): Promise<AssignmentRow> {
  const said = {
    course_id: course?.id ?? assignment.course_id,
    course_title: course?.title ?? assignment.course_title,
    roster_url: rosterUrl,
  };
  const { district_id, license_id, id } = assignment;
  await tx
    .updateTable('lti_assignment')
    .set(said)
    .where((where) => where.and({ district_id, license_id, id }))
    .execute();
  return { ...assignment, ...said };
}

export interface NewAssignment {
  readonly id: AssignmentId;
  readonly deploymentId: string;
  /** Null until it is launched. */
  readonly resourceLinkId: string | null;
  readonly title: string;
  readonly launch: Pick<VerifiedLaunch, 'course' | 'rosterUrl'>;
  /** The admin who places it: a snapshot of the name for the list. */
  readonly placedBy: string;
}

/** Writes an assignment and tells the dashboards. Under the licence's lock; the same id twice is one. */
export async function placeOnLicense(
  tx: DistrictTx,
  license: LockedLicense,
  place: PlatformPlace,
  placed: NewAssignment,
): Promise<AssignmentRow> {
  const title = [...placed.title.trim()].slice(0, titleLimit).join('') || '?';
  const { course, rosterUrl } = placed.launch;
  const row = await tx
    .insertInto('lti_assignment')
    .values({
      ...belowPlatform(place),
      id: placed.id,
      deployment_id: placed.deploymentId,
      resource_link_id: placed.resourceLinkId,
      title,
      course_id: course?.id ?? null,
      course_title: course?.title ?? null,
      roster_url: rosterUrl,
      placed_by: placed.placedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) {
    const known = await findAssignment(tx, place, placed.id);
    if (known === undefined) throw new Error('An assignment is there twice, and not at all');
    return known;
  }
  await recordChange(tx, license, {
    type: 'assignment.changed',
    payload: {},
    // The system's word for who they are, and the connection, stand for the admin: it is nobody's session.
    actor: { kind: 'system', job: 'launch' },
    targets: [row.id],
    details: { what: 'placed', title, by: placed.placedBy },
  });
  return row;
}
