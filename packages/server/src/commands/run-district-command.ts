import type { Actor } from '@rollcall/core/access/actor.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import { type DistrictId, type DomainId, districtId, type RequestId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import type { SignedIn } from '../auth/session.ts';
import type { DistrictTx } from '../db/tx.ts';
import { lockDistrict } from '../domains/write-answer.ts';
import { firstDistrictResult } from './first-result.ts';

export interface DistrictCommand {
  /** Any domain of the district that is meant. */
  readonly domainId: DomainId;
  readonly requestId: RequestId;
  /** What was asked for, without the request id: a retry must ask for the same. */
  readonly body: unknown;
}

export interface DistrictCommandScope {
  readonly tx: DistrictTx;
  readonly districtId: DistrictId;
  readonly actor: Actor;
  readonly actorName: string;
}

/**
 * One domain admin's command on their district, as one transaction: district from the person's own grant, its lock, the
 * grant read again under it, first result of a repeated request, the command, its result kept. NOT_FOUND covers "no such
 * domain" and "not yours" alike. The order of the locks is district, licence.
 */
export async function runDistrictCommand<Result extends object>(
  app: AppContext,
  who: SignedIn,
  command: DistrictCommand,
  run: (scope: DistrictCommandScope) => Promise<Result>,
): Promise<Result> {
  const district = await districtOfDomain(app, who, command.domainId, command.requestId);
  return app.db.withTx({ district }, async (tx) => {
    await lockDistrict(tx, district);
    if (!(await isDomainAdmin(tx, who, district))) throw domainNotFound();
    const actor: Actor = { kind: 'person', personId: who.personId, sessionId: who.sessionId };
    const key = { districtId: district, actorId: who.personId, ...command };
    return firstDistrictResult(tx, key, () => run({ tx, districtId: district, actor, actorName: who.name }));
  });
}

/** The same answer for a domain that is not there and for one that is not the caller's. */
export function domainNotFound(): DomainError {
  return new DomainError('NOT_FOUND', { noun: 'domain' });
}

/** The districts in which the person is a domain admin, by the grants of their own. */
export async function districtsOfDomainAdmin(
  app: Pick<AppContext, 'db'>,
  who: Pick<SignedIn, 'personId'>,
): Promise<DistrictId[]> {
  const rows = await app.db.withTx({ person: who.personId }, (tx) =>
    tx
      .selectFrom('domain_admin')
      .select('district_id')
      .distinct()
      .where('person_id', '=', who.personId)
      .orderBy('district_id')
      .execute(),
  );
  return rows.map((row) => districtId.parse(row.district_id));
}

/**
 * The one among them that has the domain, or in which the person's command was done already: what that removed is not
 * there any more. Throws NOT_FOUND. No value from a client ever names a district.
 */
export async function districtOfDomain(
  app: Pick<AppContext, 'db'>,
  who: Pick<SignedIn, 'personId'>,
  domainId: DomainId,
  requestId: RequestId | null = null,
): Promise<DistrictId> {
  for (const district of await districtsOfDomainAdmin(app, who)) {
    const found = await app.db.withTx({ district }, async (tx) => {
      const { rows } = await sql`
        select from domain where district_id = ${district} and id = ${domainId}
        union all
        select from district_command_result
        where district_id = ${district} and actor_id = ${who.personId} and request_id = ${requestId}
      `.execute(tx);
      return rows.length > 0;
    });
    if (found) return district;
  }
  throw domainNotFound();
}

async function isDomainAdmin(
  tx: DistrictTx,
  who: Pick<SignedIn, 'personId'>,
  district: DistrictId,
): Promise<boolean> {
  const grant = await tx
    .selectFrom('domain_admin')
    .select('domain_id')
    .where((where) => where.and({ district_id: district, person_id: who.personId }))
    .executeTakeFirst();
  return grant !== undefined;
}
