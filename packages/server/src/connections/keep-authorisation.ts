import { authorisationDays } from '@rollcall/core/sync/authorisation.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import type { LicenseCommandScope } from '../commands/run-license-command.ts';
import { recordChange } from '../events/record-change.ts';
import { type ConnectionPlace, type ConnectionRow, connectionKey, findConnection } from './connection-row.ts';
import type { GivenAuthorisation } from './revoke.ts';
import { openToken, sealToken } from './sealed-token.ts';

const dayS = 86_400;

/** What somebody has just allowed. */
export interface Authorisation {
  readonly issuer: string;
  readonly subject: string;
  /** The Workspace; null where the account belongs to none that its issuer names. */
  readonly customer: string | null;
  readonly accountEmail: string;
  readonly scopes: readonly string[];
  readonly refreshToken: string;
  readonly refreshExpiresInS: number | null;
  readonly timeZone: string;
}

export interface KeptAuthorisation {
  readonly result: 'connected' | 'other_workspace';
  /** What another account had allowed: to be given back after the commit. */
  readonly replaced: GivenAuthorisation | null;
}

/**
 * Keeps a new authorisation, sealed, under the licence's lock. What is followed stays: so an account of which other
 * people and ids would come is `other_workspace`, and nothing is kept.
 */
export async function keepAuthorisation(
  app: Pick<AppContext, 'env'>,
  { tx, license, actor, actorName }: LicenseCommandScope,
  place: ConnectionPlace,
  given: Authorisation,
): Promise<KeptAuthorisation> {
  const before = await findConnection(tx, place);
  if (before !== undefined && !followsOn(before, given)) return { result: 'other_workspace', replaced: null };
  const lifeS = given.refreshExpiresInS ?? authorisationDays * dayS;
  const values = {
    issuer: given.issuer,
    subject: given.subject,
    customer: given.customer,
    account_email: given.accountEmail,
    scopes: [...given.scopes],
    token_sealed: sealToken(app.env, place, given.refreshToken),
    connected_by: actorName,
    authorised_at: sql<Date>`clock_timestamp()`,
    lapses_at: sql<Date>`clock_timestamp() + make_interval(secs => ${lifeS})`,
    ended_at: null,
    last_problem: null,
    last_problem_at: null,
    count_problem: null,
    time_zone: given.timeZone,
  };
  await tx
    .insertInto('connection')
    .values({ ...connectionKey(place), ...values })
    .onConflict((conflict) => conflict.columns(['district_id', 'license_id', 'source']).doUpdateSet(values))
    .execute();
  await recordChange(tx, license, {
    type: 'sync.connected',
    payload: {},
    actor,
    targets: [],
    details: { source: place.source },
  });
  return { result: 'connected', replaced: replacedBy(app, place, before, given) };
}

/** An account's authorisations are one at its issuer: to give back the older of the same account ends the newer too. */
function replacedBy(
  app: Pick<AppContext, 'env'>,
  place: ConnectionPlace,
  before: ConnectionRow | undefined,
  given: Authorisation,
): GivenAuthorisation | null {
  if (before === undefined || before.token_sealed === null || before.subject === given.subject) return null;
  const token = openToken(app.env, place, before.token_sealed);
  return token === null ? null : { issuer: before.issuer, subject: before.subject, token };
}

/** Whether the same people and ids would be found: a directory by its Workspace, classes by their teacher. */
function followsOn(before: ConnectionRow, given: Authorisation): boolean {
  if (before.issuer !== given.issuer) return false;
  return before.source === 'ou' ? before.customer === given.customer : before.subject === given.subject;
}
