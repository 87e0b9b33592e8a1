import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import { isUnavailable } from '../error-mapper.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { indexNextPortion } from './index-license.ts';

/** Indexes these licences to their ends. Rejects when the database was away for any of them. */
export type IndexAll = (places: readonly LicensePlace[], stopping: AbortSignal) => Promise<void>;

/**
 * A portion of each licence in turn, so that a large import keeps nobody waiting. One that cannot be indexed keeps no
 * other from it: it is told of once, and tried again when it is asked for again.
 */
export function createIndexAll(db: Database, log: Logger): IndexAll {
  const broken = new Set<string>();

  /** True when there may be more. */
  async function indexPortionOf(place: LicensePlace): Promise<boolean> {
    const { licenseId } = place;
    try {
      const hasMore = await indexNextPortion(db, place);
      if (broken.delete(licenseId)) log.info({ licenseId }, 'changes of a license are made searchable again');
      return hasMore;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      const message = 'changes of a license could not be made searchable; each sweep tries again';
      if (!broken.has(licenseId)) log.error({ err: error, licenseId }, message);
      broken.add(licenseId);
      return false;
    }
  }

  return async (places, stopping) => {
    let left = places;
    let away: unknown;
    while (left.length > 0 && !stopping.aborted) {
      const unfinished: LicensePlace[] = [];
      for (const place of left) {
        if (stopping.aborted) break;
        const hasMore = await indexPortionOf(place).catch((error: unknown) => {
          // One statement that takes too long says the same as a database that is gone.
          away = error;
          return false;
        });
        if (hasMore) unfinished.push(place);
      }
      left = unfinished;
    }
    if (away !== undefined) throw away;
  };
}
