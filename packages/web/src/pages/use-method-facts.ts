import { api } from '@rollcall/client/api/api.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { skipToken } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MethodFacts } from '../features/methods/method-standing.ts';
import { useSyncOfLicense } from '../live/use-sync.ts';

/** What decides which methods a licence can use at the moment. Until that is read nothing is taken to be in the way. */
export function useMethodFacts({ id, type }: Pick<LicenseView, 'id' | 'type'>): MethodFacts {
  const { source, standing } = useSyncOfLicense({ id, type });
  const domainWide = api.domainWide.get.useQuery(type === 'district' ? { licenseId: id } : skipToken);
  const hindrance = standing?.hindrance ?? null;
  const isOff = domainWide.data?.switchedOnAt === null;
  return useMemo(
    () => ({
      hindrances: {
        ...(source !== null && hindrance !== null && { [source]: hindrance }),
        ...(isOff && { domain: 'domain_wide_is_off' as const }),
      },
    }),
    [source, hindrance, isOff],
  );
}
