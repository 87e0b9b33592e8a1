import { afterAnswer } from '@rollcall/core/domains/after-answer.ts';
import type { DnsAnswer, DomainLogAction } from '@rollcall/core/domains/contract.ts';
import type { DistrictId, DomainId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { type DomainActor, logDomain } from './log-domain.ts';
import { tellLicensesOfDomain } from './tell-licenses.ts';

/** Which domain: its key. */
export interface DomainPlace {
  readonly districtId: DistrictId;
  readonly domainId: DomainId;
}

export interface WrittenAnswer {
  /** False where the record is there and the name is another district's meanwhile: nothing was changed. */
  readonly accepted: boolean;
  /** Licences that changed, to be told after the commit. */
  readonly places: readonly LicensePlace[];
}

/** What of a domain's life its licences are told. */
const toldLicenses = new Set(['verified', 'lost', 'found_again', 'given_up'] as const);
type Told = typeof toldLicenses extends Set<infer What> ? What : never;

const isTold = (what: DomainLogAction): what is Told => (toldLicenses as ReadonlySet<string>).has(what);

/** Whole domains change one after the other: the order of the locks is district, licence, its rows. */
export async function lockDistrict(tx: DistrictTx, districtId: DistrictId): Promise<void> {
  // `no key`: whoever writes a row of the district asks whether it is there, and does not wait.
  await sql`select from district where id = ${districtId} for no key update`.execute(tx);
}

/** Whether the district may own the name (SPEC B13). Nobody else takes a name until the commit. */
export async function domainIsFree(tx: DistrictTx, name: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`select domain_is_free(${name}) as free`.execute(tx);
  return rows[0]?.free === true;
}

/** Makes the domain the district's. False where it is another's meanwhile, and nothing was changed. */
async function proveDomain(tx: DistrictTx, { domainId }: DomainPlace): Promise<boolean> {
  const { rows } = await sql<{ proved: boolean }>`select prove_domain(${domainId}) as proved`.execute(tx);
  return rows[0]?.proved === true;
}

/**
 * Writes down what DNS has said of a domain, and what follows from it. Takes the district's lock and those of the
 * licences concerned. Nothing happens where the vendor's word counts, or where the domain is gone or asks for another
 * record than was looked for.
 */
export async function writeAnswer(
  tx: DistrictTx,
  place: DomainPlace,
  asked: { readonly token: string; readonly answer: DnsAnswer },
  by: DomainActor,
): Promise<WrittenAnswer> {
  await lockDistrict(tx, place.districtId);
  const key = { district_id: place.districtId, id: place.domainId };
  const domain = await tx
    .selectFrom('domain')
    .selectAll()
    .select(sql<Date>`now()`.as('now'))
    .where((where) => where.and({ ...key, proof: 'dns', token: asked.token }))
    .executeTakeFirst();
  if (domain === undefined) return { accepted: true, places: [] };
  const claims = asked.answer === 'found' && domain.verified_at === null;
  const accepted = !claims || (await proveDomain(tx, place));
  // The record is there and proves nothing that could be given: as good as missing.
  const answer = accepted ? asked.answer : 'missing';
  const standing = {
    addedAt: domain.created_at,
    verifiedAt: domain.verified_at,
    failingSince: domain.failing_since,
    lostAt: domain.lost_at,
  };
  const after = afterAnswer(standing, answer, domain.now);
  await tx
    .updateTable('domain')
    .set({
      ...(after.happened === 'given_up' ? {} : { failing_since: after.failingSince, lost_at: after.lostAt }),
      last_checked_at: domain.now,
      last_answer: asked.answer,
      next_check_at: new Date(domain.now.getTime() + spreadOut(after.againInMs)),
    })
    .where((where) => where.and(key))
    .execute();
  const { happened } = after;
  if (happened === null) return { accepted, places: [] };
  await logDomain(tx, place.districtId, by, { action: happened, domain: domain.name });
  const places = isTold(happened)
    ? await tellLicensesOfDomain(tx, place, by.actor, { what: happened, domains: [domain.name] })
    : [];
  if (happened === 'given_up') {
    await leaveOutEverywhere(tx, place);
    await sql`select give_up_domain(${place.domainId})`.execute(tx);
  }
  return { accepted, places };
}

/** Up to a tenth sooner or later, so that domains that were added together are not looked up together for ever. */
function spreadOut(ms: number): number {
  return Math.round(ms * (0.9 + 0.2 * Math.random()));
}

/** What has been given up brings nobody any more, also where it is verified again: that is chosen anew. */
export async function leaveOutEverywhere(
  tx: DistrictTx,
  { districtId, domainId }: DomainPlace,
): Promise<void> {
  await tx
    .deleteFrom('source_person')
    .where((where) => where.and({ district_id: districtId, source: 'domain', reference: domainId }))
    .execute();
  await tx
    .deleteFrom('license_domain')
    .where((where) => where.and({ district_id: districtId, domain_id: domainId }))
    .execute();
}
