import type { Inbox, InboxEntry } from '../inbox/contract.ts';

/**
 * Joins an inbox that arrived with the one on screen: per licence the entry with the higher `seq` stays, so an
 * older packet that arrives late changes nothing. Features come from whichever of the two is not older.
 */
export function mergeInbox(current: Inbox | null, arrived: Inbox): Inbox {
  if (current === null || current.epoch !== arrived.epoch) return arrived;
  const known = new Map<string, InboxEntry>(current.entries.map((entry) => [entry.memberId, entry]));
  let overtaken = false;
  const entries = arrived.entries.map((entry) => {
    const mine = known.get(entry.memberId);
    if (mine === undefined || mine.seq <= entry.seq) return entry;
    overtaken = true;
    return mine;
  });
  return { epoch: arrived.epoch, entries, features: overtaken ? current.features : arrived.features };
}
