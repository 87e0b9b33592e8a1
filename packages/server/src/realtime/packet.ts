import { type EventType, membersOf } from '@rollcall/core/events/catalog.ts';
import { type LicensePacket, packetRowLimit } from '@rollcall/core/events/protocol.ts';
import type { Epoch, LicenseId, MemberId } from '@rollcall/core/ids.ts';
import type { SystemTx } from '../db/tx.ts';
import { readLicenseViews } from '../views/license-views.ts';
import { readMemberRows } from '../views/member-views.ts';

export interface StoredEvent {
  readonly district_id: string;
  readonly license_id: string;
  readonly seq: number;
  readonly type: EventType;
  readonly payload: unknown;
}

/**
 * Turns events into one packet per licence: the present state of what they changed. Rows may be newer than the
 * last event; their own `seq` says so, and the packet that follows changes nothing then. Events of a licence must
 * come in order and without a gap.
 */
export async function buildPackets(
  tx: SystemTx,
  events: readonly StoredEvent[],
  epoch: Epoch,
): Promise<LicensePacket[]> {
  const byLicense = Map.groupBy(events, (event) => event.license_id);
  const listed = new Map<string, { ids: MemberId[]; bulk: boolean }>();
  for (const [license, ofLicense] of byLicense) {
    const ids = [...new Set(ofLicense.flatMap((event) => membersOf(event.payload)))] as MemberId[];
    const bulk = ids.length > packetRowLimit;
    listed.set(license, { ids: bulk ? [] : ids, bulk });
  }
  const places = [...byLicense.values()].flatMap(([first]) =>
    first === undefined ? [] : [[first.district_id, first.license_id] as const],
  );
  const licenses = await readLicenseViews(tx, places);
  const rows = await readMemberRows(
    tx,
    places,
    [...listed.values()].flatMap(({ ids }) => ids),
  );

  return [...byLicense].flatMap(([id, ofLicense]) => {
    const license = licenses.get(id);
    const { ids, bulk } = listed.get(id) ?? { ids: [], bulk: false };
    const [first] = ofLicense;
    const last = ofLicense.at(-1);
    if (license === undefined || first === undefined || last === undefined) return [];
    return [
      {
        licenseId: id as LicenseId,
        epoch,
        from: first.seq,
        to: last.seq,
        license,
        members: ids.flatMap((member) => rows.get(member) ?? []),
        removed: ids.filter((member) => !rows.has(member)),
        bulk,
        happened: summary(ofLicense),
      },
    ];
  });
}

function summary(events: readonly StoredEvent[]): LicensePacket['happened'] {
  const counts = new Map<EventType, number>();
  for (const event of events) {
    counts.set(event.type, (counts.get(event.type) ?? 0) + Math.max(1, membersOf(event.payload).length));
  }
  return [...counts].map(([type, count]) => ({ type, count }));
}
