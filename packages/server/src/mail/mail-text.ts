import type { MailKind } from '@rollcall/core/mail/contract.ts';
import { plainName } from './plain-name.ts';

/** What a mail is about, as the rows are when it is sent. */
export interface MailFacts {
  readonly kind: MailKind;
  readonly licenseName: string;
  readonly districtName: string;
  /** Who has invited the person. */
  readonly addedBy: string | null;
  /** Of a notice: how many whole days the term has left; 0: it has ended. */
  readonly days: number | null;
}

export interface MailLinks {
  /** Where the reader goes on: the app or the dashboard. It lets nobody in by itself (SPEC R9). */
  readonly open: string;
  readonly stop: string;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly button: string;
}

interface Names {
  readonly license: string;
  readonly district: string;
  readonly by: string;
  readonly days: number;
}

const howToAnswer =
  'Sign in with the address that this mail came to. The invitation waits there, under Menu, License Invites. Joining and declining happen there and nowhere else: this mail lets nobody in.';

const wordsOf: Readonly<Record<MailKind, (names: Names) => Words>> = {
  invitation: ({ by, license, district }) => ({
    subject: `${by} invites you to ${license}`,
    paragraphs: [`${by} (${district}) has invited you to the license “${license}”.`, howToAnswer],
    button: 'Open Rollcall',
  }),
  reminder: ({ by, license, district }) => ({
    subject: `Your invitation to ${license} is still open`,
    paragraphs: [
      `${by} (${district}) has invited you to the license “${license}”, and your answer is still open.`,
      howToAnswer,
    ],
    button: 'Open Rollcall',
  }),
  term_notice: ({ license, district, days }) => ({
    subject: days === 0 ? `${license} has ended` : `${license} ends ${inDays(days)}`,
    paragraphs: [
      days === 0
        ? `The license “${license}” of ${district} has ended. For 30 days people keep their features, and nobody can be added.`
        : `The license “${license}” of ${district} ends ${inDays(days)}. After that, people keep their features for 30 days, and nobody can be added.`,
      'You get this because you manage the license. Whoever sold it to you renews it; a renewal brings back everything as it was.',
    ],
    button: 'Open the dashboard',
  }),
};

function inDays(days: number): string {
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

/** The mail in plain text and in HTML. Names that people chose are one line, escaped, and no link (SPEC MAIL-7). */
export function mailText(facts: MailFacts, links: MailLinks): MailText {
  const names = {
    license: plainName(facts.licenseName, 'a license'),
    district: plainName(facts.districtName, 'your district'),
    by: plainName(facts.addedBy ?? '', 'An administrator'),
    days: facts.days ?? 0,
  };
  const { subject, paragraphs, button } = wordsOf[facts.kind](names);
  const stopping = `No more mail about licenses of ${names.district}`;
  return {
    subject,
    text: [...paragraphs, `${button}: ${links.open}`, `-- \n${stopping}: ${links.stop}`]
      .join('\n\n')
      .concat('\n'),
    html: htmlOf(subject, paragraphs, { button, stopping, ...links }),
  };
}

interface HtmlLinks extends MailLinks {
  readonly button: string;
  readonly stopping: string;
}

function htmlOf(subject: string, paragraphs: readonly string[], links: HtmlLinks): string {
  const body = paragraphs
    .map((paragraph) => `<p style="margin:0 0 16px">${escaped(paragraph)}</p>`)
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f4f5f7;color:#1d2433;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#fff;border-radius:8px">
<h1 style="margin:0 0 16px;font-size:20px">${escaped(subject)}</h1>
${body}
<p style="margin:24px 0"><a href="${escaped(links.open)}" style="display:inline-block;padding:12px 20px;background:#1f4fd8;color:#fff;text-decoration:none;border-radius:6px">${escaped(links.button)}</a></p>
<p style="margin:0;font-size:13px;color:#545e70"><a href="${escaped(links.stop)}" style="color:#545e70">${escaped(links.stopping)}</a></p>
</div>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
