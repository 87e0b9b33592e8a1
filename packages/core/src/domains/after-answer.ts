import type { DnsAnswer, DomainLogAction, DomainState } from './contract.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** A verified domain is looked up so often. */
const settledMs = dayMs;
/** One that waits for its record, in the first days: whoever has just written it expects it to be noticed. */
const awaitedMs = hourMs;
const awaitedForMs = 3 * dayMs;
/** One whose record is missing, and any that did not answer. */
const unsettledMs = 6 * hourMs;
const noAnswerMs = hourMs;
/** The record of a verified domain may be missing for so long before it counts as lost. */
export const lostAfterMs = 3 * dayMs;
/** A lost domain stays the district's for so long: until then nobody else can have it. */
export const givenUpAfterMs = 30 * dayMs;

/** How a domain stands, as it is kept. */
export interface DomainStanding {
  readonly addedAt: Date;
  readonly verifiedAt: Date | null;
  readonly failingSince: Date | null;
  readonly lostAt: Date | null;
}

export interface AfterAnswer extends Omit<DomainStanding, 'addedAt'> {
  /** What has happened to the domain; null: nothing. */
  readonly happened: Extract<
    DomainLogAction,
    'verified' | 'missing' | 'lost' | 'found_again' | 'given_up'
  > | null;
  /** How long until it is looked up again, before it is spread out. */
  readonly againInMs: number;
}

export function domainStateOf({
  verifiedAt,
  lostAt,
}: Pick<DomainStanding, 'verifiedAt' | 'lostAt'>): DomainState {
  if (verifiedAt === null) return 'waiting';
  return lostAt === null ? 'verified' : 'lost';
}

/**
 * What an answer of DNS makes of a domain (SPEC DOMAIN-3, B12, B13). No answer proves nothing and changes nothing. A
 * record that is missing makes a verified domain lost after `lostAfterMs`, and nobody's after `givenUpAfterMs` more; as
 * soon as it is there again all is as it was.
 */
export function afterAnswer(domain: DomainStanding, answer: DnsAnswer, now: Date): AfterAnswer {
  const { verifiedAt, failingSince, lostAt } = domain;
  const same = { verifiedAt, failingSince, lostAt, happened: null } as const;
  if (answer === 'no_answer') return { ...same, againInMs: noAnswerMs };
  if (answer === 'found') return { ...found(domain, now), againInMs: settledMs };
  if (verifiedAt === null) {
    const isFresh = now.getTime() - domain.addedAt.getTime() < awaitedForMs;
    return { ...same, againInMs: isFresh ? awaitedMs : settledMs };
  }
  return missing({ verifiedAt, failingSince, lostAt }, now);
}

function found({ verifiedAt, lostAt }: DomainStanding, now: Date): Omit<AfterAnswer, 'againInMs'> {
  const here = { verifiedAt: verifiedAt ?? now, failingSince: null, lostAt: null } as const;
  if (verifiedAt === null) return { ...here, happened: 'verified' };
  return { ...here, happened: lostAt === null ? null : 'found_again' };
}

function missing(domain: Omit<DomainStanding, 'addedAt'>, now: Date): AfterAnswer {
  const { failingSince, lostAt } = domain;
  const since = (moment: Date) => now.getTime() - moment.getTime();
  const again = { againInMs: unsettledMs } as const;
  if (lostAt !== null && since(lostAt) >= givenUpAfterMs)
    return { verifiedAt: null, failingSince: null, lostAt: null, happened: 'given_up', againInMs: settledMs };
  if (failingSince === null) return { ...domain, ...again, failingSince: now, happened: 'missing' };
  if (lostAt === null && since(failingSince) >= lostAfterMs)
    return { ...domain, ...again, lostAt: now, happened: 'lost' };
  return { ...domain, ...again, happened: null };
}
