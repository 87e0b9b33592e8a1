import { html, type Markup } from '../http/html.ts';
import type { SignInAccount } from './accounts.ts';
import { isSignInScope, scopeWords } from './scopes.ts';

/** Which account? Pressing one is all that signing in takes here. */
export function accountPage(options: {
  readonly accounts: readonly SignInAccount[];
  readonly search: string;
  readonly hint: SignInAccount | undefined;
}): Markup {
  const { accounts, search, hint } = options;
  const others = accounts.filter((account) => account.id !== hint?.id);
  return html`<div class="narrow">
<h1>Choose an account</h1>
<p>to continue to <strong>Rollcall</strong></p>
<form class="row" method="get" role="search">
<label>Name or address <input type="search" name="search" value="${search}"></label>
<button>Search</button></form>
<form method="post">
${[...(hint === undefined ? [] : [hint]), ...others].map(accountButton)}
</form>
${accounts.length === 0 && hint === undefined ? html`<p>Nobody is found under that name.</p>` : null}
<form method="post"><button name="cancel" value="1">Cancel</button></form>
</div>`;
}

function accountButton(account: SignInAccount): Markup {
  return html`<button class="account" name="account" value="${account.id}"${account.barred === undefined ? null : html` disabled`}>
<span>${account.name}</span><span class="muted">${account.email}${account.barred === undefined ? null : ` · ${account.barred}`}</span>
</button>`;
}

/** What Rollcall asks for, in words. Each but the sign-in itself can be left out, as at Google. */
export function consentPage(account: SignInAccount, scopes: readonly string[]): Markup {
  const wordsOf = (scope: string): string => scopeWords[scope] ?? scope;
  const always = scopes.filter((scope) => isSignInScope(scope) && scope in scopeWords);
  const optional = scopes.filter((scope) => !isSignInScope(scope));
  return html`<div class="narrow">
<h1>Rollcall wants to access your account</h1>
<p>${account.name} <span class="muted">${account.email}</span></p>
<form method="post">
<input type="hidden" name="account" value="${account.id}">
<input type="hidden" name="asked" value="1">
<p>To sign you in, Rollcall will be able to:</p>
<ul>${always.map((scope) => html`<li>${wordsOf(scope)}.</li>`)}</ul>
${optional.length === 0 ? null : html`<p>Select what else Rollcall can access:</p>`}
${optional.map(
  (scope) =>
    html`<label class="check"><input type="checkbox" name="scope" value="${scope}" checked> <span>${wordsOf(scope)}.</span></label>`,
)}
<p class="muted">You can take this back at any time on the sandbox's page <em>Grants</em>.</p>
<p><button name="cancel" value="1">Cancel</button> <button class="main">Continue</button></p>
</form></div>`;
}
