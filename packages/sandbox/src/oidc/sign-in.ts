import type { IncomingMessage, ServerResponse } from 'node:http';
import { sandboxClientId } from '../client-credentials.ts';
import type { Markup } from '../http/html.ts';
import type { Store } from '../store/store.ts';
import type { SignInAccount } from './accounts.ts';
import type { Issuer } from './issuer.ts';
import { isSignInScope } from './scopes.ts';
import { accountPage, consentPage } from './sign-in-pages.ts';

export type Answer = { readonly page: Markup } | { readonly redirectTo: string };

interface Step {
  readonly issuer: Issuer;
  readonly store: Store;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

/** The first page of a sign-in: the choice of an account. */
export async function showAccounts(step: Step, search: string): Promise<Answer> {
  const { accounts, provider } = step.issuer;
  const { params } = await provider.interactionDetails(step.req, step.res);
  const text = (name: string) => (typeof params[name] === 'string' ? params[name] : undefined);
  const hint = text('login_hint');
  const found = hint === undefined || search !== '' ? undefined : accounts.search(hint, undefined)[0];
  return { page: accountPage({ accounts: accounts.search(search, text('hd')), search, hint: found }) };
}

/** What was pressed: an account, then Continue where there is something to consent to, or Cancel. */
export async function takeStep(step: Step, form: URLSearchParams): Promise<Answer> {
  const { issuer, req, res } = step;
  const details = await issuer.provider.interactionDetails(req, res);
  const finish = async (
    result: Parameters<typeof issuer.provider.interactionResult>[2],
  ): Promise<Answer> => ({
    redirectTo: await issuer.provider.interactionResult(req, res, result),
  });
  if (form.has('cancel')) return finish({ error: 'access_denied', error_description: 'The person said no.' });
  const account = issuer.accounts.find(form.get('account') ?? '');
  if (account === undefined || account.barred !== undefined) return showAccounts(step, '');

  const scopes = String(details.params.scope ?? '')
    .split(' ')
    .filter((scope) => scope !== '');
  const prompts = String(details.params.prompt ?? '').split(' ');
  const known = await findGrant(step, account);
  const asked = form.has('asked');
  if (!asked && (prompts.includes('consent') || !hasAll(known, scopes)))
    return { page: consentPage(account, scopes) };
  const ticked = new Set(form.getAll('scope'));
  const granted = asked ? scopes.filter((scope) => ticked.has(scope) || isSignInScope(scope)) : scopes;
  const grant = known ?? new issuer.provider.Grant({ accountId: account.id, clientId: sandboxClientId });
  delete grant.rejected;
  grant.addOIDCScope(granted);
  const refused = scopes.filter((scope) => !granted.includes(scope));
  if (refused.length > 0) grant.rejectOIDCScope(refused.join(' '));
  const grantId = await grant.save();
  return finish({ login: { accountId: account.id }, select_account: {}, consent: { grantId }, asked });
}

type Grant = InstanceType<Issuer['provider']['Grant']>;

function hasAll(grant: Grant | undefined, scopes: readonly string[]): boolean {
  const granted = new Set(grant?.getOIDCScope().split(' '));
  return scopes.every((scope) => granted.has(scope) || scope === 'offline_access');
}

/** What this account granted to Rollcall before: one grant for all scopes, as at Google. */
async function findGrant(step: Step, account: SignInAccount): Promise<Grant | undefined> {
  const row = step.store.get<{ id: string }>(
    'select id from oidc where model = ? and account_id = ?',
    `${step.issuer.name}:Grant`,
    account.id,
  );
  return row === undefined ? undefined : step.issuer.provider.Grant.find(row.id);
}
