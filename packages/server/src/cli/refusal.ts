import type { DomainErrorCode } from '@rollcall/core/errors.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import { DomainNotAccepted } from '../vendor/create-domain.ts';
import { DomainWideNotPossible } from '../vendor/domain-wide.ts';

/** How the process ends. A script tells "no" from "wrongly asked" from "try again later". */
export const exitCodes = { done: 0, refused: 1, usage: 2, unavailable: 3 } as const;

export type RefusalCode =
  | 'UNKNOWN_DISTRICT'
  | 'UNKNOWN_DOMAIN'
  | 'UNKNOWN_LICENSE'
  | 'UNKNOWN_PERSON'
  | 'AMBIGUOUS'
  | 'DOMAIN_NOT_ACCEPTED'
  | 'DOMAIN_WIDE_NOT_POSSIBLE'
  | 'LICENSE_DIFFERS'
  | 'BAD_TERM'
  | 'ENDS_EARLIER'
  | 'LAST_DOMAIN_ADMIN'
  | 'AUDIT_BROKEN'
  | 'GONE_MEANWHILE'
  | 'USAGE'
  | 'SETTINGS'
  | 'UNAVAILABLE';

/** A "no" in words, for people, with a code for scripts. */
export class CliRefusal extends Error {
  override readonly name = 'CliRefusal';
  readonly code: RefusalCode;
  /** Names that may have been meant. */
  readonly near: readonly string[];

  constructor(code: RefusalCode, message: string, near: readonly string[] = []) {
    super(message);
    this.code = code;
    this.near = near;
  }

  get exitCode(): number {
    if (this.code === 'UNAVAILABLE') return exitCodes.unavailable;
    return this.code === 'USAGE' || this.code === 'SETTINGS' ? exitCodes.usage : exitCodes.refused;
  }
}

const domainReasons: Readonly<Record<DomainNotAccepted['reason'], string>> = {
  not_a_domain: 'is not the name of a domain; it looks like "riverbend.example"',
  lookalike_characters: 'holds hidden or lookalike characters; type it by hand',
  public_suffix: 'is a public suffix: names under it belong to strangers',
  free_mail: "gives mail addresses to everybody, so it is no district's",
  not_available: 'cannot be entered for this district',
};

const domainWideReasons: Readonly<Record<DomainWideNotPossible['reason'], string>> = {
  district_license_only: 'Domain-wide deployment is for District licenses only.',
  not_for_teacher_license: 'Domain-wide deployment is not for Teacher licenses.',
  teacher_license_only: 'Domain-wide deployment is not for this type of license.',
  ou_is_synced:
    'This license follows organizational units of Google Workspace, and both at once are not possible. Its admin disconnects Google Workspace on the Add Users page first.',
};

const refusalsOfCore: Partial<Readonly<Record<DomainErrorCode, readonly [RefusalCode, string]>>> = {
  LAST_DOMAIN_ADMIN: [
    'LAST_DOMAIN_ADMIN',
    'This is the last domain admin of the domain, and somebody must answer for it. Grant it to another person first.',
  ],
  NOT_FOUND: [
    'GONE_MEANWHILE',
    'It was there a moment ago and is not any more. List what is there and try again.',
  ],
};

/** The refusal in an error, in words; null when the error is none and so a defect. */
export function refusalIn(error: unknown, named: { readonly domain?: string } = {}): CliRefusal | null {
  if (error instanceof CliRefusal) return error;
  if (error instanceof DomainNotAccepted) {
    const name = named.domain === undefined ? 'The domain' : `"${named.domain}"`;
    return new CliRefusal('DOMAIN_NOT_ACCEPTED', `${name} ${domainReasons[error.reason]}.`);
  }
  if (error instanceof DomainWideNotPossible)
    return new CliRefusal('DOMAIN_WIDE_NOT_POSSIBLE', domainWideReasons[error.reason]);
  if (error instanceof DomainError) {
    const known = refusalsOfCore[error.code as DomainErrorCode];
    return known === undefined ? null : new CliRefusal(...known);
  }
  return isUnavailable(error)
    ? new CliRefusal(
        'UNAVAILABLE',
        'The database did not answer. Try again: what is done already is not done twice.',
      )
    : null;
}

/** Errors of connections, and SQLSTATE classes 08, 53 and 57P0: the server is away, full or stopping. */
function isUnavailable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(08|53|57P0|55P03|40001|40P01|ECONN|ENOTFOUND|ETIMEDOUT|EAI_|EPIPE|EHOSTUNREACH)/.test(code);
}
