import type { LicenseId, MemberId } from '@rollcall/core/ids.ts';

/** What the benchmark asks of the clients' thread. */
export interface ClientsRequest {
  /** Opens a socket per person; admins watch their licence. Done when each has its inbox and its answer. */
  readonly open: {
    readonly port: number;
    readonly people: readonly { readonly token: string; readonly watch: LicenseId | null }[];
  };
  readonly close: null;
  /** One round trip of a bare websocket, in ms. */
  readonly echo: { readonly port: number };
  /** Listens for NOTIFY on a bare connection; each notification is a signal. */
  readonly listen: { readonly url: string };
  /** Presses Join as this person does: one HTTP call. */
  readonly join: { readonly port: number; readonly token: string; readonly memberId: MemberId };
  /** What the watched licences have been told so far. */
  readonly told: null;
}

export interface ClientsReply {
  readonly open: null;
  readonly close: null;
  readonly echo: number;
  readonly listen: null;
  /** When the button was pressed. */
  readonly join: number;
  readonly told: Readonly<
    Record<string, { readonly head: number; readonly packets: number; readonly gaps: number }>
  >;
}

/** What happened at a client, with the moment on the machine's clock. */
export type ClientsSignal =
  /** An invite is on the screen of person `number`, as they were opened. */
  | { readonly kind: 'invited'; readonly number: number; readonly at: number }
  /** The list of admin `number` shows a row as accepted. */
  | { readonly kind: 'accepted'; readonly number: number; readonly at: number }
  | { readonly kind: 'notified'; readonly number: number; readonly at: number };
