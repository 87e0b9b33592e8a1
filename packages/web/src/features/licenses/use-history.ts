import { api } from '@rollcall/client/api/api.ts';
import { dayByDay, type HistoryPoint } from '@rollcall/core/licenses/history.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { useMemo } from 'react';
import type { ChangeLog } from '../../live/change-log.ts';
import { useLicenseFeed } from '../../live/license-feed.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long after midnight the new day is asked for. In ms. */
const afterMidnightMs = 2_000;

/** The days of the watched licence; the last is as the licence is at this moment. */
export function useHistory(days: number) {
  const { licenseId, license, log } = useLicenseFeed();
  const query = api.license.history.useQuery(
    { licenseId, days },
    {
      placeholderData: (shown) => shown,
      refetchInterval: () => dayMs - (Date.now() % dayMs) + afterMidnightMs,
    },
  );
  const { data } = query;
  const points = useMemo(() => {
    if (data === undefined) return [];
    const all = dayByDay(data);
    const last = all.pop();
    return last === undefined ? [] : [...all, asOfNow(last, license, log, data.seq)];
  }, [data, license, log]);
  return { query, points };
}

/** What was told since the history was read: the licence as it is, and more answers. */
function asOfNow(today: HistoryPoint, license: LicenseView, log: ChangeLog, seq: number): HistoryPoint {
  if (license.seq <= seq) return today;
  const told = log.filter(({ from }) => from > seq).flatMap(({ happened }) => happened);
  const answers = (type: string) =>
    told.filter((one) => one.type === type).reduce((sum, { count }) => sum + count, 0);
  return {
    day: today.day,
    staffSeats: license.staffSeats,
    studentSeats: license.studentSeats,
    counts: license.counts,
    seatsHeld: license.seatsHeld,
    joined: today.joined + answers('member.joined'),
    declined: today.declined + answers('member.declined'),
  };
}
