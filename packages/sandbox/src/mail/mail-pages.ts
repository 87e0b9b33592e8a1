import type { SandboxControl } from '../commands/control.ts';
import { html, type Markup } from '../http/html.ts';
import { actionForm, counted, field, select } from '../site/parts.ts';
import { mailFaults } from './mail-fault.ts';
import type { ReceivedMail } from './outbox.ts';

const timeOf = (mail: ReceivedMail): string =>
  new Date(mail.receivedAt).toISOString().slice(0, 16).replace('T', ' ');

/** Everything that Rollcall has mailed, newest first, and what the mail server does with the next. */
export function outboxPage(control: SandboxControl): Markup {
  const mails = control.listMail();
  return html`<h1>Mail outbox</h1>
<p>What Rollcall’s demo has mailed. It stops here: nothing goes on to anybody. Load the page again to see what has come since.</p>
${
  mails.length === 0
    ? html`<p>Nothing was mailed yet. Mail about an invitation leaves some seconds after it, unless it was seen in the app before.</p>`
    : html`<p class="muted">${counted(mails.length, 'message', 'messages')}</p>
<div class="scroll"><table><thead><tr><th>To</th><th>Subject</th><th>Received (UTC)</th></tr></thead><tbody>
${mails.map(
  (mail) =>
    html`<tr><td>${mail.recipient}</td><td><a href="/mail/${mail.id}">${mail.subject}</a></td><td>${timeOf(mail)}</td></tr>`,
)}</tbody></table></div>${actionForm('mail.clear', '/mail', {}, html`<button>Empty it</button>`)}`
}
<section class="card"><h2>What the mail server does</h2>
<p>${faultWords(control)}</p>
${actionForm(
  'mail.fault',
  '/mail',
  {},
  html`${field('To the address, or * for everybody', 'address', '*')}${select('From here on', 'fault', [
    ['', 'mail arrives'],
    ...Object.entries(mailFaults),
  ])}<button>Set</button>`,
)}</section>`;
}

function faultWords(control: SandboxControl): string {
  const faults = control.mailFaults.list();
  if (faults.length === 0) return 'At present all mail arrives.';
  const words = faults.map(
    ([address, fault]) => `to ${address === '*' ? 'everybody' : address}: ${mailFaults[fault]}`,
  );
  return `At present, mail ${words.join('; ')}.`;
}

/** One message, as plain text and as its HTML in a frame that can do nothing. */
export function mailPage(mail: ReceivedMail): Markup {
  return html`<p><a href="/mail">All mail</a></p><h1>${mail.subject}</h1>
<p class="muted">From ${mail.sender} · to ${mail.recipient} · ${timeOf(mail)} UTC</p>
${
  mail.stopUrl === ''
    ? null
    : html`<p>The mail program’s own button for no more mail leads here: <a href="${mail.stopUrl}">stop this mail</a></p>`
}
<section class="card"><h2>As HTML</h2>
<iframe title="The message as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mail/${mail.id}/html" style="width:100%;height:26rem;border:1px solid #ccc;background:#fff"></iframe></section>
<section class="card"><h2>As plain text</h2><pre style="white-space:pre-wrap;overflow-wrap:anywhere">${mail.text}</pre></section>`;
}
