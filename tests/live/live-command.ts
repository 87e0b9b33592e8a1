import type { EventType } from '@rollcall/core/events/catalog.ts';
import type { LicenseType } from '@rollcall/core/licenses/license.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { TestDistrict, TestPerson } from '../_kit/district.ts';
import type { FakeGoogle } from '../_kit/fake-google.ts';
import type { PersonScreen } from '../_kit/person-screen.ts';
import { confirmPlan, waitForRun } from '../_kit/runs.ts';

export interface Scene {
  readonly app: RunningApp;
  readonly home: TestDistrict;
  readonly person: TestPerson;
  readonly screen: PersonScreen;
  /** What the district's licence follows once it is connected. */
  readonly google: FakeGoogle;
}

/** What changes a licence. */
export interface LiveCommand {
  /** Whom the command is about, as they stand before it. */
  readonly who: (app: RunningApp, home: TestDistrict) => Promise<TestPerson>;
  /** Of the licence; a district's where it is not said. */
  readonly type?: LicenseType;
  /** What must be in place first, and is no part of the command. */
  readonly first?: (scene: Scene) => Promise<void>;
  readonly run: (scene: Scene) => Promise<unknown>;
  /** The events that it records, in order: one, unless it is two changes. */
  readonly events: readonly EventType[];
}

export async function lastRun({ admin, licenseId }: TestDistrict): Promise<RunView> {
  const [run] = (await admin.client.run.list.query({ licenseId })).runs;
  if (run === undefined) throw new Error('The license has no run');
  return run;
}

export async function confirmLast({ home }: Scene): Promise<void> {
  const run = await confirmPlan(home.admin, await lastRun(home));
  await waitForRun(home.admin, run, ['done']);
}
