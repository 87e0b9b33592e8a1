import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import {
  type ChangePeopleResult,
  type changePeopleInput,
  type ExceptionOutcome,
  type ExceptionPlan,
  exceptionOutcome,
  type planPeopleInput,
} from '@rollcall/core/features/contract.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import { readPaste, shownLine } from '@rollcall/core/members/read-paste.ts';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants, runLicenseCommand } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { differs, exceptionsOf } from './exceptions-of.ts';
import { writeExceptions } from './write-exceptions.ts';

type PastedPeople = z.infer<typeof planPeopleInput>;

/** What changing these people would do, line by line. Takes no lock and changes nothing. */
export async function planPeople(
  app: AppContext,
  who: SignedIn,
  input: PastedPeople,
): Promise<ExceptionPlan> {
  const { licenseId } = input;
  const districtId = await districtOfGrant(app, who, licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    if (!can(await readGrants(tx, who, districtId, licenseId), 'feature.change'))
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    return (await decide(tx, { districtId, licenseId }, input)).plan;
  });
}

/**
 * Changes the pasted people as one change, if the world is still as the plan showed it; else answers with the new plan
 * and changes nothing (SPEC FEATURE-6). One outcome per line.
 */
export async function changePeople(
  app: AppContext,
  who: SignedIn,
  { requestId, ...body }: z.infer<typeof changePeopleInput>,
): Promise<ChangePeopleResult> {
  const { licenseId } = body;
  const command = { licenseId, action: 'feature.change', requestId, body } as const;
  return runLicenseCommand<ChangePeopleResult>(app, who, command, async (scope) => {
    const place = { districtId: scope.license.districtId, licenseId };
    const { plan, people } = await decide(scope.tx, place, body);
    if (plan.digest !== body.digest) return { kind: 'plan_changed', plan };
    if (people.length > 0) await writeExceptions(scope, people, body.changes);
    return { kind: 'done', lines: plan.lines, outcomes: plan.outcomes };
  });
}

/** What becomes of each line, and whom that changes. */
async function decide(
  tx: DistrictTx,
  place: LicensePlace,
  { text, changes }: PastedPeople,
): Promise<{ plan: ExceptionPlan; people: MemberId[] }> {
  const paste = readPaste(text);
  const emails = paste.flatMap(({ email, refusal }) => (email === null || refusal !== null ? [] : [email]));
  const onList = await membersOf(tx, place, emails);
  const known = await exceptionsOf(tx, place, [...onList.values()]);
  const people: MemberId[] = [];
  const lines = paste.map((line) => {
    const id = line.refusal === null ? onList.get(line.email ?? '') : undefined;
    const changed = id !== undefined && differs(known.get(id) ?? {}, changes);
    if (changed) people.push(id);
    const outcome: ExceptionOutcome =
      line.refusal?.outcome ?? (id === undefined ? 'not_member' : changed ? 'changed' : 'unchanged');
    return { ...shownLine(line), outcome };
  });
  const outcomes: ExceptionPlan['outcomes'] = {};
  for (const { outcome } of lines) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const digest = exceptionOutcome.options.map((outcome) => `${outcome}:${outcomes[outcome] ?? 0}`).join(' ');
  return { plan: { lines, outcomes, digest }, people };
}

/** Who is on the list by one of these addresses. */
async function membersOf(
  tx: DistrictTx,
  place: LicensePlace,
  emails: readonly string[],
): Promise<ReadonlyMap<string, MemberId>> {
  if (emails.length === 0) return new Map();
  const rows = await tx
    .selectFrom('member')
    .select(['id', 'email'])
    .where((where) => where.and({ district_id: place.districtId, license_id: place.licenseId }))
    .where('email', 'in', emails)
    .where('ended_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.email, row.id as MemberId]));
}
