import type { Logger } from 'pino';
import type { RefusalCounter } from './audit/count-refusal.ts';
import type { Sessions } from './auth/sessions.ts';
import type { Database } from './db/tx.ts';
import type { FindDomainRecord } from './dns/find-domain-record.ts';
import type { Env } from './env.ts';
import type { LtiServices } from './integrations/lti/lti-services.ts';
import type { AccessTokens } from './integrations/openid/access-tokens.ts';
import type { Issuers } from './integrations/openid/issuers.ts';
import type { LicensePlace } from './license-row/lock-license.ts';
import type { Mailer } from './mail/mailer.ts';
import type { OutboundFetch } from './outbound/outbound.ts';
import type { Throttles } from './throttle.ts';
import type { ToolKeys } from './tool-keys/tool-keys.ts';

/** What a feature may tell the live side: that something was committed, and that a session has ended. */
export interface LiveSignals {
  /** Wakes the relay. Called after a commit on this licence; one that a crash prevents is made up for by the sweep. */
  committed(place: LicensePlace): void;
  /** Closes the sockets of a session at once. */
  sessionEnded(sessionId: string): void;
}

/** What every command needs, made once per server. */
export interface AppContext {
  readonly env: Env;
  readonly db: Database;
  /** For the few statements that a dashboard reads over and over: prepared, read only, by key or in an index's order. */
  readonly lists: Database;
  /** For work on thousands of rows: connections of its own, longer statements, lookups instead of scans. */
  readonly bulk: Database;
  readonly sessions: Sessions;
  readonly log: Logger;
  readonly live: LiveSignals;
  readonly throttles: Throttles;
  readonly refusals: RefusalCounter;
  readonly mailer: Mailer;
  readonly findDomainRecord: FindDomainRecord;
  /** Our own requests: to configured places only. */
  readonly outbound: OutboundFetch;
  /** Who else vouches for people, and lets us read other systems. */
  readonly issuers: Issuers;
  readonly accessTokens: AccessTokens;
  /** Learning management systems that licences are registered with, and what we sign for them with. */
  readonly lti: LtiServices;
  readonly toolKeys: ToolKeys;
  /** Aborted when the server begins to stop: what goes on for as long as somebody reads ends then. */
  readonly stopping: AbortSignal;
}
