import { api } from '@rollcall/client/api/api.ts';
import type { EventType } from '@rollcall/core/events/catalog.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { useEffect } from 'react';
import { useLicenseFeed } from '../../live/license-feed.ts';

/** What changes how many come by a domain, or which domains those are. */
const moving: ReadonlySet<EventType> = new Set([
  'domains.changed',
  'run.ended',
  'member.added',
  'member.removed',
]);

/** How domain-wide deployment stands on the licence, read once and then followed. */
export function useDomainWide(licenseId: LicenseId) {
  const { log } = useLicenseFeed();
  const utils = api.useUtils();
  const last = log.findLast(({ happened }) => happened.some(({ type }) => moving.has(type)))?.to ?? 0;
  useEffect(() => {
    if (last === 0) return;
    void utils.domainWide.get.invalidate({ licenseId });
    void utils.domainWide.notSeated.invalidate({ licenseId });
  }, [last, licenseId, utils]);
  return api.domainWide.get.useQuery({ licenseId });
}
