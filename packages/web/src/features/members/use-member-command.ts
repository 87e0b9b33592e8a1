import { api } from '@rollcall/client/api/api.ts';
import { mayHelpToRetry, refusalOf } from '@rollcall/client/api/refusal.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import { useConnection } from '@rollcall/client/live/live-provider.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import { useErrorText } from '@rollcall/client/words/error-text.ts';
import type { MemberId, RequestId } from '@rollcall/core/ids.ts';
import type { OneMemberResult } from '@rollcall/core/members/contract.ts';
import { useCallback, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useWho } from '../../lib/use-who.ts';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { MemberCommand, MemberVerb } from './member-intent.ts';

interface CommandEnds {
  readonly onDone: () => void;
  readonly onGone: (id: MemberId) => void;
  readonly onOutdated: () => void;
}

/**
 * Sends what was decided about one person, where wanted a removal that keeps them out, with the version of the row that
 * was on screen. A refusal that says the row is no longer what it was closes the dialog: the list shows by then what it
 * is. `onDone`: nothing is left to ask; `onGone`: the person is off the list; `onOutdated`: the list has to be read again.
 */
export function useMemberCommand(ends: CommandEnds) {
  const t = useTranslations('member');
  const errorText = useErrorText();
  const who = useWho();
  const unsure = useTranslations('app.unsure')('title');
  const { licenseId } = useLicenseFeed();
  const connection = useConnection();
  const mutations = {
    remind: api.member.remind.useMutation(),
    withdraw: api.member.withdraw.useMutation(),
    reinvite: api.member.reinvite.useMutation(),
    remove: api.member.remove.useMutation(),
    exclude: api.member.exclude.useMutation(),
  } satisfies Record<MemberVerb | 'exclude', unknown>;
  const intents = useRef(new WeakMap<MemberCommand, { call: MemberVerb | 'exclude'; id: RequestId }>());
  const { exclusion } = api.useUtils();
  const latest = useRef({ mutations, ends, connection, t, errorText, unsure, exclusion, who });
  latest.current = { mutations, ends, connection, t, errorText, unsure, exclusion, who };

  const run = useCallback(
    (intent: MemberCommand, keepsOut = false) => {
      const { verb, row } = intent;
      const call = verb === 'remove' && keepsOut ? 'exclude' : verb;
      const known = intents.current.get(intent);
      const request = known?.call === call ? known : ({ call, id: newRequestId() } as const);
      intents.current.set(intent, request);
      const { mutations: all, t: words } = latest.current;
      for (const other of Object.values(all)) other.reset();
      all[call].mutate(
        { licenseId, memberId: row.id, seq: row.seq, requestId: request.id },
        {
          onSuccess: ({ outcome }: OneMemberResult) => {
            const done = call === 'exclude' ? 'keptOut' : outcome;
            showToast.success({ title: words(`done.${done}`, { email: latest.current.who(row) }) });
            latest.current.ends.onDone();
            if (call === 'exclude') void latest.current.exclusion.invalidate();
            if (verb === 'remove' || verb === 'withdraw') latest.current.ends.onGone(row.id);
            // Without the live line nobody tells that the row changed.
            if (latest.current.connection.state !== 'live') latest.current.ends.onOutdated();
          },
          onError: (error) => {
            const code = refusalOf(error)?.code;
            const outdated = code === 'CHANGED_MEANWHILE' || code === 'WRONG_STATUS' || code === 'NOT_FOUND';
            if (!outdated && verb !== 'remind') return;
            const description = outdated ? words('changedMeanwhile') : latest.current.errorText(error);
            showToast[outdated ? 'warning' : 'error']({
              title: mayHelpToRetry(error)
                ? latest.current.unsure
                : words(`failed.${verb}`, { email: latest.current.who(row) }),
              description,
            });
            latest.current.ends.onDone();
            if (outdated) latest.current.ends.onOutdated();
          },
        },
      );
    },
    [licenseId],
  );

  const all = Object.values(mutations);
  return {
    run,
    error: all.find((mutation) => mutation.error !== null)?.error ?? null,
    isPending: all.some((mutation) => mutation.isPending),
  };
}
