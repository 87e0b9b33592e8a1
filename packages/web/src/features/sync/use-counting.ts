import { api } from '@rollcall/client/api/api.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { OuTree } from '@rollcall/core/sync/contract.ts';
import { useEffect, useRef } from 'react';
import { useIntent } from '../../lib/use-intent.ts';

/** The counting of people per OU. It begins by itself, once, where nobody has counted yet. */
export function useCounting(licenseId: LicenseId, { units, counting, countProblem }: OuTree) {
  const utils = api.useUtils();
  const intent = useIntent();
  const { mutate, error, isPending } = api.connection.countPeople.useMutation(intent);
  const start = () =>
    mutate(
      { licenseId, requestId: intent.idFor(licenseId) },
      { onSuccess: () => utils.connection.ouTree.invalidate({ licenseId }) },
    );
  const isCounted = units.every(({ people }) => people !== null);
  const wanted = !isCounted && counting === null && units.length > 0;
  const begun = useRef(false);
  const latest = useRef(start);
  latest.current = start;
  useEffect(() => {
    if (!wanted || begun.current) return;
    begun.current = true;
    latest.current();
  }, [wanted]);
  return { isCounted, soFar: counting?.people ?? null, start, error, isPending, problem: countProblem };
}
