import { api } from '@rollcall/client/api/api.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import { useEffect } from 'react';

/** Longer waits than a browser's timer holds are not waited for: the page is read anew long before. In ms. */
const longestWaitMs = 2 ** 31 - 1;

/** The licence's link, read once and then followed: by the licence's events, and by the clock when its time is over. */
export function useLink(licenseId: LicenseId) {
  const reading = api.link.get.useQuery({ licenseId });
  const { data, refetch } = reading;
  useEffect(() => {
    const leftMs = data === undefined ? null : msUntilOver(data);
    if (leftMs === null || leftMs > longestWaitMs) return;
    const timer = setTimeout(() => void refetch(), leftMs);
    return () => clearTimeout(timer);
  }, [data, refetch]);
  return reading;
}

/** By the clock that decides, so that no clock of a classroom's computer has to be right. Null: it does not end. */
function msUntilOver({ expiresAt, readAt, hindrance }: LinkView): number | null {
  if (expiresAt === null || hindrance !== null) return null;
  // A moment later than needed: what is asked for too early is not over yet.
  return Math.max(0, new Date(expiresAt).getTime() - new Date(readAt).getTime()) + 500;
}
