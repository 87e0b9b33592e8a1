import type { LicenseType } from '@rollcall/core/licenses/license.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';

/**
 * The method by which a licence of each type can follow another system. A table of its own, because the one of core
 * would bring the schemas' library into what every page of a licence loads first; a test holds them together.
 */
const sources: Readonly<Record<LicenseType, SyncSource | null>> = {
  district: 'ou',
  school: 'ou',
  building: 'ou',
  teacher: 'classroom',
};

export function syncOfLicense(type: LicenseType): SyncSource | null {
  return sources[type];
}
