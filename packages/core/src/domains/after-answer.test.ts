import { expect, test } from 'vitest';
import {
  afterAnswer,
  type DomainStanding,
  domainStateOf,
  givenUpAfterMs,
  lostAfterMs,
} from './after-answer.ts';

const now = new Date('2026-11-02T08:00:00.000Z');
const before = (ms: number) => new Date(now.getTime() - ms);
const hourMs = 3_600_000;

const verified: DomainStanding = {
  addedAt: before(99 * 24 * hourMs),
  verifiedAt: before(98 * 24 * hourMs),
  failingSince: null,
  lostAt: null,
};
const waiting: DomainStanding = { ...verified, addedAt: before(hourMs), verifiedAt: null };
const failing: DomainStanding = { ...verified, failingSince: before(lostAfterMs - 1) };
const lost: DomainStanding = {
  ...verified,
  failingSince: before(givenUpAfterMs),
  lostAt: before(givenUpAfterMs - 1),
};

test('[DOMAIN-1] the record makes a waiting domain the district’s', () => {
  expect(afterAnswer(waiting, 'found', now)).toMatchObject({ happened: 'verified', verifiedAt: now });
  expect(afterAnswer(waiting, 'missing', now)).toMatchObject({ happened: null, verifiedAt: null });
});

test('[DOMAIN-3] a record that is missing counts from the first time and is lost after three days', () => {
  expect(afterAnswer(verified, 'missing', now)).toMatchObject({ happened: 'missing', failingSince: now });
  expect(afterAnswer(failing, 'missing', now)).toMatchObject({ happened: null, lostAt: null });
  const day = { ...failing, failingSince: before(lostAfterMs) };
  expect(afterAnswer(day, 'missing', now)).toMatchObject({ happened: 'lost', lostAt: now });
});

test.each([
  ['waiting', waiting],
  ['verified', verified],
  ['failing', failing],
  ['lost', lost],
  ['lost for long', { ...lost, lostAt: before(2 * givenUpAfterMs) }],
] as const)('[DOMAIN-3] [B13] no answer changes nothing of a domain that is %s', (_, domain) => {
  const { happened, againInMs, ...after } = afterAnswer(domain, 'no_answer', now);
  expect({ ...after, addedAt: domain.addedAt }).toEqual(domain);
  expect(happened).toBeNull();
  expect(againInMs).toBeGreaterThan(0);
});

test('[DOMAIN-3] the record that is back makes all as it was, and is told only where the domain was lost', () => {
  const asBefore = { verifiedAt: verified.verifiedAt, failingSince: null, lostAt: null };
  expect(afterAnswer(failing, 'found', now)).toMatchObject({ ...asBefore, happened: null });
  expect(afterAnswer(lost, 'found', now)).toMatchObject({ ...asBefore, happened: 'found_again' });
});

test('[DOMAIN-3] [B12] a domain that has been lost for thirty days is nobody’s', () => {
  expect(afterAnswer(lost, 'missing', now)).toMatchObject({
    happened: null,
    verifiedAt: verified.verifiedAt,
  });
  const over = afterAnswer({ ...lost, lostAt: before(givenUpAfterMs) }, 'missing', now);
  expect(over).toMatchObject({ happened: 'given_up', verifiedAt: null, failingSince: null, lostAt: null });
  expect(domainStateOf(over)).toBe('waiting');
});

test('[DOMAIN-3] a new domain is looked up sooner than one that has waited for long, or is settled', () => {
  const fresh = afterAnswer(waiting, 'missing', now).againInMs;
  const old = afterAnswer({ ...waiting, addedAt: verified.addedAt }, 'missing', now).againInMs;
  expect(fresh).toBeLessThan(old);
  expect(afterAnswer(failing, 'missing', now).againInMs).toBeLessThan(
    afterAnswer(verified, 'found', now).againInMs,
  );
});
