// @vitest-environment jsdom
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { expect, test } from 'vitest';
import { useTimeAgo } from './use-time-ago.ts';

const wrapper = ({ children }: { readonly children: ReactNode }) => (
  <IntlProvider locale="en" timeZone="UTC" now={new Date('2026-11-22T12:00:00Z')}>
    {children}
  </IntlProvider>
);

test('what is newer than the last look at the clock was just then', () => {
  const { current: ago } = renderHook(() => useTimeAgo(), { wrapper }).result;
  expect(ago('2026-11-22T11:00:00Z')).toBe('1 hour ago');
  expect(ago('2026-11-22T12:00:06Z')).toBe('now');
});
