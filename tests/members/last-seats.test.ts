import { randomUUID } from 'node:crypto';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { joinByDomains } from '@rollcall/server/domains/join-by-domain.ts';
import { switchDomainWide } from '@rollcall/server/vendor/domain-wide.ts';
import { expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { insertConnection } from '../_kit/connection-row.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { asVendor, type DistrictOptions, makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { launch, openAssignment } from '../_kit/launches.ts';
import { openLink } from '../_kit/links.ts';
import { addPeople, newRequest, openKey } from '../_kit/membership.ts';
import { confirmAndFinish, uploadCsv, waitForRun } from '../_kit/runs.ts';
import { chooseUnits, type SyncWorld, withSyncWorld } from '../_kit/sync-world.ts';

const seats = { staffSeats: 3, studentSeats: 5 };

let app: RunningApp;
let database: TestDatabase;
let googleOf: SyncWorld['googleOf'];
withSyncWorld((world) => {
  ({ app, database, googleOf } = world);
});

/** A client who wants a seat: for one person, or for as many as a file or a directory names. */
type Claim = () => Promise<unknown>;

/** An address that nobody else has. */
const somebody = (home: TestDistrict): string => home.address(`p-${randomUUID().slice(0, 8)}`);
const times = <Value>(count: number, make: (nth: number) => Value): Value[] =>
  Array.from({ length: count }, (_, nth) => make(nth));
/** Pupils and staff in turn, so that both pools are raced for. */
const typeOf = (nth: number): UserType => (nth % 2 === 0 ? 'student' : 'teacher');

/** The plan of a paste changes while others are faster: whoever adds presses again, as long as there is anything to add. */
function byEmail(home: TestDistrict, nth: number): Claim {
  const text = somebody(home);
  return async () => {
    for (let tries = 0; tries < 20; tries += 1) {
      const result = await addPeople(home.admin.client, home.licenseId, text, typeOf(nth));
      if (result.kind === 'done') return;
    }
    throw new Error('A paste never found the world as it was planned');
  };
}

function byCsv(home: TestDistrict, nth: number): Claim {
  const file = `Email\n${times(2, () => somebody(home)).join('\n')}\n`;
  return async () => {
    const upload = { licenseId: home.licenseId, file, userType: typeOf(nth) };
    const run = await uploadCsv(app, home.admin, upload);
    // Others were faster, and the plan is not as it was shown: that is an answer too, and nothing was taken.
    await confirmAndFinish(home.admin, run).catch((error: unknown) => {
      if (!(error instanceof Error && /plan changed/.test(error.message))) throw error;
    });
  };
}

async function byKey(home: TestDistrict, key: string): Promise<Claim> {
  const person = await signIn(app, somebody(home));
  return () => person.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
}

async function byLink(home: TestDistrict, code: string): Promise<Claim> {
  const person = await signIn(app, somebody(home));
  return () => person.client.link.join.mutate({ code, requestId: newRequest() });
}

/** The ways that every licence has, made ready: 12 pastes, 4 files, 16 keys, 16 links. */
async function ordinaryClaims(home: TestDistrict): Promise<Claim[]> {
  const key = await openKey(home.admin.client, home.licenseId, 'student');
  const link = await openLink(home.admin.client, home.licenseId, { userType: 'teacher' });
  const ready = await Promise.all([
    ...times(16, () => byKey(home, key)),
    ...times(16, () => byLink(home, link)),
  ]);
  return [...times(12, (nth) => byEmail(home, nth)), ...times(4, (nth) => byCsv(home, nth)), ...ready];
}

/** A directory or a class of 16, whose choice is saved while it is empty. */
async function bySync(home: TestDistrict, source: 'ou' | 'classroom'): Promise<Claim> {
  const google = googleOf(home);
  const { admin, licenseId } = home;
  await insertConnection(app, home, source);
  google.addUnit('pupils');
  google.addCourse('class', []);
  const selection =
    source === 'ou'
      ? chooseUnits({ pupils: 'student' })
      : { source, courses: [{ id: 'class', teachers: [] }] };
  await confirmAndFinish(
    admin,
    await admin.client.run.planSync.mutate({ licenseId, selection, requestId: newRequest() }),
  );
  for (const id of times(16, (nth) => `g${nth}`)) google.addPerson(id, 'pupils', somebody(home));
  google.dropCourse('class');
  google.addCourse('class', [...google.people.keys()]);
  return async () => {
    const run = await admin.client.run.syncNow.mutate({ licenseId, source, requestId: newRequest() });
    expect((await waitForRun(admin, run, ['done', 'failed'])).state).toBe('done');
  };
}

/** 16 people who use the app, on a licence that brings everybody of their domain. */
async function byDomain(home: TestDistrict): Promise<Claim[]> {
  const { licenseId, domainId } = home;
  const place = { districtId: home.id, licenseId };
  const arrivals = await Promise.all(times(16, () => signIn(app, somebody(home))));
  await asVendor(app, place, (tx) => switchDomainWide(tx, place, true));
  await database.rows(
    `insert into license_domain (district_id, license_id, domain_id, user_type, chosen_by) values ($1, $2, $3, 'student', 'test')`,
    [home.id, licenseId, domainId],
  );
  return arrivals.map((person) => () => joinByDomains(app.context, person.id));
}

/** 16 pupils who open an assignment, half of them without an address. */
async function byLaunch(home: TestDistrict): Promise<Claim[]> {
  const lms = await openAssignment(app, home);
  return times(16, (nth) => () => launch(app, lms, { email: nth % 2 === 0 ? somebody(home) : null }));
}

async function raceOn(home: TestDistrict, special: readonly Claim[]): Promise<void> {
  const claims = [...(await ordinaryClaims(home)), ...special];
  expect(claims.length).toBeGreaterThanOrEqual(48);
  const mixed = claims.toSorted(() => Math.random() - 0.5);
  const settled = await Promise.allSettled(mixed.map((claim) => claim()));
  // Whoever was too late is told so; nobody meets a fault.
  const faults = settled.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
  expect(faults.filter((code) => code !== 'KEY_NOT_ACCEPTED' && code !== 'LINK_NOT_ACCEPTED')).toEqual([]);
  await app.settled();
  expect(await heldSeats(home.licenseId)).toEqual({ staff: seats.staffSeats, student: seats.studentSeats });
  await expectBooksBalance(database, home.licenseId);
}

function codeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function heldSeats(licenseId: LicenseId): Promise<unknown> {
  const [held] = await database.rows(
    `select count(*) filter (where user_type <> 'student')::int as staff,
       count(*) filter (where user_type = 'student')::int as student
     from member where license_id = $1 and ended_at is null and status <> 'rejected'`,
    [licenseId],
  );
  return held;
}

const small = (options: DistrictOptions = {}) => makeDistrict(app, { ...seats, ...options });

test('[C01] [I1] a District license that follows an OU: both pools are sold out and neither is oversold', async () => {
  const district = await small();
  await raceOn(district, [await bySync(district, 'ou')]);
});

test('[C01] [I1] a District license whose domain brings its people', async () => {
  const district = await small();
  await raceOn(district, await byDomain(district));
});

test('[C01] [I1] a Teacher license with a class and an assignment', async () => {
  const district = await small({ type: 'teacher' });
  await raceOn(district, [await bySync(district, 'classroom'), ...(await byLaunch(district))]);
});
