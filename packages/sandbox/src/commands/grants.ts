import { listGrants, revokeGrant } from '../oidc/grants.ts';
import type { Store } from '../store/store.ts';

/** Everything that this person allowed Rollcall. How many grants there were. */
function revokeGrants(store: Store, email: string): number {
  const grants = listGrants(store).filter((grant) => grant.email === email.toLowerCase());
  for (const grant of grants) revokeGrant(store, grant.id);
  return grants.length;
}

/** Access tokens that exist are over at once; refresh tokens stay good. */
function expireAccessTokens(store: Store): void {
  store.run("delete from oidc where model in ('google:AccessToken', 'other-idp:AccessToken')");
}

export interface NewOtherAccount {
  readonly email: string;
  /** What the provider says of the address; undefined: nothing. */
  readonly emailVerified?: boolean | undefined;
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
}

/** Somebody at the other identity provider, whatever the address. The account's id. */
function addOtherAccount(store: Store, account: NewOtherAccount): string {
  const id = crypto.randomUUID();
  const { emailVerified: verified } = account;
  store.run(
    'insert into other_account (id, email, email_verified, given_name, family_name) values (?, ?, ?, ?, ?)',
    id,
    account.email.trim(),
    verified === undefined ? null : verified ? 1 : 0,
    account.givenName ?? 'Other',
    account.familyName ?? 'Person',
  );
  return id;
}

export const grantCommands = {
  listGrants,
  revokeGrant,
  revokeGrants,
  expireAccessTokens,
  addOtherAccount,
} as const;
