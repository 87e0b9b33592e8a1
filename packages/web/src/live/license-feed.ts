import type { LicenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { FeedPosition } from '@rollcall/core/live/feed.ts';
import { createContext, useContext } from 'react';
import type { ChangeLog } from './change-log.ts';
import type { ToldRuns } from './told-runs.ts';

export interface LicenseAdmin {
  readonly name: string;
  readonly email: string;
  readonly isDomainAdmin: boolean;
  readonly isMe: boolean;
}

/** Whether whom this admin adds is asked first, is on the licence at once, or one or the other by address. */
export type AdditionMode = 'invite' | 'at_once' | 'depends_on_domain';

/** A licence that is being watched, with all that was told about it. */
export interface LicenseFeed {
  readonly licenseId: LicenseId;
  readonly license: LicenseView;
  readonly admins: readonly LicenseAdmin[];
  readonly myAdditions: AdditionMode;
  readonly log: ChangeLog;
  /** The log begins behind this number: what was read before it has to be read anew. */
  readonly logFrom: number;
  /** How often the line said that everything has to be read anew. */
  readonly snapshots: number;
  /** What was told about runs: newer than what was read of them. */
  readonly runs: ToldRuns;
  /** People read before this moment have to be read anew: what happened until then is not in the log. */
  readonly readFrom: FeedPosition;
}

export const LicenseFeedContext = createContext<LicenseFeed | null>(null);

/** The licence whose pages these are. Works below `WatchedLicense`. */
export function useLicenseFeed(): LicenseFeed {
  const feed = useContext(LicenseFeedContext);
  if (feed === null) throw new Error('WatchedLicense is missing above this component');
  return feed;
}
