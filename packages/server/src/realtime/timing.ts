import { heartbeatMs } from '@rollcall/core/events/protocol.ts';

/** The clocks of the live side. Tests turn them instead of waiting. All in ms. */
export interface LiveTiming {
  /** After a packet left, events of the next moments are gathered and leave together: about a screen's frame. */
  readonly frameMs: number;
  /** What a crash left unpublished, what another process wrote, and rights that ended are found within this time. */
  readonly sweepMs: number;
  /** How often each watching client is told where its licences stand. */
  readonly heartbeatMs: number;
  /** How long *shown* reports are gathered, so that a school bell is one statement per licence. */
  readonly shownMs: number;
}

export const liveTiming: LiveTiming = { frameMs: 16, sweepMs: 600, heartbeatMs, shownMs: 250 };
