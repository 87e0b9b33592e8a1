import type { FaultKind } from '@rollcall/sandbox/faults/fault.ts';
import { createSandbox, type Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { openUpstream } from '@rollcall/server/connections/access.ts';
import { createRunWork } from '@rollcall/server/features/runs/run-work.ts';
import type { RunWork } from '@rollcall/server/jobs/run-work.ts';
import { beforeAll, expect, test } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { expectBooksBalance } from '../_kit/books.ts';
import { connect } from '../_kit/connected.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { envOfSandbox } from '../_kit/env-of-sandbox.ts';
import { type GoogleSchool, makeSchool } from '../_kit/google-school.ts';
import { newRequest } from '../_kit/membership.ts';
import { chooseUnits } from '../_kit/sync-world.ts';
import { workRuns } from '../_kit/work-runs.ts';
import { createOwnDatabase } from '../schema/own-database.ts';

const failures = process.env.ROLLCALL_LONG === '1' ? 10_000 : 1_000;

/** What a list of people or of OUs can answer with; what never answers is for the clocks of the client. */
const kinds = [
  'unauthorized',
  'rate_limit',
  'user_rate_limit',
  'quota',
  'too_many',
  'gone',
  'server_error',
  'unavailable',
  'reset',
  'truncated',
  'empty_body',
] as const satisfies readonly FaultKind[];
/** Lies about people: an answer that looks whole. */
const lies = ['empty_list', 'repeated_page', 'same_token'] as const satisfies readonly FaultKind[];

let app: RunningApp;
let database: TestDatabase;
let sandbox: Sandbox;
let school: GoogleSchool;
let runs: RunWork;
beforeAll(async () => {
  await using opening = new AsyncDisposableStack();
  const own = opening.use(await createOwnDatabase({ migrated: true }));
  database = opening.use(openDatabase(own.superuserUrl));
  sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:', empty: true });
  opening.defer(() => sandbox.stop());
  const urls = { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl, logLevel: 'silent' as const };
  app = opening.use(await startApp({ ...urls, ...envOfSandbox(sandbox) }, {}, { work: null }));
  const pace = { firstMs: 0, longestMs: 0, tries: 10, restarts: 4, limitMs: 3_600_000 };
  runs = createRunWork(app.context, { openUpstream, pace });
  school = await makeSchool(app, sandbox, { studentSeats: null });
  const opened = opening.move();
  return () => opened.disposeAsync();
});

const work = () => {
  const { id: districtId, licenseId } = school.district;
  return workRuns(app.context, runs, { districtId, licenseId });
};

/** Chooses everybody, and has them added. */
async function chooseAll(): Promise<void> {
  const { admin, licenseId } = school.district;
  await connect(app, school.district, 'ou', { account: school.googleAdmin });
  const { units } = await admin.client.connection.ouTree.query({ licenseId });
  const root = units.find(({ parentId }) => parentId === null);
  const selection = chooseUnits({ [root?.id ?? '']: 'student' });
  const run = await admin.client.run.planSync.mutate({ licenseId, selection, requestId: newRequest() });
  await work();
  const { plan } = await admin.client.run.get.query({ licenseId, runId: run.id });
  const digest = plan?.digest ?? '';
  await admin.client.run.confirm.mutate({ licenseId, runId: run.id, digest, requestId: newRequest() });
  await work();
}

async function syncOnce() {
  const { admin, licenseId } = school.district;
  const run = await admin.client.run.syncNow.mutate({ licenseId, source: 'ou', requestId: newRequest() });
  await work();
  return admin.client.run.get.query({ licenseId, runId: run.id });
}

const members = () =>
  database.rows('select id, email from member where license_id = $1 and ended_at is null order by id', [
    school.district.licenseId,
  ]);

test(`[D07] [F18] [F19] [I9] [I13] ${failures} answers that fail or lie, through HTTP, remove nobody`, async () => {
  await chooseAll();
  const everybody = await members();
  expect(everybody.length).toBeGreaterThan(40);
  const ends = new Set<string>();
  let struck = 0;
  for (let round = 0; struck < failures; round += 1) {
    const isLie = round % 4 === 3;
    const kind = isLie ? lies[round % lies.length] : kinds[round % kinds.length];
    const endpoint = isLie || round % 3 > 0 ? 'users' : 'orgunits';
    if (kind === undefined) throw new Error('There is no such fault');
    const when = { probability: 0.6 + (round % 5) / 10, seed: round };
    sandbox.control.setFault({ workspace: '*', endpoint, kind, when, retryAfterS: 1 });
    const run = await syncOnce();
    ends.add(run.state);
    expect(['done', 'failed']).toContain(run.state);
    expect(await members()).toEqual(everybody);
    struck += sandbox.control.listFaults().reduce((sum, fault) => sum + fault.struck, 0);
    sandbox.control.clearFaults();
  }
  expect(ends).toEqual(new Set(['done', 'failed']));
  expect(await syncOnce()).toMatchObject({ state: 'done', total: 0 });
  sandbox.control.setFault({ workspace: '*', endpoint: 'users', kind: 'token_revoked', when: { next: 1 } });
  expect(await syncOnce()).toMatchObject({ state: 'failed', failure: 'authorisation_ended' });
  expect(await members()).toEqual(everybody);
  await expectBooksBalance(database, school.district.licenseId);
}, 300_000);
