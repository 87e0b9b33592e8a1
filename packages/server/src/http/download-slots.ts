import type { Readable } from 'node:stream';
import { DomainError } from '@rollcall/core/errors.ts';

/** When to try again while all slots are taken. In seconds. */
const retryAfterS = 10;
/** Slots of one session: a person reads a list, and by mistake a second one. */
const mostPerSession = 2;

export interface DownloadSlots {
  /**
   * Takes a slot until the file has been read or given up. Throws THROTTLED when there is none, or when the session
   * has two already.
   */
  hold<File extends { readonly text: Readable }>(sessionId: string, open: () => Promise<File>): Promise<File>;
}

/** Downloads hold a database connection while somebody reads: as many at once as leave enough for everything else. */
export function createDownloadSlots(most: number): DownloadSlots {
  let taken = 0;
  const ofSession = new Map<string, number>();

  function take(sessionId: string): void {
    const own = ofSession.get(sessionId) ?? 0;
    if (taken >= most || own >= mostPerSession) throw new DomainError('THROTTLED', { retryAfterS });
    taken += 1;
    ofSession.set(sessionId, own + 1);
  }

  function giveBack(sessionId: string): void {
    taken -= 1;
    const left = (ofSession.get(sessionId) ?? 0) - 1;
    if (left > 0) ofSession.set(sessionId, left);
    else ofSession.delete(sessionId);
  }

  return {
    async hold(sessionId, open) {
      take(sessionId);
      try {
        const file = await open();
        if (file.text.closed) giveBack(sessionId);
        else file.text.once('close', () => giveBack(sessionId));
        return file;
      } catch (error) {
        giveBack(sessionId);
        throw error;
      }
    },
  };
}
