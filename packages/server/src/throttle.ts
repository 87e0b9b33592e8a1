import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { DomainError, type DomainErrorCode } from '@rollcall/core/errors.ts';
import type pg from 'pg';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { deriveKey, type Env } from './env.ts';

interface Limit {
  readonly points: number;
  readonly seconds: number;
  /** `installation` counts in the database, over all nodes; `process` in memory, for floods that only cost this node. */
  readonly over: 'installation' | 'process';
}

/**
 * What is counted, with its limit: `points` in `seconds`. A network is a whole school behind one address, at the
 * moment the bell rings: its limits stop a machine, and leave room for a thousand pupils.
 */
const limits = {
  /** Codes sent to one mailbox. With five tries a code, guessing six digits stays below one in 30,000. */
  codePerMailbox: { points: 6, seconds: 600, over: 'installation' },
  codePerNetwork: { points: 2_000, seconds: 600, over: 'installation' },
  /** Wrong codes only: pupils who sign in cost nothing. */
  codeMissesPerNetwork: { points: 400, seconds: 600, over: 'installation' },
  /** Ways over another issuer's pages, begun or come back from: each may ask the issuer. */
  issuerPerNetwork: { points: 2_000, seconds: 600, over: 'installation' },
  /** Pages of launches: logins, launches and clicks, three or four of each pupil. In memory: a school is one network. */
  launchesPerNetwork: { points: 20_000, seconds: 600, over: 'process' },
  /** Domains added and looked up: each makes us ask strangers' servers. */
  domainsPerPerson: { points: 60, seconds: 600, over: 'installation' },
  keyPerPerson: { points: 10, seconds: 600, over: 'installation' },
  keyPerNetwork: { points: 2_000, seconds: 600, over: 'installation' },
  keyOverall: { points: 20_000, seconds: 600, over: 'installation' },
  /** Unknown links only: a class that opens the right one costs nothing. */
  linkMissesPerPerson: { points: 10, seconds: 600, over: 'installation' },
  linkMissesPerNetwork: { points: 400, seconds: 600, over: 'installation' },
  linkMissesOverall: { points: 20_000, seconds: 600, over: 'installation' },
  /** Each is written down, and a whole list is work. */
  filesPerSession: { points: 60, seconds: 600, over: 'process' },
  uploadsPerSession: { points: 60, seconds: 600, over: 'process' },
  commandsPerSession: { points: 600, seconds: 60, over: 'process' },
} as const satisfies Record<string, Limit>;

export type ThrottleName = keyof typeof limits;

export interface Throttles {
  /** Counts one try; throws THROTTLED with the seconds to wait when the limit is passed. `subject` is never stored as it is. */
  take(name: ThrottleName, subject: string): Promise<void>;
  /**
   * For limits that count failures: throws THROTTLED when the limit is used up already, runs `attempt`, and counts one
   * if that is refused with `miss`.
   */
  countMisses<Result>(
    name: ThrottleName,
    subject: string,
    miss: DomainErrorCode,
    attempt: () => Promise<Result>,
  ): Promise<Result>;
}

export function createThrottles(pool: pg.Pool, env: Env): Throttles {
  const key = deriveKey(env.secret, 'throttle');
  const limiters = new Map(
    Object.entries(limits).map(([name, limit]) => [name, createLimiter(pool, name, limit)]),
  );
  const bucketOf = (subject: string) => createHmac('sha256', key).update(subject).digest('base64url');
  return {
    async take(name, subject) {
      try {
        await limiters.get(name)?.consume(bucketOf(subject));
      } catch (refusal) {
        throw refusal instanceof RateLimiterRes ? throttled(refusal) : refusal;
      }
    },
    async countMisses(name, subject, miss, attempt) {
      const used = await limiters.get(name)?.get(bucketOf(subject));
      if (used && used.remainingPoints <= 0) throw throttled(used);
      try {
        return await attempt();
      } catch (error) {
        // Past the limit the miss is still told as one; the next attempt meets the limit.
        if (error instanceof DomainError && error.code === miss)
          await limiters.get(name)?.penalty(bucketOf(subject));
        throw error;
      }
    },
  };
}

function throttled(limit: RateLimiterRes): DomainError {
  return new DomainError('THROTTLED', { retryAfterS: Math.max(1, Math.ceil(limit.msBeforeNext / 1000)) });
}

function createLimiter(pool: pg.Pool, name: string, limit: Limit): RateLimiterAbstract {
  const counted = { keyPrefix: name, points: limit.points, duration: limit.seconds };
  if (limit.over === 'process') return new RateLimiterMemory(counted);
  return new RateLimiterPostgres({
    ...counted,
    storeClient: pool,
    storeType: 'client',
    tableName: 'throttle',
    tableCreated: true,
    // A flood from one source is answered from memory once it is over its limit.
    inMemoryBlockOnConsumed: limit.points + 1,
    inMemoryBlockDuration: Math.ceil(limit.seconds / 10),
    clearExpiredByTimeout: false,
  });
}

/** The part of an address that one household or school holds: /24 of IPv4, /64 of IPv6 (SPEC R11). */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address.split('.').slice(0, 3).join('.');
  const mapped = /^::ffff:(\d+\.\d+\.\d+)\.\d+$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
