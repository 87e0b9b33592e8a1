import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { useMemo } from 'react';
import { type MethodFacts, noMethodFacts } from '../features/methods/method-standing.ts';
import { useSyncOfLicense } from '../features/sync/use-sync.ts';

/** What decides which methods a licence can use at the moment. Until that is read nothing is taken to be in the way. */
export function useMethodFacts(license: Pick<LicenseView, 'id' | 'type'>): MethodFacts {
  const { source, standing } = useSyncOfLicense(license);
  const hindrance = standing?.hindrance ?? null;
  return useMemo(
    () => (source === null || hindrance === null ? noMethodFacts : { hindrances: { [source]: hindrance } }),
    [source, hindrance],
  );
}
