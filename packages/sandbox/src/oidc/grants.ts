import { sandboxClientId } from '../client-credentials.ts';
import { getPerson } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import type { Issuer } from './issuer.ts';
import { googleScope } from './scopes.ts';

/** What somebody allowed Rollcall. */
export interface GrantView {
  readonly id: string;
  readonly issuer: string;
  readonly email: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly grantedAt: number;
  readonly customerId: string | null;
}

interface Row {
  readonly id: string;
  readonly model: string;
  readonly payload: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly customerId: string | null;
}

/** Every grant to Rollcall that lives, newest first. */
export function listGrants(store: Store): GrantView[] {
  return store
    .all<Row>(
      `select g.id, g.model, g.payload, coalesce(p.email, o.email) as email, p.customer_id as customerId,
         coalesce(p.given_name || ' ' || p.family_name, o.given_name || ' ' || o.family_name) as name
       from oidc g left join person p on p.id = g.account_id and g.model = 'google:Grant'
         left join other_account o on o.id = g.account_id and g.model = 'other-idp:Grant'
       where g.model in ('google:Grant', 'other-idp:Grant')`,
    )
    .map((row) => {
      const payload = JSON.parse(row.payload) as { iat?: number; openid?: { scope?: string } };
      return {
        id: row.id,
        issuer: row.model.split(':')[0] ?? '',
        email: row.email ?? 'an account that is gone',
        name: row.name ?? '',
        scopes: payload.openid?.scope?.split(' ') ?? [],
        grantedAt: (payload.iat ?? 0) * 1_000,
        customerId: row.customerId,
      };
    })
    .sort((a, b) => b.grantedAt - a.grantedAt);
}

/** The grant and every code and token from it: the next request with one fails. */
export function revokeGrant(store: Store, grantId: string): void {
  store.transaction(() => {
    store.run('delete from oidc where grant_id = ?', grantId);
    store.run("delete from oidc where id = ? and model in ('google:Grant', 'other-idp:Grant')", grantId);
  });
}

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly grantId: string;
}

/** Tokens without the pages: what a person of a workspace would have had after consenting to these scopes. */
export async function issueTokens(
  store: Store,
  issuer: Issuer,
  email: string,
  scopeNames: readonly string[],
): Promise<IssuedTokens> {
  const person = getPerson(store, email);
  const scopes = scopeNames.map((name) =>
    /^(openid|email|profile|https:.*)$/.test(name) ? name : googleScope(name),
  );
  const { provider } = issuer;
  const client = await provider.Client.find(sandboxClientId);
  if (client === undefined) throw new Error('The issuer does not know its client');
  const grant = new provider.Grant({ accountId: person.id, clientId: sandboxClientId });
  grant.addOIDCScope(scopes);
  const grantId = await grant.save();
  const shared = {
    accountId: person.id,
    client,
    grantId,
    scope: scopes.join(' '),
    gty: 'authorization_code',
  };
  const accessToken = await new provider.AccessToken(shared).save();
  const refreshToken = await new provider.RefreshToken(shared).save();
  return { accessToken, refreshToken, grantId };
}
