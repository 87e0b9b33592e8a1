import { api } from '@rollcall/client/api/api.ts';
import { useConnection } from '@rollcall/client/live/live-provider.tsx';
import type { LicenseId, RunId } from '@rollcall/core/ids.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunState } from '@rollcall/core/runs/run-state.ts';
import { useMemo } from 'react';
import { useLicenseFeed } from './license-feed.ts';
import { joinRuns, latestRun, withUndo } from './told-runs.ts';

/** A plan in the making is no news to the others on the licence, so it is asked for. In ms. */
const planPollMs = 500;
/** Without the live line whatever is under way is asked for. In ms. */
const unheardPollMs = 3_000;

const stands: Readonly<Record<RunState, 'being_planned' | 'may_change' | 'ended'>> = {
  reading: 'being_planned',
  planning: 'being_planned',
  planned: 'may_change',
  queued: 'may_change',
  running: 'may_change',
  done: 'ended',
  cancelled: 'ended',
  discarded: 'ended',
  failed: 'ended',
};

function pollMs(run: RunView | undefined, isLive: boolean): number | false {
  if (run === undefined) return false;
  if (stands[run.state] === 'being_planned') return planPollMs;
  return !isLive && stands[run.state] === 'may_change' && unheardPollMs;
}

/** One run of the licence of this page, as it is: read once and then followed. `run` is undefined until it is there. */
export function useRun(licenseId: LicenseId, runId: RunId) {
  const { runs } = useLicenseFeed();
  const isLive = useConnection().state === 'live';
  const reading = api.run.get.useQuery(
    { licenseId, runId },
    { refetchInterval: ({ state }) => pollMs(state.data, isLive) },
  );
  const told = runs.get(runId);
  const read = reading.data && { run: reading.data, at: reading.dataUpdatedAt };
  const run = read === undefined ? told?.run : told === undefined ? read.run : latestRun(read, told);
  return { run: run && withUndo(run, runs), reading };
}

const runPageSize = 30;

/** The runs of the licence of this page, newest first, followed live. */
export function useRuns() {
  const { licenseId, runs: told } = useLicenseFeed();
  const isLive = useConnection().state === 'live';
  const reading = api.run.list.useInfiniteQuery(
    { licenseId, limit: runPageSize },
    {
      getNextPageParam: ({ nextCursor }) => nextCursor,
      refetchInterval: ({ state }) => {
        const going = state.data?.pages.some(({ runs }) => runs.some((run) => stands[run.state] !== 'ended'));
        return !isLive && going === true && unheardPollMs;
      },
    },
  );
  const { data, dataUpdatedAt } = reading;
  const runs = useMemo(() => joinRuns(data?.pages ?? [], dataUpdatedAt, told), [data, dataUpdatedAt, told]);
  return { runs, reading };
}
