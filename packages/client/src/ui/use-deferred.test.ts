// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDeferred } from './use-deferred.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('nothing is loaded before it is wanted', async () => {
  const load = vi.fn(async () => ({ name: 'menu' }));
  const { result, rerender } = renderHook(({ wanted }) => useDeferred(load, wanted), {
    initialProps: { wanted: false },
  });
  expect(load).not.toHaveBeenCalled();
  await act(async () => rerender({ wanted: true }));
  expect(result.current).toEqual({ part: { name: 'menu' }, failed: false });
});

test('what is out of reach is said, and tried again until it is there', async () => {
  const load = vi
    .fn<() => Promise<{ name: string }>>()
    .mockRejectedValueOnce(new TypeError('Failed to fetch'))
    .mockResolvedValue({ name: 'menu' });
  const { result } = renderHook(() => useDeferred(load, true));
  await act(async () => {});
  expect(result.current).toEqual({ part: null, failed: true });
  await act(() => vi.advanceTimersByTimeAsync(5_000));
  expect(result.current).toEqual({ part: { name: 'menu' }, failed: false });
  expect(load).toHaveBeenCalledTimes(2);
});
