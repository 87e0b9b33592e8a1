import { type CanonicalEmail, canonicalEmail } from '../emails.ts';
import { DomainError } from '../errors.ts';
import { storableText } from '../storable-text.ts';
import { type PastedAddress, pasteLimit, splitAddresses } from './split-addresses.ts';

/** A piece of a paste, read: its address, or why it has none or counts no further. */
export interface PastedLine extends PastedAddress {
  /** Null where there is none. */
  readonly email: CanonicalEmail | null;
  /** The spelling to show; empty where there is no address. */
  readonly shown: string;
  readonly refusal: {
    readonly outcome: 'invalid_email' | 'duplicate';
    readonly reason: string | null;
  } | null;
}

/** Of an answered line, what is told of it besides its outcome. */
export interface AnsweredLine {
  readonly line: number;
  readonly text: string;
  readonly email: string | null;
  readonly reason: string | null;
}

/** The pieces of a paste, each address counted once. Throws TOO_MANY_ADDRESSES; any other trouble is a line's own. */
export function readPaste(text: string): PastedLine[] {
  const pieces = splitAddresses(text);
  if (pieces.length > pasteLimit)
    throw new DomainError('TOO_MANY_ADDRESSES', { found: pieces.length, limit: pasteLimit });
  const seen = new Set<string>();
  return pieces.map((piece) => {
    const result = canonicalEmail(piece.address);
    if (!result.ok) {
      const refusal = { outcome: 'invalid_email', reason: result.reason } as const;
      return { ...piece, email: null, shown: '', refusal };
    }
    const { email, shown } = result;
    if (seen.has(email))
      return { ...piece, email, shown, refusal: { outcome: 'duplicate', reason: null } as const };
    seen.add(email);
    return { ...piece, email, shown, refusal: null };
  });
}

/** The line as it is shown beside its outcome. A long one is shortened. */
export function shownLine({ line, text, email, refusal }: PastedLine): AnsweredLine {
  return { line, text: storableText(text.slice(0, 320)), email, reason: refusal?.reason ?? null };
}
