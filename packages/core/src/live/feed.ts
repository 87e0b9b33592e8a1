import type { Epoch } from '../ids.ts';

/** Where a client stands in one licence's stream. */
export interface FeedPosition {
  readonly epoch: Epoch;
  /** The last event that is part of what is on screen. */
  readonly seq: number;
}

export type PacketVerdict =
  /** The next in line: apply it and stand at `position`. */
  | { readonly kind: 'apply'; readonly position: FeedPosition }
  /** Known already. */
  | { readonly kind: 'ignore' }
  /** Something between is missing: ask for what came after `seq`. */
  | { readonly kind: 'gap' }
  /** The database was restored: nothing on screen can be trusted. */
  | { readonly kind: 'other_epoch' };

/** What to do with a packet of events `from`…`to` (SPEC LIVE-2). Duplicates and reorderings end in the same state. */
export function judgePacket(
  position: FeedPosition,
  packet: { readonly epoch: Epoch; readonly from: number; readonly to: number },
): PacketVerdict {
  if (packet.epoch !== position.epoch) return { kind: 'other_epoch' };
  if (packet.to <= position.seq) return { kind: 'ignore' };
  if (packet.from > position.seq + 1) return { kind: 'gap' };
  return { kind: 'apply', position: { epoch: packet.epoch, seq: packet.to } };
}

/** Whether a heartbeat shows that a packet was lost. */
export function isBehind(
  position: FeedPosition,
  beat: { readonly epoch: Epoch; readonly head: number },
): boolean {
  return beat.epoch !== position.epoch || beat.head > position.seq;
}
