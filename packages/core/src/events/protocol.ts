import { z } from 'zod';
import { epoch, licenseId, memberId } from '../ids.ts';
import type { Inbox } from '../inbox/contract.ts';
import { licenseView } from '../licenses/license.ts';
import { noSeatsHeld, seatCounts, seatsHeld } from '../licenses/seats.ts';
import { memberView } from '../members/contract.ts';
import { runView } from '../runs/contract.ts';
import { eventType } from './catalog.ts';

/**
 * What the socket carries. Unknown fields are ignored on reading, so that a newer server and an older client
 * (and the reverse) go on together.
 */

/** Changes of more rows than this are told as a range (`bulk`); the client reads what it shows anew. */
export const packetRowLimit = 200;

/** How often the server says where each watched licence stands, so that a lost packet is noticed. In ms. */
export const heartbeatMs = 10_000;

/** The views as they are read off the wire: strict where the server makes them, open to new fields here. */
const licenseRead = z.object({
  ...licenseView.shape,
  counts: z.object(seatCounts.shape),
  seatsHeld: z.object(seatsHeld.shape).default(noSeatsHeld),
});
const memberRead = z.object({
  ...memberView.shape,
  lastActiveOn: memberView.shape.lastActiveOn.default(null),
  mail: memberView.shape.mail.default(null),
});
const runRead = z.object({
  ...runView.shape,
  source: runView.shape.source.default(null),
  heldBack: runView.shape.heldBack.default(null),
  heldBackBy: runView.shape.heldBackBy.default(null),
});

/** Events `from`…`to` of one licence as the state they left behind. */
export const licensePacket = z.object({
  licenseId,
  epoch,
  from: z.int(),
  to: z.int(),
  license: licenseRead,
  /** Rows that changed and are on the list, in their present state. */
  members: z.array(memberRead),
  /** Rows that changed and are no longer on the list. */
  removed: z.array(memberId),
  /** True when the rows were too many to list. */
  bulk: z.boolean(),
  /** What happened, for announcements: counts by event type. */
  happened: z.array(z.object({ type: eventType, count: z.int() })),
  /** Runs that changed, as they are. Absent: none did, or a newer server tells of them in a way unknown here. */
  runs: z.array(runRead).optional().catch(undefined),
});
export type LicensePacket = z.infer<typeof licensePacket>;

export const heartbeat = z.object({ epoch, heads: z.record(z.string(), z.int()) });
export type Heartbeat = z.infer<typeof heartbeat>;

/** Client → server: tell me about this licence from here on. The server decides whether it may. */
export const watchInput = z.strictObject({
  licenseId,
  /** Where the client stands; both null on the first look, which answers with the head alone. */
  epoch: epoch.nullable(),
  after: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
});
export type WatchInput = z.infer<typeof watchInput>;

export const watchAnswer = z.discriminatedUnion('kind', [
  /** In step: packets follow from `head` on. */
  z.object({ kind: z.literal('live'), epoch, head: z.int() }),
  /** What was missed, as one packet. */
  z.object({ kind: z.literal('caught_up'), packet: licensePacket }),
  /** Too far behind, or of another epoch: read everything anew. */
  z.object({ kind: z.literal('snapshot'), epoch, head: z.int() }),
  z.object({ kind: z.literal('refused'), code: z.enum(['NOT_FOUND', 'INVALID_INPUT', 'SIGN_IN_AGAIN']) }),
]);
export type WatchAnswer = z.infer<typeof watchAnswer>;

export const unwatchInput = z.strictObject({ licenseId });
/** Client → server: these invites are on the screen now. */
export const shownInput = z.strictObject({ memberIds: z.array(memberId).min(1).max(50) });

export const closing = z.object({ reason: z.enum(['signed_out', 'server_restarts']) });

export type Closing = z.infer<typeof closing>;

export const watchEnded = z.object({ licenseId, code: z.enum(['NOT_FOUND', 'SIGN_IN_AGAIN']) });
export type WatchEnded = z.infer<typeof watchEnded>;

export interface ServerToClient {
  inbox: (state: Inbox) => void;
  packet: (packet: LicensePacket) => void;
  heartbeat: (heartbeat: Heartbeat) => void;
  /** The right to see this licence has ended, or the sign-in has become too old for it. */
  watchEnded: (ended: WatchEnded) => void;
  closing: (notice: Closing) => void;
}

export interface ClientToServer {
  watch: (input: unknown, answer: (answer: WatchAnswer) => void) => void;
  unwatch: (input: unknown) => void;
  shown: (input: unknown) => void;
}
