import type { LicenseId } from '@rollcall/core/ids.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { SyncSelection } from '@rollcall/core/sync/contract.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import type { JobSettings, RunningApp } from '@rollcall/server/app.ts';
import { createRunWork } from '@rollcall/server/features/runs/run-work.ts';
import type { SyncPace } from '@rollcall/server/features/runs/sync-failure.ts';
import { SyncFailure } from '@rollcall/server/integrations/upstream.ts';
import { jobTiming } from '@rollcall/server/jobs/timing.ts';
import { beforeAll } from 'vitest';
import { createOwnDatabase } from '../schema/own-database.ts';
import { startApp } from './app.ts';
import { insertConnection } from './connection-row.ts';
import { openDatabase, type TestDatabase } from './database.ts';
import { type DistrictOptions, makeDistrict, type TestDistrict } from './district.ts';
import { FakeGoogle } from './fake-google.ts';
import { newRequest } from './membership.ts';
import { confirmAndFinish, waitForRun } from './runs.ts';

/** Clocks under which a read that failed is tried again at once. */
const timing = { ...jobTiming, sweepMs: 100, retryMs: 10, longestRetryMs: 50, pollMs: 50, reopenMs: 50 };
const pace: SyncPace = { firstMs: 1, longestMs: 4, tries: 10, restarts: 4, limitMs: 3_600_000 };

/** A server on a database of its own, whose licences follow Google Workspaces that are made up in this process. */
export interface SyncWorld {
  readonly app: RunningApp;
  readonly database: TestDatabase;
  /** The Google Workspace that a licence follows, or would. */
  googleOf(home: Pick<TestDistrict, 'licenseId'>): FakeGoogle;
  /** A district that has connected its licence; nothing is chosen yet. */
  connect(options?: DistrictOptions, source?: SyncSource): Promise<Followed>;
}

/** A licence and what it follows. */
export interface Followed {
  readonly home: TestDistrict;
  readonly google: FakeGoogle;
  readonly source: SyncSource;
  /** Plans a choice, and waits for the plan, or the failure. */
  plan(selection: SyncSelection): Promise<RunView>;
  /** Plans a choice, confirms it and waits for the end. */
  choose(selection: SyncSelection): Promise<RunView>;
  /** Syncs what is saved, and waits for the end. */
  sync(): Promise<RunView>;
}

/** Google Workspaces that are made up in this process, one per licence, and how a server reads them. */
export function fakeWorkspaces(changed: Partial<SyncPace> = {}) {
  const workspaces = new Map<LicenseId, FakeGoogle>();
  const openUpstream = async (_app: unknown, { licenseId }: { readonly licenseId: LicenseId }) => {
    const google = workspaces.get(licenseId);
    if (google === undefined) throw new SyncFailure('authorisation_ended', { retryAfterMs: null });
    return google;
  };
  const jobs: JobSettings = {
    timing,
    work: (context) => createRunWork(context, { openUpstream, pace: { ...pace, ...changed } }),
  };
  return {
    jobs,
    of({ licenseId }: Pick<TestDistrict, 'licenseId'>): FakeGoogle {
      const google = workspaces.get(licenseId) ?? new FakeGoogle();
      workspaces.set(licenseId, google);
      return google;
    },
  };
}

/** Starts the world before the tests of this file, and ends it after them. */
export function withSyncWorld(ready: (world: SyncWorld) => void, changed: Partial<SyncPace> = {}): void {
  beforeAll(async () => {
    await using opening = new AsyncDisposableStack();
    const own = opening.use(await createOwnDatabase({ migrated: true }));
    const database = opening.use(openDatabase(own.superuserUrl));
    const workspaces = fakeWorkspaces(changed);
    const app = opening.use(
      await startApp(
        { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl, logLevel: 'silent', demo: true },
        {},
        workspaces.jobs,
      ),
    );
    ready({
      app,
      database,
      googleOf: (home) => workspaces.of(home),
      async connect(options = {}, source = 'ou') {
        const home = await makeDistrict(app, options);
        const google = workspaces.of(home);
        await insertConnection(app, home, source);
        return followed(home, google, source);
      },
    });
    const opened = opening.move();
    return () => opened.disposeAsync();
  });
}

function followed(home: TestDistrict, google: FakeGoogle, source: SyncSource): Followed {
  const { admin, licenseId } = home;
  const plan = async (selection: SyncSelection) => {
    const run = await admin.client.run.planSync.mutate({ licenseId, selection, requestId: newRequest() });
    return waitForRun(admin, run, ['planned', 'failed']);
  };
  return {
    home,
    google,
    source,
    plan,
    choose: async (selection) => confirmAndFinish(admin, await plan(selection)),
    async sync() {
      const run = await admin.client.run.syncNow.mutate({ licenseId, source, requestId: newRequest() });
      return waitForRun(admin, run, ['done', 'failed', 'cancelled']);
    },
  };
}

/** A choice of OUs as students, unless another type is said. */
export function chooseUnits(
  units: Readonly<Record<string, 'teacher' | 'student' | 'other' | null>>,
): SyncSelection {
  return { source: 'ou', units: Object.entries(units).map(([id, userType]) => ({ id, userType })) };
}

/** A licence that follows one OU of so many pupils, `p0` and on, who are on it. */
export async function followedUnit(
  world: SyncWorld,
  pupils: number,
  options: DistrictOptions = {},
): Promise<Followed> {
  const followed = await world.connect(options);
  const { google, home } = followed;
  google.pageSize = 50;
  google.addUnit('pupils');
  for (let at = 0; at < pupils; at += 1) google.addPerson(`p${at}`, 'pupils', home.address(`p${at}`));
  await followed.choose(chooseUnits({ pupils: 'student' }));
  return followed;
}
