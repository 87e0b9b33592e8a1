import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAccessTokens } from './access-tokens.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const issued = (accessToken: string, expiresInS = 3_600) => ({ accessToken, expiresInS, refreshToken: null });

test('[SYNC-10] a token is asked for once, also by many at a time, until shortly before its end', async () => {
  const tokens = createAccessTokens();
  const fresh = vi.fn(async () => issued(`token ${fresh.mock.calls.length}`));
  const both = await Promise.all([tokens.get('one', fresh), tokens.get('one', fresh)]);
  expect(both).toEqual(['token 1', 'token 1']);
  vi.advanceTimersByTime(3_539_000);
  expect(await tokens.get('one', fresh)).toBe('token 1');
  vi.advanceTimersByTime(2_000);
  expect(await tokens.get('one', fresh)).toBe('token 2');
  expect(await tokens.get('other', fresh)).toBe('token 3');
});

test('[SYNC-10] a token that is refused is forgotten, and not the one that came after it', async () => {
  const tokens = createAccessTokens();
  const fresh = vi.fn(async () => issued(`token ${fresh.mock.calls.length}`));
  await tokens.get('one', fresh);
  tokens.forget('one', 'token 1');
  expect(await tokens.get('one', fresh)).toBe('token 2');
  tokens.forget('one', 'token 1');
  expect(await tokens.get('one', fresh)).toBe('token 2');
});

test('[F18] a failure is not kept', async () => {
  const tokens = createAccessTokens();
  await expect(tokens.get('one', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await tokens.get('one', async () => issued('token'))).toBe('token');
});
