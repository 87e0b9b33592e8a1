// @vitest-environment jsdom
import { type DomainErrorShape, domainErrorDetails, parseDomainError } from '@rollcall/core/errors.ts';
import { csvProblem } from '@rollcall/core/runs/csv-contract.ts';
import { cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { uiWords } from './en.ts';
import { useErrorText, useRefusalText } from './error-text.ts';
import { WordsProvider } from './words-provider.tsx';

afterEach(cleanup);

const wrapper = ({ children }: { children: ReactNode }) => (
  <WordsProvider words={uiWords}>{children}</WordsProvider>
);

/** One valid example of each refusal. */
const examples: Readonly<Record<keyof typeof domainErrorDetails, object>> = {
  NOT_SIGNED_IN: {},
  SIGN_IN_AGAIN: {},
  NOT_FOUND: { noun: 'invite' },
  INVALID_INPUT: { issues: [] },
  TOO_LARGE: { limitBytes: 2_097_152 },
  TOO_MANY_ADDRESSES: { found: 1200, limit: 1000 },
  FILE_NOT_READABLE: { problem: 'unclosed_quote', line: 12 },
  METHOD_NOT_AVAILABLE: { method: 'ou', reason: 'x' },
  LICENSE_NOT_ACTIVE: { phase: 'grace' },
  SEATS_EXHAUSTED: { pool: 'staff' },
  CHANGED_MEANWHILE: {},
  INVITE_CLOSED: { now: 'accepted' },
  REMINDED_RECENTLY: { againAt: '2026-11-23T08:00:00.000Z' },
  WRONG_STATUS: { status: 'invited' },
  WRONG_RUN_STATE: { state: 'done' },
  RUN_NOT_POSSIBLE: { reason: 'nobody' },
  SYNC_FAILED: { problem: 'quota' },
  KEY_NOT_ACCEPTED: {},
  LINK_NOT_ACCEPTED: { reason: 'unknown' },
  CODE_NOT_ACCEPTED: { triesLeft: 2 },
  CODE_EXPIRED: {},
  ADDRESS_TAKEN: {},
  THROTTLED: { retryAfterS: 40 },
  REQUEST_REUSED: {},
  NEEDS_ACCOUNT: {},
  FEATURE_LOCKED: { feature: 'comments', reason: 'switched_off' },
  LAST_DOMAIN_ADMIN: {},
  DOMAIN_NOT_ACCEPTED: { reason: 'not_available' },
  DOMAIN_IS_VERIFIED: {},
  MAIL_NOT_SET_UP: {},
  UNAVAILABLE: {},
  INTERNAL: { correlationId: 'abc-123' },
};

test('every refusal has words of its own, and none shows a placeholder', () => {
  const { result } = renderHook(useRefusalText, { wrapper });
  const texts = Object.entries(examples).map(([code, details]) => {
    const refusal = parseDomainError({ code, details });
    expect(refusal, code).not.toBeNull();
    return result.current(refusal as DomainErrorShape);
  });
  expect(texts).toHaveLength(Object.keys(domainErrorDetails).length);
  for (const text of texts) expect(text).toMatch(/^[A-Z][^{}]+[.a-z0-9-]$/);
});

test.each(csvProblem.options)('[CSV-5] a file that is refused as %s is told with what to do', (problem) => {
  const { result } = renderHook(useRefusalText, { wrapper });
  const text = (line: number | null) =>
    result.current({ code: 'FILE_NOT_READABLE', details: { problem, line } });
  expect(text(1234)).toMatch(/^[A-Z][^{}]+[.]$/);
  expect(text(null)).not.toMatch(/[{}]|: line/);
});

test('a wait is told in seconds, from a minute and a half on in minutes', () => {
  const { result } = renderHook(useRefusalText, { wrapper });
  const wait = (retryAfterS: number) => result.current({ code: 'THROTTLED', details: { retryAfterS } });
  expect(wait(1)).toContain('1 second,');
  expect(wait(90)).toContain('90 seconds');
  expect(wait(91)).toContain('2 minutes');
});

test('a failure without a refusal is a server out of reach', () => {
  const { result } = renderHook(useErrorText, { wrapper });
  expect(result.current(new TypeError('Failed to fetch'))).toBe(uiWords.refusal.unreachable);
});
