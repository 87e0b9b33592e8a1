import { api } from '@rollcall/client/api/api.ts';
import type { MemberPage } from '@rollcall/core/members/contract.ts';
import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import { type RefObject, useEffect, useState } from 'react';
import { followList, type LiveList } from '../../live/change-log.ts';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { ListQuery } from '../../live/patches.ts';

const noPages: readonly MemberPage[] = [];
const firstPage: string | null = null;

/**
 * The people of the watched licence, page by page, with everything that was told since folded in. `lastSeen` is the
 * index of the last row on screen: when the list has to be read anew, what lies far below it is dropped.
 */
export function useMemberList(query: ListQuery, lastSeen: RefObject<number>) {
  const utils = api.useUtils();
  const { licenseId, log, readFrom } = useLicenseFeed();
  const input = { licenseId, ...query };
  const queryKey = getQueryKey(api.member.list, input, 'infinite');
  // Not the API's own hook for pages: it sends a direction along, which the server does not know.
  const reading = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      utils.client.member.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    // The log keeps what was read up to date; whether it has to be read anew is decided below.
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  const { isFetching, isRefetchError, refetch } = reading;
  const pages = reading.data?.pages ?? noPages;

  const [live, setLive] = useState<LiveList>(() => followList(null, pages, query, log));
  const current = reading.isPlaceholderData ? live : followList(live, pages, query, log);
  if (current !== live) setLive(current);

  const behind = pages.some(({ epoch, seq }) => epoch === readFrom.epoch && seq < readFrom.seq);
  useEffect(() => {
    if (!behind || isFetching || isRefetchError) return;
    utils.member.list.setInfiniteData(
      { licenseId, ...query },
      (data) => data && trim(data, lastSeen.current),
    );
    void refetch({ cancelRefetch: false });
  }, [behind, isFetching, isRefetchError, refetch, utils, licenseId, query, lastSeen]);

  return { reading, rows: current.list.rows };
}

type Read = InfiniteData<MemberPage, string | null>;

/** The pages up to the one that holds the row at this index, and one more. */
function trim(data: Read, lastSeen: number): Read {
  let rows = 0;
  const holding = data.pages.findIndex((page) => {
    rows += page.members.length;
    return rows > lastSeen;
  });
  if (holding < 0 || holding + 2 >= data.pages.length) return data;
  return { pages: data.pages.slice(0, holding + 2), pageParams: data.pageParams.slice(0, holding + 2) };
}
