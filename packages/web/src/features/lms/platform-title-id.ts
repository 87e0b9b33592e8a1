import type { PlatformId } from '@rollcall/core/ids.ts';

/** The id of the title of a learning management system's card, which names it and can take the focus. */
export function platformTitleId(id: PlatformId): string {
  return `platform-${id}`;
}
