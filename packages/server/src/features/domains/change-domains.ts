import type {
  addDomainInput,
  changeDomainSettingInput,
  DomainView,
  oneDomainInput,
} from '@rollcall/core/domains/contract.ts';
import { ownableDomain } from '@rollcall/core/domains.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { DomainId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import {
  type DistrictCommandScope,
  districtOfDomain,
  domainNotFound,
  runDistrictCommand,
} from '../../commands/run-district-command.ts';
import { checkDomain } from '../../domains/check-domain.ts';
import { logDomain } from '../../domains/log-domain.ts';
import { tellLicensesOfDomain } from '../../domains/tell-licenses.ts';
import { domainIsFree, leaveOutEverywhere } from '../../domains/write-answer.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { getDomainView } from './read-domains.ts';

/** Domains of one district at most: each is looked up by us, every day. */
const domainLimit = 100;

/**
 * Adds a domain that has yet to be shown to be the district's. Whoever adds it is its domain admin, by the grant that
 * they hold already. One that the district has is returned as it is. Throws DOMAIN_NOT_ACCEPTED (SPEC B13).
 */
export async function addDomain(
  app: AppContext,
  who: SignedIn,
  input: z.infer<typeof addDomainInput>,
): Promise<DomainView> {
  await app.throttles.take('domainsPerPerson', who.personId);
  const wanted = ownableDomain(input.name);
  const command = {
    domainId: input.beside,
    requestId: input.requestId,
    body: { add: input.name, beside: input.beside },
  };
  return runDistrictCommand<DomainView>(app, who, command, async (scope) => {
    const { tx, districtId } = scope;
    if (!wanted.ok) throw new DomainError('DOMAIN_NOT_ACCEPTED', { reason: wanted.reason });
    const name = wanted.domain;
    const domains = await tx
      .selectFrom('domain')
      .select(['id', 'name'])
      .where('district_id', '=', districtId)
      .execute();
    const known = domains.find((domain) => domain.name === name);
    if (known !== undefined) return getDomainView(tx, districtId, known.id as DomainId);
    if (domains.length >= domainLimit) throw new DomainError('DOMAIN_NOT_ACCEPTED', { reason: 'too_many' });
    if (!(await domainIsFree(tx, name)))
      throw new DomainError('DOMAIN_NOT_ACCEPTED', { reason: 'not_available' });
    return insertDomain(scope, who, name);
  });
}

async function insertDomain(
  { tx, districtId, actor, actorName }: DistrictCommandScope,
  who: SignedIn,
  name: string,
): Promise<DomainView> {
  // With a copy of the grant that the caller holds: who has none gets none (SPEC B22).
  const { rows } = await sql<{ id: DomainId }>`
    select add_domain(${name}, ${who.personId}, ${actorName}) as id
  `.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('A domain that was added has no id');
  await logDomain(tx, districtId, { actor, name: actorName }, { action: 'added', domain: name });
  return getDomainView(tx, districtId, id);
}

/** Looks the domain's record up at once. DOMAIN_NOT_ACCEPTED where it is there and the name is another district's. */
export async function checkDomainNow(
  app: AppContext,
  who: SignedIn,
  input: z.infer<typeof oneDomainInput>,
): Promise<DomainView> {
  const districtId = await districtOfDomain(app, who, input.domainId);
  await app.throttles.take('domainsPerPerson', who.personId);
  const checked = await checkDomain(
    app,
    { districtId, domainId: input.domainId },
    { actor: { kind: 'person', personId: who.personId, sessionId: who.sessionId }, name: who.name },
  );
  if (checked?.accepted === false) throw new DomainError('DOMAIN_NOT_ACCEPTED', { reason: 'not_available' });
  return app.db.withTx({ district: districtId }, (tx) => getDomainView(tx, districtId, input.domainId));
}

/** Takes a domain off the list that is not the district's by any proof. Whoever came by it stays where they are. */
export async function removeDomain(
  app: AppContext,
  who: SignedIn,
  input: z.infer<typeof oneDomainInput>,
): Promise<{ ok: true }> {
  const { domainId, requestId } = input;
  let places: readonly LicensePlace[] = [];
  const command = { domainId, requestId, body: { remove: domainId } };
  const result = await runDistrictCommand<{ ok: true }>(app, who, command, async (scope) => {
    places = await deleteDomain(scope, domainId);
    return { ok: true };
  });
  for (const place of places) app.live.committed(place);
  return result;
}

async function deleteDomain(
  { tx, districtId, actor, actorName }: DistrictCommandScope,
  domainId: DomainId,
): Promise<readonly LicensePlace[]> {
  const domain = await tx
    .selectFrom('domain')
    .select(['name', 'verified_at'])
    .where((where) => where.and({ district_id: districtId, id: domainId }))
    .executeTakeFirst();
  if (domain === undefined) throw domainNotFound();
  if (domain.verified_at !== null) throw new DomainError('DOMAIN_IS_VERIFIED', {});
  const other = await tx
    .selectFrom('domain_admin')
    .select('email')
    .where('district_id', '=', districtId)
    .where('domain_id', '<>', domainId)
    .executeTakeFirst();
  // The grants go with the domain, and somebody must answer for the district's others.
  if (other === undefined) throw new DomainError('LAST_DOMAIN_ADMIN', {});
  const place = { districtId, domainId };
  const places = await tellLicensesOfDomain(tx, place, actor, { what: 'removed', domains: [domain.name] });
  await leaveOutEverywhere(tx, place);
  await sql`select remove_domain(${domainId})`.execute(tx);
  await logDomain(tx, districtId, { actor, name: actorName }, { action: 'removed', domain: domain.name });
  return places;
}

/** Sets *Add without invitation* for the whole district (SPEC INVITE-1, B19). What is on the lists stays as it is. */
export async function changeSetting(
  app: AppContext,
  who: SignedIn,
  input: z.infer<typeof changeDomainSettingInput>,
): Promise<{ addWithoutInvitation: typeof input.addWithoutInvitation }> {
  const { beside, requestId, addWithoutInvitation: setting } = input;
  const command = { domainId: beside, requestId, body: { setting } };
  return runDistrictCommand(app, who, command, async ({ tx, districtId, actor, actorName }) => {
    const changed = await tx
      .updateTable('district')
      .set({ add_without_invitation: setting })
      .where('id', '=', districtId)
      .where('add_without_invitation', '<>', setting)
      .executeTakeFirst();
    if (changed.numUpdatedRows > 0n)
      await logDomain(tx, districtId, { actor, name: actorName }, { action: 'setting_changed', setting });
    return { addWithoutInvitation: setting };
  });
}
