import { api } from '@rollcall/client/api/api.ts';
import type { EventType } from '@rollcall/core/events/catalog.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { useEffect } from 'react';
import { useLicenseFeed } from '../../live/license-feed.ts';
import { useLms } from '../../live/use-lms.ts';

/** What changes how many people come by assignments; what changes the assignments themselves is followed anyway. */
const moving: ReadonlySet<EventType> = new Set([
  'member.added',
  'member.removed',
  'run.applied',
  'run.ended',
]);

/** When something was last opened is told to nobody unless it changed the list. In ms. */
const lastOpenedPollMs = 30_000;

/** The same as `useLms`, for the pages that show it in full: also numbers of people, and what was opened when. */
export function useLmsPage(license: Pick<LicenseView, 'id' | 'type'>) {
  const { log } = useLicenseFeed();
  const utils = api.useUtils();
  const last = log.findLast(({ happened }) => happened.some(({ type }) => moving.has(type)))?.to ?? 0;
  useEffect(() => {
    if (last > 0) void utils.lms.invalidate();
  }, [last, utils]);
  return useLms(license, lastOpenedPollMs);
}
