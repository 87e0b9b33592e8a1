import { featuresOf } from '../features/rules.ts';
import type { Inbox, InboxEntry } from '../inbox/contract.ts';

/**
 * Joins an inbox that arrived with the one on screen (SPEC LIVE-6): licence by licence, the side with the higher
 * `seq` stays, so an inbox that was read earlier and arrives late changes nothing, also where it does not know a
 * licence yet. In whichever order the inboxes of one connection arrive, the end is the same.
 *
 * The first inbox of a connection joins with `null`: rows that ended long ago are no longer told, so what it leaves
 * out is gone.
 */
export function mergeInbox(current: Inbox | null, arrived: Inbox): Inbox {
  if (current === null || current.epoch !== arrived.epoch) return arrived;
  const mine = byLicense(current.entries);
  const theirs = byLicense(arrived.entries);
  const kept = [...mine].filter(([license, entries]) => {
    const others = theirs.get(license);
    return others === undefined || headOf(others) < headOf(entries);
  });
  if (kept.length === 0) return arrived;
  for (const [license, entries] of kept) theirs.set(license, entries);
  const entries = [...theirs.values()].flat();
  // Neither side's features fit a mixture of the two, so they follow from the entries (SPEC FEATURE-1).
  return { epoch: arrived.epoch, entries, features: featuresOf(entries) };
}

function byLicense(entries: readonly InboxEntry[]): Map<string, InboxEntry[]> {
  return Map.groupBy(entries, (entry) => entry.licenseId);
}

function headOf(entries: readonly InboxEntry[]): number {
  return Math.max(...entries.map((entry) => entry.seq));
}
