import { type EventType, eventType } from '@rollcall/core/events/catalog.ts';
import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { Epoch, LicenseId, MemberId } from '@rollcall/core/ids.ts';
import { presentLicense } from '../views/license-presenter.ts';
import { presentMember } from '../views/member-views.ts';
import { presentRun } from '../views/run-views.ts';
import type { LicenseState } from './license-states.ts';
import type { StoredEvent } from './stored-event.ts';

/** Events of one licence, in order and without a gap. */
export interface PacketEvents {
  readonly licenseId: LicenseId;
  readonly epoch: Epoch;
  readonly events: readonly StoredEvent[];
  /** The rows that they name; null when nobody should list them. */
  readonly named: readonly MemberId[] | null;
}

/**
 * Turns a licence's events into one packet: the present state of what they changed. Rows may be newer than the last
 * event; their own `seq` says so, and the packet that follows changes nothing then. Throws when a row cannot be
 * presented; that concerns this licence alone.
 */
export function packetOf(
  { licenseId, epoch, events, named }: PacketEvents,
  state: LicenseState | undefined,
): LicensePacket {
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined) throw new Error('A packet needs an event');
  if (state === undefined) throw new Error('There are events of a license that is not there');
  const members = named === null ? [] : state.rows.map(presentMember);
  const live = new Set(members.map((member) => member.id));
  return {
    licenseId,
    epoch,
    from: first.seq,
    to: last.seq,
    license: presentLicense(state.license),
    members,
    removed: (named ?? []).filter((id) => !live.has(id)),
    bulk: named === null,
    ...(state.runs.length === 0 ? {} : { runs: state.runs.map(presentRun) }),
    happened: happenedIn(events),
  };
}

/** Types of a newer version are left out: the clients of this one have no words for them. */
function happenedIn(events: readonly StoredEvent[]): LicensePacket['happened'] {
  const counts = new Map<EventType, number>();
  for (const event of events) {
    const type = eventType.safeParse(event.type);
    if (type.success) counts.set(type.data, (counts.get(type.data) ?? 0) + Math.max(1, event.named ?? 0));
  }
  return [...counts].map(([type, count]) => ({ type, count }));
}
