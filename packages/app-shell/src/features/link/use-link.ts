import { api } from '@rollcall/client/api/api.ts';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import { useConnection, useInbox, useInboxRefresh } from '@rollcall/client/live/live-provider.tsx';
import type { JoinedByLink, LinkLook } from '@rollcall/core/links/contract.ts';
import { useEffect, useRef, useState } from 'react';

/** How often an open link is looked at while its page is on screen. In ms. */
const lookEveryMs = 10_000;

/** A code has 26 characters; what is far longer was never one. */
const longestCode = 100;

export interface OpenedLink {
  /** Undefined until it has been looked at. */
  readonly look: LinkLook | undefined;
  readonly joined: JoinedByLink | undefined;
  readonly looking: boolean;
  readonly joining: boolean;
  /** The link is none that leads anywhere. */
  readonly unknown: boolean;
  /** Why it could not be looked at, where it is not that. */
  readonly lookError: unknown;
  readonly joinError: unknown;
  join(): void;
  lookAgain(): void;
}

/** The link that was opened. Looking changes nothing; a retry of Join carries the same id, so it takes effect once. */
export function useLink(opened: string): OpenedLink {
  const code = opened.slice(0, longestCode);
  const look = api.link.look.useQuery(
    { code },
    {
      staleTime: 0,
      gcTime: 0,
      // Nothing tells somebody who is on no list that a link was closed: while there is something to press, it is asked.
      refetchInterval: ({ state: { data } }) => (data?.standing === 'open' ? lookEveryMs : false),
    },
  );
  const [requestId] = useState(newRequestId);
  const { state } = useConnection();
  const refresh = useInboxRefresh();
  const join = api.link.join.useMutation({
    onSuccess: () => (state === 'live' ? undefined : refresh().catch(() => {})),
    onError: (error) => {
      if (refusalOf(error)?.code === 'LINK_NOT_ACCEPTED') void look.refetch();
    },
  });
  useLookWithInbox(look.refetch);
  const isUnknown = refusalOf(look.error)?.code === 'LINK_NOT_ACCEPTED';
  const refusedJoin = refusalOf(join.error)?.code === 'LINK_NOT_ACCEPTED';
  return {
    look: look.isError ? undefined : look.data,
    joined: join.data,
    looking: look.isFetching,
    joining: join.isPending,
    unknown: isUnknown,
    lookError: isUnknown ? null : look.error,
    // Why it was refused is what the next look says.
    joinError: refusedJoin ? null : join.error,
    join: () => join.mutate({ code, requestId }),
    lookAgain: () => {
      join.reset();
      void look.refetch();
    },
  };
}

/** Somebody may be put on the licence, or taken off, while they look at its link. */
function useLookWithInbox(lookAgain: () => unknown): void {
  const inbox = useInbox();
  const before = useRef(inbox);
  useEffect(() => {
    if (before.current !== null && before.current !== inbox) void lookAgain();
    before.current = inbox;
  }, [inbox, lookAgain]);
}
