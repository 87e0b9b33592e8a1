import type { PlatformId } from '@rollcall/core/ids.ts';

/** Signs for one registration, with the key that is published for it and for no other. */
export interface ToolSigner {
  /** A JWT over these claims, RS256, with the key's name in the header. */
  sign(platform: PlatformId, claims: Readonly<Record<string, unknown>>): Promise<string>;
}
