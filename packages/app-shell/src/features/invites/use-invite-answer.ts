import { api } from '@rollcall/client/api/api.ts';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import { useConnection, useInboxRefresh } from '@rollcall/client/live/live-provider.tsx';
import type { RequestId } from '@rollcall/core/ids.ts';
import type { InboxEntry } from '@rollcall/core/inbox/contract.ts';
import { useRef } from 'react';

/** One person's answer to one invite. A retry of the same answer carries the same id, so it takes effect once. */
export interface InviteAnswer {
  join(): void;
  decline(reason: string): void;
  /** Which answer is under way. It ends when the inbox says what came of it. */
  readonly busy: 'join' | 'decline' | null;
  readonly error: unknown;
  forgetError(): void;
}

export function useInviteAnswer({ memberId }: InboxEntry): InviteAnswer {
  const intents = useRef(new Map<string, RequestId>());
  const { state } = useConnection();
  const refresh = useInboxRefresh();
  const utils = api.useUtils();

  const idOf = (intent: string): RequestId => {
    const id = intents.current.get(intent) ?? newRequestId();
    intents.current.set(intent, id);
    return id;
  };
  // The answer is on the screen with the inbox: by socket, or read here when the line is down.
  const answered = async () => {
    if (state !== 'live') await refresh().catch(() => {});
  };
  const refused = async (error: unknown) => {
    const code = refusalOf(error)?.code;
    if (code === 'NOT_FOUND') await utils.account.me.invalidate();
    if (code !== undefined) await refresh().catch(() => {});
  };
  const options = { onSuccess: answered, onError: refused } as const;
  const join = api.invite.join.useMutation(options);
  const decline = api.invite.decline.useMutation(options);

  return {
    join: () => {
      decline.reset();
      join.mutate({ memberId, requestId: idOf('join') });
    },
    decline: (raw) => {
      join.reset();
      const reason = raw.trim() === '' ? null : raw.trim();
      decline.mutate({ memberId, reason, requestId: idOf(`decline ${reason ?? ''}`) });
    },
    busy: isUnderWay(join) ? 'join' : isUnderWay(decline) ? 'decline' : null,
    error: join.error ?? decline.error,
    forgetError: () => {
      join.reset();
      decline.reset();
    },
  };
}

/** An answer that was taken stays under way until the inbox takes the invite off the screen. */
function isUnderWay(call: { readonly isPending: boolean; readonly isSuccess: boolean }): boolean {
  return call.isPending || call.isSuccess;
}
