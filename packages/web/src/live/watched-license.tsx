import { api } from '@rollcall/client/api/api.ts';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { runApi } from '@rollcall/client/api/run-api.ts';
import { useWatchLicense } from '@rollcall/client/live/live-provider.tsx';
import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { Epoch, LicenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { FeedPosition } from '@rollcall/core/live/feed.ts';
import { type ReactNode, useMemo, useReducer, useState } from 'react';
import { appendToLog, type ChangeLog } from './change-log.ts';
import { type LicenseFeed, LicenseFeedContext } from './license-feed.ts';
import { hearRuns, noRunsTold, type ToldRuns } from './told-runs.ts';

interface Told {
  readonly license: LicenseView | null;
  readonly epoch: Epoch | null;
  readonly log: ChangeLog;
  readonly runs: ToldRuns;
  /** The last packet that named no rows: lists read before it are out of date. */
  readonly bulkAt: FeedPosition | null;
}

const nothingTold: Told = { license: null, epoch: null, log: [], runs: noRunsTold, bulkAt: null };

function hear(told: Told, packet: LicensePacket): Told {
  return {
    license: packet.license,
    epoch: packet.epoch,
    log: appendToLog(told.log, packet),
    runs: hearRuns(told.runs, packet, Date.now()),
    bulkAt: packet.bulk ? { epoch: packet.epoch, seq: packet.to } : told.bulkAt,
  };
}

/** What changes the rest of a licence's page, which packets do not carry. */
const concernsPage: ReadonlySet<LicensePacket['happened'][number]['type']> = new Set([
  'admin.granted',
  'admin.revoked',
  'license.renewed',
]);

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
  const runs = runApi.useUtils().run;
  const [told, tell] = useReducer(hear, nothingTold);
  const read = page.data && { epoch: page.data.epoch, seq: page.data.license.seq };
  const [first, setFirst] = useState(read);
  if (first === undefined && read !== undefined) setFirst(read);

  const refreshPage = () => void utils.license.get.invalidate({ licenseId });
  useWatchLicense(
    licenseId,
    {
      onPacket: (packet) => {
        tell(packet);
        if (packet.happened.some(({ type }) => concernsPage.has(type))) refreshPage();
      },
      onSnapshot: () => {
        refreshPage();
        void utils.member.list.invalidate();
        void runs.invalidate();
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
