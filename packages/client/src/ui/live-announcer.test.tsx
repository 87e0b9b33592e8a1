// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveAnnouncer, useAnnounce } from './live-announcer.tsx';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Announcing({ text }: { text: string }) {
  const announce = useAnnounce();
  return (
    <button type="button" onClick={() => announce(text)}>
      say
    </button>
  );
}

function setUp() {
  render(
    <LiveAnnouncer>
      <Announcing text="Copied" />
    </LiveAnnouncer>,
  );
  const say = () =>
    act(() => {
      screen.getByRole('button').click();
      vi.advanceTimersByTime(400);
    });
  return { say, region: screen.getByRole('status') };
}

test('what is announced stands in one polite region', () => {
  const { say, region } = setUp();
  expect(region.getAttribute('aria-live')).toBe('polite');
  say();
  expect(region.textContent).toBe('Copied');
});

test('the same words again are a change, or a screen reader would keep silent', () => {
  const { say, region } = setUp();
  say();
  const before = region.textContent;
  say();
  expect(region.textContent).not.toBe(before);
  expect(region.textContent?.trim()).toBe('Copied');
});
