/** What the other side said to one mail, or that it said nothing. `reply` is a code, never a text: texts hold addresses. */
export type SendResult =
  | { readonly kind: 'sent'; readonly reply: string }
  /** For good: it would be said again to the same mail. */
  | { readonly kind: 'no_such_address' | 'refused'; readonly reply: string }
  /** This mail may go through later. */
  | { readonly kind: 'later'; readonly reply: string }
  /** The mail server cannot be reached or does not let us in: no mail goes through for now. */
  | { readonly kind: 'unreachable'; readonly reply: string };

/** The enhanced status codes that say the address is nobody's (RFC 3463; the last is Microsoft's). */
const nobodys: ReadonlySet<string> = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10']);
/** What servers without enhanced codes say of an unknown recipient. */
const nobodysPlain: ReadonlySet<number> = new Set([550, 551, 553]);

/** Reads a failure of the mail library. What the recipient's side refuses with 5xx is final, all else may change. */
export function resultOfFailure(error: unknown): SendResult {
  const said = fieldsOf(error);
  const { status, command } = said;
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(said.response)?.[1];
  const reply = [status === null ? said.code : String(status), enhanced]
    .filter(Boolean)
    .join(' ')
    .slice(0, 40);
  const aboutRecipient = command === 'RCPT TO' || command === 'DATA';
  if (status === null || status < 400 || !aboutRecipient) return { kind: 'unreachable', reply };
  if (status < 500) return { kind: 'later', reply };
  const isNobodys =
    command === 'RCPT TO' && (enhanced === undefined ? nobodysPlain.has(status) : nobodys.has(enhanced));
  return { kind: isNobodys ? 'no_such_address' : 'refused', reply };
}

interface SaidFields {
  readonly code: string;
  readonly status: number | null;
  readonly command: string;
  readonly response: string;
}

function fieldsOf(error: unknown): SaidFields {
  const fields: Record<string, unknown> = error instanceof Error ? { ...error } : {};
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);
  return {
    code: text(fields.originalCode, text(fields.code, 'unknown')),
    status: typeof fields.responseCode === 'number' ? fields.responseCode : null,
    command: text(fields.command, ''),
    response: text(fields.response, ''),
  };
}

/** The code of a success: the reply's number and nothing of its text. */
export function replyOfSuccess(response: string): string {
  return /^\d{3}/.exec(response)?.[0] ?? '250';
}

const minuteMs = 60_000;
const longestPauseMs = 4 * 60 * minuteMs;
/** After this long without success a mail is given up: an invitation that comes days late is none. In ms. */
export const giveUpAfterMs = 3 * 24 * 60 * minuteMs;

/** The pause after the given number of attempts: a minute, doubled each time, four hours at most. In ms. */
export function pauseAfter(tries: number): number {
  return Math.min(minuteMs * 2 ** Math.min(tries - 1, 20), longestPauseMs);
}
