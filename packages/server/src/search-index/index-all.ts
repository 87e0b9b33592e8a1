import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { indexNextPortion } from './index-license.ts';

/** Indexes these licences to their ends, as far as they can be. Does not reject. */
export type IndexAll = (places: readonly LicensePlace[], stopping: AbortSignal) => Promise<void>;

/**
 * A portion of each licence in turn, so that a large import keeps nobody waiting. One that cannot be indexed keeps no
 * other from it: it is told of once, and tried again when it is asked for again.
 */
export function createIndexAll(db: Database, log: Logger): IndexAll {
  const broken = new Set<string>();

  return async (places, stopping) => {
    // One line for all: a database that goes away breaks every licence at once.
    const failed: string[] = [];
    let firstError: unknown;
    let left = places;
    while (left.length > 0 && !stopping.aborted) {
      const unfinished: LicensePlace[] = [];
      for (const place of left) {
        if (stopping.aborted) break;
        try {
          if (await indexNextPortion(db, place)) unfinished.push(place);
          broken.delete(place.licenseId);
        } catch (error) {
          if (broken.has(place.licenseId)) continue;
          broken.add(place.licenseId);
          failed.push(place.licenseId);
          firstError ??= error;
        }
      }
      left = unfinished;
    }
    const message = 'changes of licenses could not be made searchable; each sweep tries again';
    if (failed.length > 0) log.error({ err: firstError, licenseIds: failed }, message);
  };
}
