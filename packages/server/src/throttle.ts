import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { DomainError } from '@rollcall/core/errors.ts';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { deriveKey, type Env } from './env.ts';

/** What is counted, with its limit: `points` in `seconds`. */
const limits = {
  /** Codes sent to one mailbox. */
  codePerMailbox: { points: 6, seconds: 600 },
  codePerNetwork: { points: 60, seconds: 600 },
  /** Wrong codes from one network, over all mailboxes. */
  codeTriesPerNetwork: { points: 60, seconds: 600 },
  keyPerPerson: { points: 10, seconds: 600 },
  keyPerNetwork: { points: 100, seconds: 600 },
  keyOverall: { points: 2000, seconds: 600 },
  commandsPerSession: { points: 600, seconds: 60 },
} as const;

export type ThrottleName = keyof typeof limits;

export interface Throttles {
  /** Counts one try; throws THROTTLED with the seconds to wait when the limit is passed. `subject` is never stored as it is. */
  take(name: ThrottleName, subject: string): Promise<void>;
}

export function createThrottles(pool: pg.Pool, env: Env): Throttles {
  const key = deriveKey(env.secret, 'throttle');
  const limiters = new Map(
    Object.entries(limits).map(([name, { points, seconds }]) => [
      name,
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'client',
        tableName: 'throttle',
        tableCreated: true,
        keyPrefix: name,
        points,
        duration: seconds,
        // A flood from one source is answered from memory once it is over its limit.
        inMemoryBlockOnConsumed: points + 1,
        inMemoryBlockDuration: Math.ceil(seconds / 10),
        clearExpiredByTimeout: false,
      }),
    ]),
  );
  return {
    async take(name, subject) {
      const bucket = createHmac('sha256', key).update(subject).digest('base64url');
      try {
        await limiters.get(name)?.consume(bucket);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw new DomainError('THROTTLED', {
          retryAfterS: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
        });
      }
    },
  };
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
