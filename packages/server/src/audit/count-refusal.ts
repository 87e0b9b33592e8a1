import { createHmac } from 'node:crypto';
import type { DomainErrorCode, DomainErrorDetails, DomainErrorShape } from '@rollcall/core/errors.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import { deriveKey, type Env } from '../env.ts';
import { networkOf } from '../throttle.ts';

/** How long refusals are gathered before they are written. In ms. */
const gatherMs = 1_000;
/** Kinds × actors that may wait; beyond it refusals count towards `others` of their kind. */
const waitingLimit = 5_000;
/** Most that one actor's refusals of a kind count for in one writing: a flood is a flood. */
const countLimit = 1_000;

export type RefusalKind =
  /** Not there or not theirs: a try at other people's ids looks like this. */
  | `not_found_${DomainErrorDetails<'NOT_FOUND'>['noun']}`
  | 'invalid_input'
  | 'too_large'
  | 'key_not_accepted'
  | 'link_not_accepted'
  /** More people came by a link than come to a lesson. */
  | 'link_unusual_rate'
  | 'code_not_accepted'
  | 'address_taken'
  | 'throttled'
  | 'request_reused'
  | 'feature_locked'
  /** A session of a launch that asks for more than what was launched. */
  | 'beyond_launch'
  /** A launch that was not what the registered system sends. */
  | 'launch_refused'
  /** What came back from an issuer of sign-ins was not what was sent there. */
  | 'issuer_answer'
  | 'foreign_origin'
  | 'foreign_handshake'
  | 'foreign_message';

/** Which refusals are worth counting: those that people meet seldom and whoever tries things out meets often. */
const countedAs: Readonly<Record<Exclude<DomainErrorCode, 'NOT_FOUND'>, RefusalKind | null>> = {
  NOT_SIGNED_IN: null,
  SIGN_IN_AGAIN: null,
  INVALID_INPUT: 'invalid_input',
  TOO_LARGE: 'too_large',
  TOO_MANY_ADDRESSES: null,
  FILE_NOT_READABLE: null,
  METHOD_NOT_AVAILABLE: null,
  LICENSE_NOT_ACTIVE: null,
  SEATS_EXHAUSTED: null,
  CHANGED_MEANWHILE: null,
  INVITE_CLOSED: null,
  REMINDED_RECENTLY: null,
  WRONG_STATUS: null,
  WRONG_RUN_STATE: null,
  RUN_NOT_POSSIBLE: null,
  SYNC_FAILED: null,
  KEY_NOT_ACCEPTED: 'key_not_accepted',
  LINK_NOT_ACCEPTED: 'link_not_accepted',
  CODE_NOT_ACCEPTED: 'code_not_accepted',
  CODE_EXPIRED: 'code_not_accepted',
  ADDRESS_TAKEN: 'address_taken',
  THROTTLED: 'throttled',
  REQUEST_REUSED: 'request_reused',
  FEATURE_LOCKED: 'feature_locked',
  NEEDS_ACCOUNT: 'beyond_launch',
  LAST_DOMAIN_ADMIN: null,
  DOMAIN_NOT_ACCEPTED: null,
  DOMAIN_IS_VERIFIED: null,
  MAIL_NOT_SET_UP: null,
  UNAVAILABLE: null,
  INTERNAL: null,
};

function kindOf(refusal: DomainErrorShape): RefusalKind | null {
  return refusal.code === 'NOT_FOUND' ? `not_found_${refusal.details.noun}` : countedAs[refusal.code];
}

/** Who was refused: a person where one is signed in, else the network the request came from. */
export interface RefusedActor {
  readonly personId: PersonId | null;
  readonly remoteAddress: string;
}

export interface RefusalCounter {
  /** Counts a refusal by its code; most codes are not worth it. Returns at once and never throws. */
  refused(refusal: DomainErrorShape, actor: RefusedActor): void;
  /** Counts what was turned away before it was a call. Returns at once and never throws. */
  turnedAway(kind: RefusalKind, actor: RefusedActor): void;
  /** Resolves when everything counted so far is written, or could not be. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly kind: RefusalKind;
  readonly actor: string;
  times: number;
}

/**
 * Counts refusals worth noticing per kind, actor and minute in `security_event`. Gathered in memory and written in
 * one statement a second, so that whoever causes them neither waits nor makes the database work. An actor is a
 * person's id or a keyed hash of the network, never an address.
 */
export function startRefusalCounter(db: Database, env: Env, log: Logger): RefusalCounter {
  const key = deriveKey(env.secret, 'refusal-actor');
  let waiting = new Map<string, Waiting>();
  let writing: Promise<void> = Promise.resolve();

  function nameOf(actor: RefusedActor): string {
    if (actor.personId !== null) return `person:${actor.personId}`;
    const network = createHmac('sha256', key).update(networkOf(actor.remoteAddress)).digest('base64url');
    return `network:${network}`;
  }

  function turnedAway(kind: RefusalKind, actor: RefusedActor): void {
    const name = nameOf(actor);
    const id = `${kind} ${name}`;
    const known = waiting.get(id);
    if (known !== undefined) known.times += 1;
    else if (waiting.size < waitingLimit) waiting.set(id, { kind, actor: name, times: 1 });
    else countOthers(kind);
  }

  function countOthers(kind: RefusalKind): void {
    const others = waiting.get(kind);
    if (others === undefined) waiting.set(kind, { kind, actor: 'others', times: 1 });
    else others.times += 1;
  }

  function flush(): Promise<void> {
    if (waiting.size === 0) return writing;
    const batch = [...waiting.values()];
    waiting = new Map();
    writing = writing
      .then(() => writeCounts(db, batch))
      .catch((error: unknown) => log.warn({ err: error }, 'refusals could not be counted'));
    return writing;
  }

  const timer = setInterval(() => void flush(), gatherMs);
  return {
    turnedAway,
    refused(refusal, actor) {
      const kind = kindOf(refusal);
      if (kind !== null) turnedAway(kind, actor);
    },
    flush,
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}

/** In the order of the key, so that two nodes that write at the same time wait for each other and never in a ring. */
async function writeCounts(db: Database, batch: readonly Waiting[]): Promise<void> {
  const rows = batch.toSorted((one, other) =>
    `${one.kind} ${one.actor}` < `${other.kind} ${other.actor}` ? -1 : 1,
  );
  await db.withTx({ nobody: true }, (tx) =>
    sql`
      select count_security_event(kind, actor)
      from unnest(
        ${rows.map((row) => row.kind)}::text[],
        ${rows.map((row) => row.actor)}::text[],
        ${rows.map((row) => Math.min(row.times, countLimit))}::int[]
      ) with ordinality as refused (kind, actor, times, place), generate_series(1, times)
      order by place
    `.execute(tx),
  );
}
