import { api } from '@rollcall/client/api/api.ts';
import type { AuditFilter } from '@rollcall/core/audit/contract.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { useLicenseFeed } from '../../live/license-feed.ts';

const pageSize = 50;

/** The entries that match, newest first, and how many numbers the licence has taken since they were read. */
export function useAuditLog(licenseId: LicenseId, filter: AuditFilter) {
  const { license } = useLicenseFeed();
  const utils = api.useUtils();
  const input = { licenseId, filter, limit: pageSize };
  const query = api.audit.list.useInfiniteQuery(input, {
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    // What is read stays as it is until somebody asks: rows that move are not read.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [first] = query.data?.pages ?? [];
  return {
    query,
    entries: query.data?.pages.flatMap((page) => page.entries) ?? [],
    tooManyPeople: first?.tooManyPeople ?? false,
    news: first === undefined ? 0 : Math.max(0, license.seq - first.seq),
    /** Reads the log anew from its beginning. */
    showNews: () => utils.audit.list.reset(input),
  };
}
