import { html, type Markup } from '../../../http/html.ts';
import { actionForm, counted, field } from '../../../site/parts.ts';
import type { LmsControl } from '../../lms.ts';
import type { School } from '../../store/schools.ts';
import type { Tool } from '../../store/tools.ts';

/** What an administrator of the system sees: the tools, and how one is registered. */
export function toolsPage(lms: LmsControl, school: School): Markup {
  const tools = lms.listTools(school.slug);
  return html`<h1>Tools</h1><p>What the administrator of ${school.name} does. Nothing here asks who you are.</p>
<section class="card" aria-labelledby="by-url"><h2 id="by-url">Register a tool by its registration URL</h2>
<p>The tool gives you the URL; the two exchange everything else by themselves.</p>
<form class="row" method="post" action="/lms/${school.slug}/register">${field('Registration URL', 'url', '', html`type="url" required style="min-width:min(30rem,100%)"`)}<button class="main">Register</button></form></section>
<details class="card"><summary>Register a tool by hand</summary>${byHand(school)}</details>
<h2>${counted(tools.length, 'tool', 'tools')}</h2>
${tools.map((tool) => toolCard(lms, school, tool))}
${platformCard(lms, school)}${settingsCard(school)}`;
}

function byHand(school: School): Markup {
  const url = html`type="url" required style="min-width:min(26rem,100%)"`;
  return html`<p>With what the tool’s page tells you. Afterwards enter there what is shown here of the tool.</p>${actionForm(
    'lms.tool.add',
    `/lms/${school.slug}/tools`,
    { school: school.slug },
    html`${field('Name', 'name', 'Rollcall', html`required`)}${field('Sign-in (OpenID Connect initiation)', 'loginUrl', '', url)}
${field('Redirect, launch, and deep linking', 'targetLinkUri', '', url)}${field('Public keys (JWKS)', 'jwksUri', '', url)}
<label>Redirect URIs, where others than that <input name="redirectUris"></label><button class="main">Register</button>`,
  )}`;
}

const code = (label: string, value: string): Markup => html`<dt>${label}</dt><dd><code>${value}</code></dd>`;

function toolCard(lms: LmsControl, school: School, tool: Tool): Markup {
  const back = `/lms/${school.slug}/tools`;
  const hidden = { school: school.slug, tool: tool.clientId };
  const deployments = lms.listDeployments(school.slug, tool.clientId);
  const box = (name: string, on: number, words: string): Markup =>
    html`<label class="check"><input type="checkbox" name="${name}"${on === 1 ? html` checked` : null}> <span>${words}</span></label>`;
  return html`<section class="card" aria-label="${tool.name}"><h3>${tool.name}</h3>
<p class="muted">Registered ${tool.how === 'hand' ? 'by hand' : 'by its registration URL'}</p>
<dl class="values">${code('Client ID', tool.clientId)}${deployments.map(({ id, label }) => code(`Deployment: ${label}`, id))}
${code('Sign-in', tool.loginUrl)}${code('Launch', tool.targetLinkUri)}${code('Public keys', tool.jwksUri)}</dl>
${actionForm('lms.tool.privacy', back, hidden, html`${box('names', tool.sharesNames, 'is told names')}${box('emails', tool.sharesEmails, 'is told e-mail addresses')}<button>Save</button>`)}
${actionForm('lms.deployment.add', back, hidden, html`${field('One more deployment', 'label', '', html`required placeholder="Grade 8"`)}<button>Add</button>`)}
${deployments
  .slice(1)
  .map(({ id, label }) =>
    actionForm(
      'lms.deployment.remove',
      back,
      { school: school.slug, deployment: id },
      html`<button class="bad">Remove deployment ${label}</button>`,
      'inline',
    ),
  )}
${actionForm('lms.tool.remove', back, hidden, html`<button class="bad">Remove ${tool.name}</button>`)}</section>`;
}

/** What a tool's administrator has to be told of this system. */
function platformCard(lms: LmsControl, school: School): Markup {
  const urls = lms.urls(school.slug);
  return html`<section class="card" aria-labelledby="platform"><h2 id="platform">What a tool needs to know</h2>
<p>With the client ID and the deployment of the tool above.</p>
<dl class="values">${code('Platform ID (issuer)', urls.home)}${code('Authentication request URL', urls.authorization)}
${code('Access token URL', urls.token)}${code('Public keyset URL', urls.jwks)}${code('OpenID configuration', urls.configuration)}</dl></section>`;
}

function settingsCard(school: School): Markup {
  const back = `/lms/${school.slug}/tools`;
  const hidden = { school: school.slug };
  return html`<section class="card" aria-labelledby="ways"><h2 id="ways">The ways of this system</h2>${actionForm(
    'lms.settings',
    back,
    hidden,
    html`${field('People on one page of a roster', 'pageSize', String(school.pageSize), html`type="number" min="1" max="500"`)}
<label class="check"><input type="checkbox" name="givesDeployment"${school.givesDeployment === 1 ? html` checked` : null}> <span>tells the deployment at registration</span></label>
<label class="check"><input type="checkbox" name="shortRoles"${school.shortRoles === 1 ? html` checked` : null}> <span>short words for roles in rosters</span></label><button>Save</button>`,
  )}
${actionForm('lms.keys.rotate', back, { ...hidden, keepOld: 'on' }, html`<button>New key, keep the old one published</button>`, 'inline')}
${actionForm('lms.keys.rotate', back, hidden, html`<button class="bad">New key, drop the old one</button>`, 'inline')}</section>`;
}
