import { DomainError } from '@rollcall/core/errors.ts';
import type { AssignmentId, LicenseId, RequestId } from '@rollcall/core/ids.ts';
import type { AssignmentChange, LmsView } from '@rollcall/core/lti/contract.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import type { LicenseCommandScope } from '../../commands/run-license-command.ts';
import { recordChange } from '../../events/record-change.ts';
import { type AssignmentRow, findAssignment } from '../../lms/assignments.ts';
import { beginRoster } from '../../lms/begin-roster.ts';
import type { RequestContext } from '../../trpc.ts';
import { findRun } from '../../views/run-views.ts';
import { changeLms, placeOf } from './license-of-lms.ts';
import { readLms } from './read-lms.ts';

type Call = Pick<RequestContext, 'app' | 'origin'> & { readonly who: SignedIn };
interface OfAssignment {
  readonly licenseId: LicenseId;
  readonly assignmentId: AssignmentId;
  readonly requestId: RequestId;
}

/** Renames, closes or opens an assignment. Whoever came by it stays when it is closed. */
export async function changeAssignment(
  { app, who, origin }: Call,
  input: OfAssignment & { readonly change: AssignmentChange },
): Promise<LmsView> {
  const { assignmentId, change } = input;
  const body = { verb: 'changeAssignment', assignmentId, change };
  return changeLms(app, who, { ...input, body }, async (scope) => {
    const { tx, license, actor } = scope;
    const assignment = await getAssignment(scope, assignmentId);
    const changes = change.what === 'rename' ? { title: change.title } : { is_open: change.isOpen };
    await tx
      .updateTable('lti_assignment')
      .set(changes)
      .where((where) =>
        where.and({ district_id: license.districtId, license_id: license.id, id: assignmentId }),
      )
      .execute();
    await recordChange(tx, license, {
      type: 'assignment.changed',
      payload: {},
      actor,
      targets: [assignmentId],
      details: {
        what: change.what === 'rename' ? 'renamed' : change.isOpen ? 'opened' : 'closed',
        title: assignment.title,
        ...(change.what === 'rename' ? { to: change.title } : {}),
      },
    });
    return readLms(tx, license, origin);
  });
}

/** Begins to read the class (SPEC ASSIGN-4): it goes on by itself, and nobody is ever removed by it. */
export async function readRoster(app: AppContext, who: SignedIn, input: OfAssignment): Promise<RunView> {
  const body = { verb: 'readRoster', assignmentId: input.assignmentId };
  return changeLms(app, who, { ...input, body }, async (scope) => {
    const { tx, license, actorName } = scope;
    const assignment = await getAssignment(scope, input.assignmentId);
    const { personId, sessionId } = who;
    const run = await beginRoster(tx, license, assignment, { personId, sessionId, name: actorName });
    const view = await findRun(tx, placeOf(license), run);
    if (view === undefined) throw new Error('A run that was just made is not there');
    return view;
  });
}

async function getAssignment({ tx, license }: LicenseCommandScope, id: AssignmentId): Promise<AssignmentRow> {
  const assignment = await findAssignment(tx, placeOf(license), id);
  if (assignment === undefined) throw new DomainError('NOT_FOUND', { noun: 'assignment' });
  return assignment;
}
