import { z } from 'zod';
import { domainNotAcceptedReason } from './domains/contract.ts';
import { linkRefusal } from './links/contract.ts';
import { csvProblem } from './runs/csv-contract.ts';
import { runState } from './runs/run-state.ts';
import { syncProblem } from './sync/sync-source.ts';

/**
 * The closed list of refusals that a caller may meet, with the details each carries. Codes, not English: the
 * words live in the apps' message catalogues, which are complete over this list by type.
 *
 * Outcomes of single people (`no_seat`, `already_member` …) are answers, not errors: see members/outcomes.ts.
 * Anything that is not on this list is a defect and reaches the caller as INTERNAL with a correlation id.
 */
export const domainErrorDetails = {
  NOT_SIGNED_IN: z.strictObject({}),
  /** The session is too old for what it asks; the person signs in again and goes on. */
  SIGN_IN_AGAIN: z.strictObject({}),
  /** Asked for by somebody whom a course launched: what they have opens the assignment and nothing else. */
  NEEDS_ACCOUNT: z.strictObject({}),
  /** Not there, or not visible to the caller: the two are the same answer. */
  NOT_FOUND: z.strictObject({
    noun: z.enum([
      'license',
      'member',
      'invite',
      'session',
      'comment',
      'person',
      'run',
      'page',
      'domain',
      'lms',
      'assignment',
      'ticket',
    ]),
  }),
  INVALID_INPUT: z.strictObject({
    issues: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  }),
  TOO_LARGE: z.strictObject({ limitBytes: z.int() }),
  TOO_MANY_ADDRESSES: z.strictObject({ found: z.int(), limit: z.int() }),
  /** A file of people that cannot be read at all; `line` of the file, from 1, where one is to blame. */
  FILE_NOT_READABLE: z.strictObject({ problem: csvProblem, line: z.int().nullable() }),
  METHOD_NOT_AVAILABLE: z.strictObject({ method: z.string(), reason: z.string() }),
  /** The licence is outside its term, in its grace or not started yet: nobody can be added. */
  LICENSE_NOT_ACTIVE: z.strictObject({ phase: z.enum(['upcoming', 'grace', 'dormant']) }),
  SEATS_EXHAUSTED: z.strictObject({ pool: z.enum(['staff', 'student']) }),
  /** The person's row changed since the caller saw it. */
  CHANGED_MEANWHILE: z.strictObject({}),
  /** An invite that was answered the other way, or taken back, before this answer arrived. */
  INVITE_CLOSED: z.strictObject({ now: z.enum(['accepted', 'rejected']) }),
  REMINDED_RECENTLY: z.strictObject({ againAt: z.iso.datetime() }),
  WRONG_STATUS: z.strictObject({ status: z.enum(['invited', 'accepted', 'rejected']) }),
  /** The step does not exist for a run that stands there: it has ended, began already, or was not planned yet. */
  WRONG_RUN_STATE: z.strictObject({ state: runState }),
  /** A selection that needs something more, or names nobody. */
  RUN_NOT_POSSIBLE: z.strictObject({
    reason: z.enum([
      'no_user_type',
      'nobody',
      'cannot_be_undone',
      'too_late',
      'too_many_open',
      'not_connected',
      'nothing_chosen',
      'already_syncing',
      'read_too_old',
      'keeps_nobody_out',
    ]),
  }),
  /** What a licence follows could not be read just now. Nothing has changed. */
  SYNC_FAILED: z.strictObject({ problem: syncProblem }),
  /** Unknown, switched off and exhausted keys answer alike, so that guessing learns nothing. */
  KEY_NOT_ACCEPTED: z.strictObject({}),
  /** Whoever holds the link is told why it lets them in no more; `unknown` says nothing of what it once was. */
  LINK_NOT_ACCEPTED: z.strictObject({ reason: linkRefusal }),
  CODE_NOT_ACCEPTED: z.strictObject({ triesLeft: z.int() }),
  CODE_EXPIRED: z.strictObject({}),
  ADDRESS_TAKEN: z.strictObject({}),
  THROTTLED: z.strictObject({ retryAfterS: z.int() }),
  /** The same request id came with another body. */
  REQUEST_REUSED: z.strictObject({}),
  FEATURE_LOCKED: z.strictObject({
    feature: z.string(),
    /** No licence gives features, or the admins of those that do have switched this one off. */
    reason: z.enum(['no_license', 'switched_off']).default('no_license'),
  }),
  LAST_DOMAIN_ADMIN: z.strictObject({}),
  /** A name that cannot become a domain of the district. */
  DOMAIN_NOT_ACCEPTED: z.strictObject({ reason: domainNotAcceptedReason }),
  /** What has been shown to be the district's is not removed by a click: people are on licenses because of it. */
  DOMAIN_IS_VERIFIED: z.strictObject({}),
  /** This installation has no way to send mail. */
  MAIL_NOT_SET_UP: z.strictObject({}),
  /** The database cannot be reached. When it was lost at the commit, the change was perhaps made: a retry tells. */
  UNAVAILABLE: z.strictObject({}),
  INTERNAL: z.strictObject({ correlationId: z.string() }),
} as const;

export type DomainErrorCode = keyof typeof domainErrorDetails;
export type DomainErrorDetails<Code extends DomainErrorCode> = z.infer<(typeof domainErrorDetails)[Code]>;

/** What travels to the client in a failed call: a code and its details, nothing of the inside. */
export type DomainErrorShape = {
  [Code in DomainErrorCode]: { readonly code: Code; readonly details: DomainErrorDetails<Code> };
}[DomainErrorCode];

/** An expected refusal. `details` has the shape that `domainErrorDetails` lists for the code. */
export class DomainError<Code extends DomainErrorCode = DomainErrorCode> extends Error {
  readonly code: Code;
  readonly details: DomainErrorDetails<Code>;

  constructor(code: Code, details: DomainErrorDetails<Code>) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

/** Reads a refusal off the wire. Null when it is none, or one that this version does not know. */
export function parseDomainError(value: unknown): DomainErrorShape | null {
  const envelope = z.object({ code: z.string(), details: z.unknown() }).safeParse(value);
  if (!envelope.success || !Object.hasOwn(domainErrorDetails, envelope.data.code)) return null;
  const code = envelope.data.code as DomainErrorCode;
  const details = domainErrorDetails[code].safeParse(envelope.data.details);
  return details.success ? ({ code, details: details.data } as DomainErrorShape) : null;
}
