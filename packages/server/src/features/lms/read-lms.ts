import type { AssignmentId, PlatformId, RunId } from '@rollcall/core/ids.ts';
import type {
  AssignmentView,
  ConnectedTeacher,
  DeploymentView,
  LmsView,
  PlatformView,
} from '@rollcall/core/lti/contract.ts';
import { launchProblem } from '@rollcall/core/lti/launch-problem.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { DistrictTx } from '../../db/tx.ts';
import type { SeenLicense } from '../../license-row/lock-license.ts';
import { ofLicense } from '../../license-row/of-license.ts';
import { type PlatformRow, registeredOf } from '../../lms/find-platform.ts';
import { toolAddressesOf } from '../../lms/tool-addresses.ts';

type Place = Pick<SeenLicense, 'districtId' | 'id'>;

/** Everything on the page of learning management systems. `origin` is ours, as the request came in. */
export async function readLms(tx: DistrictTx, place: Place, origin: string): Promise<LmsView> {
  return {
    platforms: await readPlatforms(tx, place, origin),
    assignments: await readAssignments(tx, place),
    teachers: await readTeachers(tx, place),
  };
}

/** By the name that their admins gave them. With `only`, that one. */
export async function readPlatforms(
  tx: DistrictTx,
  place: Place,
  origin: string,
  only: PlatformId | null = null,
): Promise<PlatformView[]> {
  const key = { district_id: place.districtId, license_id: place.id };
  const rows = await tx
    .selectFrom('lti_platform')
    .selectAll()
    .where((where) => where.and(key))
    .$if(only !== null, (query) => query.where('id', '=', only))
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();
  const deployments = await tx
    .selectFrom('lti_deployment')
    .selectAll()
    .where((where) => where.and(key))
    .orderBy('first_seen_at')
    .orderBy('deployment_id')
    .execute();
  return rows.map((row) =>
    presentPlatform(
      row,
      origin,
      deployments.filter((one) => one.platform_id === row.id).map(presentDeployment),
    ),
  );
}

function presentPlatform(row: PlatformRow, origin: string, deployments: DeploymentView[]): PlatformView {
  const registered = registeredOf(row);
  const id = row.id as PlatformId;
  return {
    id,
    name: row.name,
    state: stateOf(row.state),
    registered:
      registered === null
        ? null
        : {
            issuer: registered.issuer,
            clientId: registered.clientId,
            authorisationUrl: registered.authorisationUrl,
            tokenUrl: registered.tokenUrl,
            keysUrl: registered.keysUrl,
            how: row.how === 'by_url' ? 'by_url' : 'by_hand',
          },
    addedBy: row.added_by,
    addedAt: row.added_at.toISOString(),
    tool: toolAddressesOf(origin, id),
    invitationEndsAt: row.invitation_ends_at?.toISOString() ?? null,
    deployments,
    lastLaunchAt: row.last_launch_at?.toISOString() ?? null,
    lastProblem: problemOf(row.last_problem, row.last_problem_at),
  };
}

function presentDeployment(row: {
  readonly deployment_id: string;
  readonly state: string;
  readonly first_seen_at: Date;
  readonly last_launch_at: Date | null;
  readonly course_title: string | null;
}): DeploymentView {
  return {
    id: row.deployment_id,
    state: z.enum(['waiting', 'allowed', 'refused']).parse(row.state),
    firstSeenAt: row.first_seen_at.toISOString(),
    lastLaunchAt: row.last_launch_at?.toISOString() ?? null,
    courseTitle: row.course_title,
  };
}

function stateOf(state: string): PlatformView['state'] {
  return z.enum(['draft', 'active', 'off']).parse(state);
}

function problemOf(problem: string | null, at: Date | null): PlatformView['lastProblem'] {
  if (problem === null || at === null) return null;
  return { problem: launchProblem.parse(problem), at: at.toISOString() };
}

interface FoundAssignment {
  readonly id: AssignmentId;
  readonly platformId: PlatformId;
  readonly title: string;
  readonly courseTitle: string | null;
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly isOpen: boolean;
  readonly people: number;
  readonly notSeated: number;
  readonly sharesRoster: boolean;
  readonly lastRosterAt: Date | null;
  readonly problem: string | null;
  readonly problemAt: Date | null;
  readonly reading: RunId | null;
}

/** Those whose registration is still there, newest first. */
async function readAssignments(tx: DistrictTx, place: Place): Promise<AssignmentView[]> {
  const { rows } = await sql<FoundAssignment>`
    select a.id, a.platform_id as "platformId", a.title, a.course_title as "courseTitle", a.placed_by as "placedBy",
      a.placed_at as "placedAt", a.is_open as "isOpen", a.roster_url is not null as "sharesRoster",
      a.last_roster_at as "lastRosterAt", a.last_roster_problem as problem, a.last_roster_problem_at as "problemAt",
      (select count(*)::int from member_source s
        where ${ofLicense(place, 's')} and s.ended_at is null and s.kind = 'assignment' and s.reference = a.id::text) as people,
      (select count(*)::int from lti_user u
        where ${ofLicense(place, 'u')} and u.why is not null and u.assignment_id = a.id) as "notSeated",
      (select r.id from run r
        where ${ofLicense(place, 'r')} and r.kind = 'roster' and r.assignment_id = a.id and r.ended_at is null
        order by r.number desc limit 1) as reading
    from lti_assignment a
    where ${ofLicense(place, 'a')} and a.removed_at is null
    order by a.placed_at desc, a.id
  `.execute(tx);
  return rows.map(({ placedAt, lastRosterAt, problem, problemAt, ...row }) => ({
    ...row,
    placedAt: placedAt.toISOString(),
    lastRosterAt: lastRosterAt?.toISOString() ?? null,
    lastRosterProblem: problemOf(problem, problemAt),
  }));
}

/** Who may place assignments: those whose account is an admin of the licence as it is now. */
async function readTeachers(tx: DistrictTx, place: Place): Promise<ConnectedTeacher[]> {
  const { rows } = await sql<Omit<ConnectedTeacher, 'connectedAt'> & { readonly connectedAt: Date }>`
    select u.platform_id as "platformId", u.deployment_id as "deploymentId", u.subject, u.name,
      g.name as "accountName", u.admin_connected_at as "connectedAt"
    from lti_user u
    join license_admin g on g.district_id = u.district_id and g.license_id = u.license_id
      and g.person_id = u.admin_person_id
    where ${ofLicense(place, 'u')} and u.admin_person_id is not null
    order by lower(g.name), u.admin_connected_at, u.subject
  `.execute(tx);
  return rows.map(({ connectedAt, ...row }) => ({ ...row, connectedAt: connectedAt.toISOString() }));
}
