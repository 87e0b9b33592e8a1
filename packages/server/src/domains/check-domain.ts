import type { DnsAnswer } from '@rollcall/core/domains/contract.ts';
import { domainRecord } from '@rollcall/core/domains/domain-record.ts';
import type { AppContext } from '../app-context.ts';
import type { DomainActor } from './log-domain.ts';
import { type DomainPlace, writeAnswer } from './write-answer.ts';

export interface CheckedDomain {
  readonly answer: DnsAnswer;
  /** False where the record is there and the name cannot be this district's. */
  readonly accepted: boolean;
}

/**
 * Looks a domain's record up, outside of any transaction, and writes down what follows. Undefined where there is no such
 * domain, or where the vendor's word counts and nothing is looked up.
 */
export async function checkDomain(
  app: AppContext,
  place: DomainPlace,
  by: DomainActor,
): Promise<CheckedDomain | undefined> {
  const scope = { district: place.districtId };
  const domain = await app.db.withTx(scope, (tx) =>
    tx
      .selectFrom('domain')
      .select(['name', 'token'])
      .where((where) => where.and({ district_id: place.districtId, id: place.domainId, proof: 'dns' }))
      .executeTakeFirst(),
  );
  if (domain === undefined) return undefined;
  const { token } = domain;
  const answer = await app.findDomainRecord(domainRecord(domain.name, token));
  const written = await app.db.withTx(scope, (tx) => writeAnswer(tx, place, { token, answer }, by));
  for (const license of written.places) app.live.committed(license);
  return { answer, accepted: written.accepted };
}
