import type { LicensePacket } from '@rollcall/core/events/protocol.ts';

/**
 * What was told about a licence lately, oldest first. Pages are read at moments of their own, so news that overtakes
 * a page must not be lost: what is shown is always *what was read, then everything told after it*, and a row's `seq`
 * says which is newer.
 */
export type ChangeLog = readonly LicensePacket[];

/** A log that names more rows than this forgets its beginning: a page that took that long is read anew. */
const rowLimit = 5_000;

/** The log with more packets, and the number up to which it has forgotten; null: nothing was forgotten by this. */
export function appendToLog(
  log: ChangeLog,
  packets: readonly LicensePacket[],
): { readonly log: ChangeLog; readonly forgotten: number | null } {
  const longer = [...log, ...packets];
  let rows = 0;
  let keepFrom = longer.length;
  while (keepFrom > 0) {
    const packet = longer[keepFrom - 1];
    rows += packet === undefined ? 0 : packet.members.length + packet.removed.length;
    // The last packet stays whatever its size: it has not been heard yet.
    if (rows > rowLimit && keepFrom <= longer.length - packets.length) break;
    keepFrom -= 1;
  }
  if (keepFrom === 0) return { log: longer, forgotten: null };
  return { log: longer.slice(keepFrom), forgotten: longer[keepFrom - 1]?.to ?? null };
}
