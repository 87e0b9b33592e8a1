import type { Readable } from 'node:stream';
import { DomainError } from '@rollcall/core/errors.ts';

/** When to try again while all slots are taken. In seconds. */
const retryAfterS = 10;

export interface DownloadSlots {
  /** Takes a slot until the file has been read or given up. Throws THROTTLED when there is none. */
  hold<File extends { readonly text: Readable }>(open: () => Promise<File>): Promise<File>;
}

/** Downloads hold a database connection while somebody reads: as many at once as leave enough for everything else. */
export function createDownloadSlots(most: number): DownloadSlots {
  let taken = 0;
  return {
    async hold(open) {
      if (taken >= most) throw new DomainError('THROTTLED', { retryAfterS });
      taken += 1;
      try {
        const file = await open();
        file.text.once('close', () => {
          taken -= 1;
        });
        return file;
      } catch (error) {
        taken -= 1;
        throw error;
      }
    },
  };
}
