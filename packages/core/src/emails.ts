import { toASCII, toUnicode } from 'tr46';
import { z } from 'zod';
import { isPlaceholderDomain } from './placeholder-domain.ts';

/** The one spelling of a mailbox: compared byte by byte, everywhere. Made by `canonicalEmail` only. */
export type CanonicalEmail = string & z.$brand<'CanonicalEmail'>;

export type EmailRefusal =
  | 'empty'
  | 'no_at_sign'
  | 'hidden_characters'
  | 'lookalike_characters'
  | 'before_the_at_sign'
  | 'after_the_at_sign'
  | 'too_long';

export type EmailResult =
  | { readonly ok: true; readonly email: CanonicalEmail; readonly shown: string }
  | { readonly ok: false; readonly reason: EmailRefusal };

/** RFC 5321, 4.5.3.1: octets before the at sign, and of a whole path without its brackets. */
const localPartLimit = 64;
const addressLimit = 254;

/** Control, format (zero-width, bidi, soft hyphen), ignorable and unassigned characters: no mailbox contains them. */
const hiddenCharacters = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;

/** Scripts whose letters pass for Latin ones; within one label of a domain they are there to deceive. */
const latin = /\p{Script=Latin}/u;
const latinLookalikes = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** RFC 5322 dot-atom. Quoted local parts are refused: no school issues them and they carry any character. */
const dotAtom = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/** Letters, digits and hyphens in labels, at least two labels, and a last one that is not a number. */
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Lower-cases A–Z only: `toLowerCase` would turn the Kelvin sign into k and so join two mailboxes. */
function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/**
 * The canonical form of an address (SPEC ADDR-1), or why there is none. Idempotent.
 *
 * The local part must be ASCII: every lookalike there (Cyrillic a, dotless i, long s) is refused instead of
 * becoming a second identity. The domain goes through UTS 46 to punycode; a label that mixes Latin with Cyrillic or
 * Greek is refused. Dots and +tags are kept.
 */
export function canonicalEmail(raw: string): EmailResult {
  const text = raw.trim();
  if (text === '') return { ok: false, reason: 'empty' };
  if (text.length > addressLimit) return { ok: false, reason: 'too_long' };
  if (hiddenCharacters.test(text)) return { ok: false, reason: 'hidden_characters' };

  const at = text.lastIndexOf('@');
  if (at < 0) {
    const compatible = text.normalize('NFKC');
    return { ok: false, reason: compatible.includes('@') ? 'lookalike_characters' : 'no_at_sign' };
  }

  // Looked at before any normalization: NFC itself turns the Kelvin sign into K.
  const local = asciiLowerCase(text.slice(0, at));
  if (/[^ -~]/.test(local)) return { ok: false, reason: 'lookalike_characters' };
  if (local.length > localPartLimit) return { ok: false, reason: 'too_long' };
  if (!dotAtom.test(local)) return { ok: false, reason: 'before_the_at_sign' };

  const domain = canonicalDomain(text.slice(at + 1));
  if (domain === null || isPlaceholderDomain(domain)) return { ok: false, reason: 'after_the_at_sign' };
  if (mixesScripts(domain)) return { ok: false, reason: 'lookalike_characters' };
  const email = `${local}@${domain}`;
  if (email.length > addressLimit) return { ok: false, reason: 'too_long' };
  return { ok: true, email: email as CanonicalEmail, shown: text.normalize('NFC') };
}

/** A domain in lower-case punycode without a trailing dot, or null when it is none. */
export function canonicalDomain(raw: string): string | null {
  const name = raw.endsWith('.') ? raw.slice(0, -1) : raw;
  // Nearly all names, and UTS 46 leaves them as they are: the full processing costs ten times the rest of an address.
  if (name.length <= 253 && !name.includes('--') && hostName.test(name)) return name;
  const ascii = toASCII(name, {
    checkBidi: true,
    checkHyphens: true,
    checkJoiners: true,
    useSTD3ASCIIRules: true,
    verifyDNSLength: true,
    transitionalProcessing: false,
  });
  return ascii !== null && hostName.test(ascii) ? ascii : null;
}

function mixesScripts(domain: string): boolean {
  if (!domain.includes('xn--')) return false;
  const labels = toUnicode(domain).domain.split('.');
  return labels.some((label) => latin.test(label) && latinLookalikes.test(label));
}

export function domainOf(email: CanonicalEmail): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

/** Input of a single address. Gives `{ email, shown }`; refuses with the reason as its message. */
export const emailInput = z
  .string()
  .max(1000)
  .transform((raw, context) => {
    const result = canonicalEmail(raw);
    if (result.ok) return { email: result.email, shown: result.shown };
    context.addIssue({ code: 'custom', message: result.reason, input: raw });
    return z.NEVER;
  });
