import { DomainError } from '@rollcall/core/errors.ts';
import type { RequestId } from '@rollcall/core/ids.ts';
import type { TeacherTicket } from '@rollcall/core/lti/contract.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { recordChange } from '../../events/record-change.ts';
import type { SeenLicense } from '../../license-row/lock-license.ts';
import { findLaunched } from '../../lms/launched-user.ts';
import { openTeacher, type TeacherTicketContent } from '../../lms/lms-tickets.ts';
import { belowPlatform } from '../../lms/platform-place.ts';
import { changeLms, getPlatform, placeOf, withLms } from './license-of-lms.ts';

/** Whom a ticket would connect. NOT_FOUND for one that is not ours, is too old, or is of a licence that is not theirs. */
export async function readTicket(app: AppContext, who: SignedIn, sealed: string): Promise<TeacherTicket> {
  const content = openedTicket(app, sealed);
  return orNoTicket(
    withLms(app, who, content.licenseId, (tx, license) => presentTicket(tx, license, content, who)),
  );
}

/**
 * Says that a launched teacher is this account (SPEC ASSIGN-2): from then on they may place assignments, for as long as the
 * account is an admin of the licence. It signs nobody in: neither here by the other system nor there.
 */
export async function connectTeacher(
  app: AppContext,
  who: SignedIn,
  input: { readonly ticket: string; readonly requestId: RequestId },
): Promise<TeacherTicket> {
  const content = openedTicket(app, input.ticket);
  const { licenseId, deploymentId, subject, platformId } = content;
  const body = { verb: 'connectTeacher', platformId, deploymentId, subject };
  const connected = changeLms(
    app,
    who,
    { licenseId, requestId: input.requestId, body },
    async ({ tx, license, actor }) => {
      const place = { ...placeOf(license), platformId };
      const platform = await getPlatform(tx, place, platformId);
      const { numUpdatedRows } = await tx
        .updateTable('lti_user')
        .set({ admin_person_id: who.personId, admin_connected_at: license.now })
        .where((where) => where.and({ ...belowPlatform(place), deployment_id: deploymentId, subject }))
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new DomainError('NOT_FOUND', { noun: 'ticket' });
      await recordChange(tx, license, {
        type: 'lms.changed',
        payload: {},
        actor,
        targets: [platformId],
        details: { what: 'teacher_connected', name: platform.name },
      });
      return presentTicket(tx, license, content, who);
    },
  );
  return orNoTicket(connected);
}

/** A ticket for a licence that is not theirs is one that is not there. */
async function orNoTicket(answer: Promise<TeacherTicket>): Promise<TeacherTicket> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'NOT_FOUND') throw error;
    throw new DomainError('NOT_FOUND', { noun: 'ticket' });
  }
}

function openedTicket(app: AppContext, sealed: string): TeacherTicketContent {
  const content = openTeacher(app, sealed);
  if (content === null) throw new DomainError('NOT_FOUND', { noun: 'ticket' });
  return content;
}

async function presentTicket(
  tx: DistrictTx,
  license: SeenLicense,
  content: TeacherTicketContent,
  who: SignedIn,
): Promise<TeacherTicket> {
  const place = { ...placeOf(license), platformId: content.platformId };
  const platform = await getPlatform(tx, place, content.platformId);
  const teacher = await findLaunched(tx, place, content);
  if (teacher === undefined) throw new DomainError('NOT_FOUND', { noun: 'ticket' });
  return {
    licenseId: license.id,
    licenseName: license.row.name,
    platformName: platform.name,
    teacherName: teacher.name,
    courseTitle: content.courseTitle,
    isConnected: teacher.adminPersonId === who.personId,
  };
}
