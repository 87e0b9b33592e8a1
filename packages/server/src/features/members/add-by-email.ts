import type { Grants } from '@rollcall/core/access/actor.ts';
import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, RequestId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { phaseAllows, phaseOf } from '@rollcall/core/licenses/term.ts';
import type { AdditionPlan, AdditionResult } from '@rollcall/core/members/contract.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants, runLicenseCommand } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { linkLateOwners } from '../../identity/link-address.ts';
import { assertMethodFits } from '../../license-row/assert-method-fits.ts';
import { freeSeats, type LockedLicense } from '../../license-row/lock-license.ts';
import { readRules } from '../../membership/addition-rules.ts';
import { admitMembers } from '../../membership/admit-members.ts';
import { decideAdmissions } from '../../membership/decide-admissions.ts';
import { answerLines, countOutcomes, readAddition } from './addition-candidates.ts';
import { presentPlan } from './plan-addition.ts';

export interface EmailAddition {
  readonly licenseId: LicenseId;
  readonly text: string;
  readonly userType: UserType;
}

/** A licence as it is read for a plan. Without the lock there is no next number, so nothing can be written with it. */
type SeenLicense = Omit<LockedLicense, 'nextSeq'>;

const source = { kind: 'email', reference: '' } as const;

/** What adding these addresses would do, line by line. Takes no lock and changes nothing. */
export async function planAddByEmail(
  app: AppContext,
  who: SignedIn,
  input: EmailAddition,
): Promise<AdditionPlan> {
  const districtId = await districtOfGrant(app, who, input.licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    const row = await tx
      .selectFrom('license')
      .selectAll()
      .select(sql<Date>`now()`.as('now'))
      .where((where) => where.and({ district_id: districtId, id: input.licenseId }))
      .executeTakeFirst();
    const grants = await readGrants(tx, who, districtId, input.licenseId);
    if (row === undefined || !can(grants, 'member.add'))
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    const phase = phaseOf({ startsAt: row.starts_at, endsAt: row.ends_at }, row.now);
    const license: SeenLicense = { districtId, id: input.licenseId, row, phase, now: row.now };
    assertOpenForAdding(license);
    return (await decidePaste(tx, license, grants, input)).plan;
  });
}

/**
 * Adds the pasted addresses in one transaction, if the world is still as the plan showed it; else answers with the
 * new plan and changes nothing (SPEC PLAN-2). One outcome per line.
 */
export async function addByEmail(
  app: AppContext,
  who: SignedIn,
  input: EmailAddition & { readonly digest: string; readonly requestId: RequestId },
): Promise<AdditionResult> {
  const { requestId, ...body } = input;
  const command = { licenseId: input.licenseId, action: 'member.add', requestId, body } as const;
  const added: Parameters<typeof linkLateOwners>[1][number][] = [];
  const result = await runLicenseCommand<AdditionResult>(
    app,
    who,
    command,
    async ({ tx, license, grants, actor, actorName }) => {
      assertOpenForAdding(license);
      const { paste, plan } = await decidePaste(tx, license, grants, input);
      if (plan.digest !== input.digest) return { kind: 'plan_changed', plan };
      const decided = await admitMembers(tx, license, {
        candidates: paste.candidates,
        source,
        actor,
        addedBy: actorName,
      });
      added.push(
        ...decided
          .filter(({ personId, memberId }) => personId === null && memberId === null)
          .map(({ email }) => email),
      );
      const lines = answerLines(paste, decided);
      return { kind: 'done', lines, outcomes: countOutcomes(lines) };
    },
  );
  if (added.length > 0) await linkLateOwners(app, added);
  return result;
}

async function decidePaste(tx: DistrictTx, license: SeenLicense, grants: Grants, input: EmailAddition) {
  const paste = readAddition(input.text, input.userType, await readRules(tx, license.districtId, grants));
  const decided = await decideAdmissions(tx, license, paste.candidates, source, freeSeats(license.row));
  return { paste, plan: presentPlan(license.row, answerLines(paste, decided), decided) };
}

export function assertOpenForAdding(license: Pick<LockedLicense, 'phase' | 'row'>): void {
  if (license.phase !== 'active' && !phaseAllows[license.phase].adding) {
    throw new DomainError('LICENSE_NOT_ACTIVE', { phase: license.phase });
  }
  assertMethodFits('email', license.row.type);
}
