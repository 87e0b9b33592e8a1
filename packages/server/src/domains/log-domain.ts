import type { Actor } from '@rollcall/core/access/actor.ts';
import type { DomainLogAction } from '@rollcall/core/domains/contract.ts';
import type { DistrictId } from '@rollcall/core/ids.ts';
import type { DistrictMail } from '@rollcall/core/mail/contract.ts';
import type { AddWithoutInvitation } from '@rollcall/core/members/invite-rule.ts';
import { actorIdOf } from '../audit/chain.ts';
import type { DistrictTx, SystemTx } from '../db/tx.ts';

/** Who has done something about a domain; the name is a snapshot, as the log shows it. */
export interface DomainActor {
  readonly actor: Actor;
  readonly name: string | null;
}

/** What happens by itself. */
export const domainCheckItself: DomainActor = { actor: { kind: 'system', job: 'domain' }, name: null };

export interface DomainLogLine {
  readonly action: DomainLogAction;
  readonly domain?: string;
  readonly licenseName?: string;
  readonly setting?: AddWithoutInvitation;
  readonly mail?: DistrictMail;
}

/** Writes a line of the district's log of domains, in the transaction of what it tells. */
export async function logDomain(
  tx: DistrictTx | SystemTx,
  districtId: DistrictId,
  { actor, name }: DomainActor,
  { action, domain, licenseName, setting, mail }: DomainLogLine,
): Promise<void> {
  await tx
    .insertInto('domain_log')
    .values({
      district_id: districtId,
      actor_kind: actor.kind,
      actor_id: actorIdOf(actor),
      actor_name: name,
      action,
      domain: domain ?? null,
      license_name: licenseName ?? null,
      setting: setting ?? null,
      mail: mail ?? null,
    })
    .execute();
}
