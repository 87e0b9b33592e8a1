import type { SandboxControl } from '../../commands/control.ts';
import { type Fault, faultEndpoints, faultKinds } from '../../faults/fault.ts';
import { html, type Markup } from '../../http/html.ts';
import { scopeWords } from '../../oidc/scopes.ts';
import { actionForm, field, select } from '../parts.ts';

/** What goes wrong, on demand. */
export function faultsPage(control: SandboxControl): Markup {
  const faults = control.listFaults();
  const number = html`type="number" min="0" step="any"`;
  const workspaces = control
    .listWorkspaces()
    .map(({ primaryDomain, name }) => [primaryDomain, name] as const);
  return html`<h1>Faults</h1><p>What a sync meets out there, when you want it. A restart ends them all.</p>
<section class="card"><h2>Set one</h2>${actionForm(
    'fault.set',
    '/faults',
    {},
    html`${select('Workspace', 'workspace', [['*', 'all'], ...workspaces])}
${select(
  'Where',
  'endpoint',
  faultEndpoints.map((name) => [name, name]),
)}${select('What', 'kind', Object.entries(faultKinds))}
${field('The next … requests', 'next', '1', number)}${field('From page', 'fromPage', '', number)}
${field('Probability, 0 to 1', 'probability', '', number)}${field('Seed', 'seed', '', number)}
${field('Retry-After, in seconds (429)', 'retryAfterS', '', number)}<button class="main">Set</button>`,
  )}<p class="muted">A field left empty does not limit. With none at all the fault stays until it is ended.</p></section>
<h2>Set at present</h2>${
    faults.length === 0
      ? html`<p>None: all is well.</p>`
      : html`<div class="scroll"><table><thead><tr><th>Where</th><th>What</th><th>When</th><th>Struck</th><th></th></tr></thead><tbody>
${faults.map(
  (
    fault,
  ) => html`<tr><td>${fault.workspace}, ${fault.endpoint}</td><td>${faultKinds[fault.kind]}</td><td>${whenWords(fault)}</td><td>${fault.struck}</td>
<td>${actionForm('fault.clear', '/faults', { id: String(fault.id) }, html`<button>End</button>`, 'inline')}</td></tr>`,
)}</tbody></table></div>${actionForm('fault.clear', '/faults', {}, html`<button>End all</button>`)}`
  }
<h2>Tokens</h2>${actionForm('token.expire', '/faults', {}, html`<button>Let every access token expire</button>`)}`;
}

function whenWords({ when }: Fault): string {
  const words = [
    when.next === undefined ? undefined : `the next ${when.next}`,
    when.fromPage === undefined ? undefined : `from page ${when.fromPage} on`,
    when.probability === undefined ? undefined : `with probability ${when.probability}`,
  ].filter((part) => part !== undefined);
  return words.length === 0 ? 'always' : words.join(', ');
}

/** TXT records, as a district’s DNS would have them. */
export function dnsPage(control: SandboxControl, dnsPort: number): Markup {
  const values = html`<label style="flex:1 1 20rem">Values, one per line <textarea name="values"></textarea></label>`;
  return html`<h1>DNS records</h1>
<p>Rollcall’s demo asks here, at 127.0.0.1:${dnsPort} (UDP), whether a domain is a district’s own. A name that is not listed does not exist.</p>
<section class="card"><h2>Set TXT records</h2>${actionForm(
    'dns.set',
    '/dns',
    {},
    html`${field('Name', 'name', '', html`placeholder="_rollcall.riverbend.example"`)}${values}<button class="main">Set</button>`,
  )}</section>
${control.listTxt().map(
  ({
    name,
    values: known,
  }) => html`<section class="card"><h2>${name}</h2>${known.map((value) => html`<p><code>${value}</code></p>`)}
${actionForm('dns.set', '/dns', { name, values: '' }, html`<button class="bad">Remove</button>`)}</section>`,
)}
<section class="card"><h2>Faults</h2><p>${control.dnsFault() === undefined ? 'The DNS answers.' : `At present: ${control.dnsFault()}.`}</p>${actionForm(
    'dns.fault',
    '/dns',
    {},
    html`${select(
      'From here on',
      'fault',
      [
        ['', 'it answers'],
        ['servfail', 'it says that it failed (SERVFAIL)'],
        ['silence', 'it says nothing'],
      ],
      control.dnsFault() ?? '',
    )}<button>Set</button>`,
  )}</section>`;
}

/** What people allowed Rollcall. */
export function grantsPage(control: SandboxControl): Markup {
  const grants = control.listGrants();
  return html`<h1>Grants</h1><p>Accounts that let Rollcall in, and to what. Revoking works as it does at Google: the next request fails.</p>
${grants.length === 0 ? html`<p>Nobody has let Rollcall in yet.</p>` : null}
${grants.map(
  (
    grant,
  ) => html`<section class="card"><h2>${grant.name}</h2><p class="muted">${grant.email} · ${grant.issuer} · since ${new Date(grant.grantedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
<ul>${grant.scopes.map((scope) => html`<li>${scopeWords[scope] ?? scope}</li>`)}</ul>
${actionForm('grant.revoke', '/grants', { id: grant.id }, html`<button class="bad">Revoke</button>`)}</section>`,
)}`;
}

/** The people of the other identity provider. */
export function otherAccountsPage(): Markup {
  return html`<h1>Another identity provider</h1>
<p>Its people can claim any address, and it says of an address what you choose. Rollcall must take it as verified only when it is said to be.</p>
<section class="card"><h2>Add somebody</h2>${actionForm(
    'other-account.add',
    '/other-accounts',
    {},
    html`${field('Address', 'email')}${field('Given name', 'givenName')}${field('Family name', 'familyName')}${select(
      'It says',
      'verified',
      [
        ['true', 'that the address is verified'],
        ['false', 'that it is not'],
        ['', 'nothing about it'],
      ],
    )}<button class="main">Add</button>`,
  )}</section>`;
}
