import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { LicenseId, PersonId } from '@rollcall/core/ids.ts';
import type { HeardInbox } from './heard-inboxes.ts';
import type { WatchRights } from './license-states.ts';

/** Where packets and inboxes go. */
export interface Publisher {
  packet(packet: LicensePacket): void;
  /** Sent to the person's sockets of these sessions; those of others have ended, and so do their sockets. */
  inbox(person: PersonId, heard: HeardInbox): void;
  /** Of a licence that nobody here watches no packet needs to be made. */
  isWatched(licenseId: LicenseId): boolean;
  isConnected(person: PersonId): boolean;
  connectedPeople(): PersonId[];
  /** Who may hear of this licence now: whoever else listens stops hearing before the next packet. */
  keepListeners(licenseId: LicenseId, rights: WatchRights): void;
}
