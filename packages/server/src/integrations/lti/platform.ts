import type { PlatformId } from '@rollcall/core/ids.ts';

/** A learning management system as it is registered: who it says it is, and where it is asked. */
export interface RegisteredPlatform {
  readonly id: PlatformId;
  readonly issuer: string;
  /** What it calls us. */
  readonly clientId: string;
  readonly authorisationUrl: string;
  readonly tokenUrl: string;
  /** The audience of our assertions at its token endpoint; null: the token endpoint itself. */
  readonly tokenAudience: string | null;
  readonly keysUrl: string;
}
