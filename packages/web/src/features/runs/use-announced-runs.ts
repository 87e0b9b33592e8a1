import { useAnnounce } from '@rollcall/client/ui/live-announcer.tsx';
import type { RunId } from '@rollcall/core/ids.ts';
import type { RunState } from '@rollcall/core/runs/run-state.ts';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useLicenseFeed } from '../../live/license-feed.ts';
import { useRunTitle } from './run-title.ts';

/** What a screen reader hears when a run comes into a state; null: nothing. Complete by type. */
const said: Readonly<Record<RunState, 'begun' | 'done' | 'cancelled' | 'failed' | null>> = {
  reading: null,
  planning: null,
  planned: null,
  queued: null,
  running: 'begun',
  done: 'done',
  cancelled: 'cancelled',
  discarded: null,
  failed: 'failed',
};

/** Says that a run has begun, ended or failed, once each; its progress is there for whoever looks at it. */
export function useAnnouncedRuns(): void {
  const t = useTranslations('runStrip.announce');
  const title = useRunTitle();
  const announce = useAnnounce();
  const { runs } = useLicenseFeed();
  const heard = useRef<ReadonlyMap<RunId, RunState>>(new Map());
  useEffect(() => {
    const now = new Map([...runs].map(([id, { run }]) => [id, run.state]));
    for (const [id, { run }] of runs) {
      const what = heard.current.get(id) === run.state ? null : said[run.state];
      if (what !== null) announce({ text: t(what, { run: title(run) }), group: `run ${id}` });
    }
    heard.current = now;
  }, [runs, announce, t, title]);
}
