import { randomUUID } from 'node:crypto';
import type { AssignmentId } from '@rollcall/core/ids.ts';
import type { VerifiedLaunch } from '@rollcall/core/lti/launch.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import type { DistrictTx } from '../db/tx.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import type { AssignmentRow } from './assignments.ts';
import type { LaunchAnswer, LaunchPage } from './launch-answer.ts';
import { sealLaunch, sealTeacher } from './lms-tickets.ts';
import type { PlatformPlace } from './platform-place.ts';

/** Of a launch: what its pages are made of. */
interface Launched {
  readonly license: LockedLicense;
  readonly place: PlatformPlace;
  readonly launch: VerifiedLaunch;
}

/** Longest course title that travels in an address, in characters. */
const shortTitle = 80;

export function pageOf(page: LaunchPage): LaunchAnswer {
  return { kind: 'page', ...page };
}

export const tooOld = pageOf({ page: 'too_old' });

/** For a teacher whom no admin of the licence has vouched for: by saying "that is me". */
export function connectPage(app: AppContext, { license, place, launch }: Launched): LaunchAnswer {
  const courseTitle = [...(launch.course?.title ?? '')].slice(0, shortTitle).join('') || null;
  const { deploymentId, subject } = launch;
  const ticket = sealTeacher(app, { ...placeOnly(place), deploymentId, subject, courseTitle });
  return pageOf({
    page: 'connect',
    licenseName: license.row.name,
    connectPath: `/admin/lms-connect?ticket=${ticket}`,
    continueTicket: sealLaunch(app, ticketOf(place, launch)),
  });
}

/** Asks for the title of what is placed. */
export function placePage(app: AppContext, { license, place, launch }: Launched): LaunchAnswer {
  return pageOf({
    page: 'place',
    licenseName: license.row.name,
    courseTitle: launch.course?.title ?? null,
    ticket: sealLaunch(app, ticketOf(place, launch)),
  });
}

function ticketOf(place: PlatformPlace, launch: VerifiedLaunch) {
  return { place: placeOnly(place), launch, assignmentId: randomUUID() as AssignmentId };
}

function placeOnly({ districtId, licenseId, platformId }: PlatformPlace): PlatformPlace {
  return { districtId, licenseId, platformId };
}

/** Who is on the licence by an assignment, for whoever teaches the course. */
export async function classPage(
  tx: DistrictTx,
  license: LockedLicense,
  assignment: AssignmentRow,
): Promise<LaunchAnswer> {
  const { rows } = await sql<{ people: number; notSeated: number; isReading: boolean }>`
    select
      (select count(*)::int from member_source s
        where s.district_id = ${license.districtId} and s.license_id = ${license.id} and s.ended_at is null
          and s.kind = 'assignment' and s.reference = ${assignment.id}) as people,
      (select count(*)::int from lti_user u
        where u.district_id = ${license.districtId} and u.license_id = ${license.id} and u.why is not null
          and u.assignment_id = ${assignment.id}) as "notSeated",
      exists (
        select from run r
        where r.district_id = ${license.districtId} and r.license_id = ${license.id} and r.kind = 'roster'
          and r.assignment_id = ${assignment.id} and r.state in ('reading', 'planning', 'queued', 'running')
      ) as "isReading"
  `.execute(tx);
  const { people = 0, notSeated = 0, isReading = false } = rows[0] ?? {};
  return pageOf({
    page: 'class',
    title: assignment.title,
    licenseName: license.row.name,
    isOpen: assignment.is_open,
    people,
    notSeated,
    sharesRoster: assignment.roster_url !== null,
    isReading,
    dashboardPath: `/admin/licenses/${license.id}/add/assignment`,
  });
}
