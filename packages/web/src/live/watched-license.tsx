import { api } from '@rollcall/client/api/api.ts';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { useWatchLicense } from '@rollcall/client/live/live-provider.tsx';
import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { Epoch, LicenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { FeedPosition } from '@rollcall/core/live/feed.ts';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useReducer, useState } from 'react';
import { appendToLog, type ChangeLog } from './change-log.ts';
import { concerned, everythingApart, type ReadApart } from './concerned-pages.ts';
import { type LicenseFeed, LicenseFeedContext } from './license-feed.ts';
import { hearRuns, noRunsTold, type ToldRuns } from './told-runs.ts';
import { useFrames } from './use-frames.ts';

interface Told {
  readonly license: LicenseView | null;
  readonly epoch: Epoch | null;
  readonly log: ChangeLog;
  readonly logFrom: number;
  readonly runs: ToldRuns;
  readonly snapshots: number;
  /** The last packet that named no rows: lists read before it are out of date. */
  readonly bulkAt: FeedPosition | null;
}

const nothingTold: Told = {
  license: null,
  epoch: null,
  log: [],
  logFrom: 0,
  runs: noRunsTold,
  bulkAt: null,
  snapshots: 0,
};

function hear(told: Told, heard: readonly LicensePacket[] | 'snapshot'): Told {
  if (heard === 'snapshot') return { ...told, snapshots: told.snapshots + 1 };
  const last = heard.at(-1);
  if (last === undefined) return told;
  const { log, forgotten } = appendToLog(told.log, heard);
  const bulk = heard.findLast((packet) => packet.bulk);
  return {
    license: last.license,
    epoch: last.epoch,
    log,
    logFrom: forgotten ?? told.logFrom,
    runs: heard.reduce((runs, packet) => hearRuns(runs, packet, Date.now()), told.runs),
    bulkAt: bulk ? { epoch: bulk.epoch, seq: bulk.to } : told.bulkAt,
    snapshots: told.snapshots,
  };
}

type WatchedLicenseProps = {
  readonly licenseId: LicenseId;
  /** Shown until there is something to show: while loading, and when it failed. */
  readonly fallback: (failure: {
    readonly error: unknown;
    readonly retrying: boolean;
    readonly retry: () => void;
  }) => ReactNode;
  readonly children: ReactNode;
};

/** Reads a licence and follows it. Give it the licence's id as `key`: another licence starts anew. */
export function WatchedLicense({ licenseId, fallback, children }: WatchedLicenseProps) {
  const page = api.license.get.useQuery({ licenseId });
  const utils = api.useUtils();
  const queries = useQueryClient();
  const [told, hearOf] = useReducer(hear, nothingTold);
  const tell = useFrames(hearOf);
  const read = page.data && { epoch: page.data.epoch, seq: page.data.license.seq };
  const [first, setFirst] = useState(read);
  if (first === undefined && read !== undefined) setFirst(read);

  const refreshPage = () => void utils.license.get.invalidate({ licenseId });
  const refresh = (apart: Iterable<ReadApart>) => {
    for (const router of apart) void queries.invalidateQueries({ queryKey: [[router]] });
  };
  useWatchLicense(
    licenseId,
    {
      onPacket: (packet) => {
        tell(packet);
        refresh(new Set(packet.happened.flatMap(({ type }) => concerned[type])));
      },
      onSnapshot: () => {
        hearOf('snapshot');
        void utils.run.invalidate();
        refresh(everythingApart);
      },
      // The answer to the next read says why.
      onEnded: refreshPage,
    },
    first,
  );

  const feed = useMemo((): LicenseFeed | null => {
    if (page.data === undefined || first === undefined) return null;
    const { license, epoch, admins, myAdditions } = page.data;
    const newer = told.epoch === epoch && told.license !== null && told.license.seq > license.seq;
    const readFrom = told.bulkAt ?? first;
    return {
      licenseId,
      license: newer ? told.license : license,
      admins,
      myAdditions,
      log: told.log,
      logFrom: told.logFrom,
      snapshots: told.snapshots,
      runs: told.runs,
      readFrom,
    };
  }, [licenseId, page.data, told, first]);

  // A failed refresh leaves what was read on screen; a right that has ended does not.
  if (feed === null || refusalOf(page.error)?.code === 'NOT_FOUND') {
    return fallback({ error: page.error, retrying: page.isFetching, retry: () => void page.refetch() });
  }
  return <LicenseFeedContext value={feed}>{children}</LicenseFeedContext>;
}
