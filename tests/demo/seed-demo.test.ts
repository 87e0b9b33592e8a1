import { licenseType } from '@rollcall/core/licenses/license.ts';
import { demoAddress, demoPeople } from '@rollcall/server/demo/people.ts';
import { seedDemo } from '@rollcall/server/demo/seed-demo.ts';
import { signInDemoPerson } from '@rollcall/server/demo/sign-in-demo-person.ts';
import { signInWithIdentity } from '@rollcall/server/identity/sign-in-with-identity.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classListFile } from '../../packages/demo/src/sample-files.ts';
import { startApp } from '../_kit/app.ts';
import { createClient, type TestClient } from '../_kit/client.ts';
import { callApi } from '../_kit/http.ts';
import { newRequest } from '../_kit/membership.ts';
import { inspectFile, uploadCsv, waitForRun } from '../_kit/runs.ts';

let app: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  app = await startApp({ demo: true });
  await seedDemo(app.context);
});
afterAll(() => app.stop());

async function signedIn(label: string) {
  const person = demoPeople.find((one) => one.label === label);
  if (person === undefined) throw new Error(`nobody labelled ${label}`);
  const token = await signInDemoPerson(app.context, person, 'test');
  return { token, client: createClient(app.port, token) };
}

async function as(label: string): Promise<TestClient> {
  return (await signedIn(label)).client;
}

/** Everything that seeding could change: licences with their numbers and counters, districts and grants. */
async function everything() {
  return app.context.db.withSystemTx(async (tx) => {
    const domains = await tx
      .selectFrom('domain')
      .selectAll()
      .where('name', 'in', ['riverbend.example', 'lakeview.example'])
      .execute();
    const districts = domains.map((domain) => domain.district_id);
    return {
      domains,
      licenses: await tx
        .selectFrom('license')
        .selectAll()
        .where('district_id', 'in', districts)
        .orderBy('id')
        .execute(),
      members: await tx
        .selectFrom('member')
        .selectAll()
        .where('district_id', 'in', districts)
        .orderBy('id')
        .execute(),
      grants: await tx
        .selectFrom('license_admin')
        .selectAll()
        .where('district_id', 'in', districts)
        .orderBy('email')
        .orderBy('license_id')
        .execute(),
    };
  });
}

describe('the data of the demo', () => {
  // First of all: each later test signs somebody in.
  it('[DEMO-5] [B03] has an account for everybody one can be, so that another issuer brings none of them', async () => {
    for (const { email } of demoPeople) {
      const address = demoAddress(email);
      const claim = { issuer: 'https://elsewhere.example', subject: email, name: 'Somebody', email: address };
      const result = await signInWithIdentity(app.context, {
        ...claim,
        emailShown: email,
        emailVerified: true,
      });
      expect(result, email).toEqual({ kind: 'prove_mailbox', email: address });
    }
  });

  it('[DEMO-4] has all four types, a pool without a limit, one seat left somewhere, and every status', async () => {
    const dana = await (await as('dana')).license.list.query();
    const lena = await (await as('lena')).license.list.query();
    const licenses = [...dana, ...lena];
    expect(new Set(licenses.map((license) => license.type))).toEqual(new Set(licenseType.options));
    expect(licenses.some((license) => license.studentSeats === null)).toBe(true);
    const cedar = licenses.find((license) => license.name === 'Cedar Building');
    expect(cedar).toMatchObject({
      staffSeats: 10,
      studentSeats: 40,
      counts: {
        teacher: { accepted: 8 },
        other: { accepted: 1 },
        student: { accepted: 36, invited: 3, rejected: 1 },
      },
    });
    const school = licenses.find((license) => license.name === 'Lakeview Middle School');
    for (const status of ['accepted', 'invited', 'rejected'] as const)
      expect(school?.counts.student[status], status).toBeGreaterThan(0);
  });

  it('[DEMO-4] [TERM-5] has a license that is nearly over, and one in its grace', async () => {
    const dana = await (await as('dana')).license.list.query();
    const lena = await (await as('lena')).license.list.query();
    expect(dana.filter(({ phase }) => phase === 'grace')).toHaveLength(1);
    const inDays = lena.map(({ endsAt }) => (Date.parse(endsAt) - Date.now()) / 86_400_000);
    expect(inDays.filter((days) => days > 10 && days <= 12)).toHaveLength(1);
  });

  it('[DEMO-4] begins with an open invite for Aisha, and with nothing for the others who open the app', async () => {
    const aisha = await (await as('aisha')).invite.inbox.query();
    expect(aisha.entries).toMatchObject([
      { state: 'invited', popUp: true, licenseName: 'Lakeview Middle School' },
    ]);
    for (const label of ['tom', 'zoe', 'maria', 'ben'])
      expect((await (await as(label)).invite.inbox.query()).entries, label).toEqual([]);
  });

  it('[INVITE-1] makes Dana a domain admin and Lena not', async () => {
    for (const [label, outcome] of [
      ['dana', 'added'],
      ['lena', 'invited'],
    ] as const) {
      const admin = await as(label);
      const [license] = await admin.license.list.query();
      if (license === undefined) throw new Error(`${label} manages nothing`);
      const plan = await admin.member.planAdd.mutate({
        licenseId: license.id,
        text: 'somebody@new.example',
        userType: 'student',
      });
      expect(plan.outcomes).toEqual({ [outcome]: 1 });
    }
  });

  it('[DEMO-5] lets Maria, who has the app, manage her own class beside Lena, with seats that a class or two need', async () => {
    const [own, ...others] = await (await as('maria')).license.list.query();
    expect(others).toEqual([]);
    expect(own).toMatchObject({ type: 'teacher', studentSeats: 28 });
    const taken = own?.counts.student ?? { accepted: 0, invited: 0 };
    expect(28 - taken.accepted - taken.invited).toBe(24);
    const lena = await (await as('lena')).license.list.query();
    expect(lena.map(({ id }) => id)).toContain(own?.id);
  });

  it('[DEMO-5] opens the dashboard of somebody whose app is open without signing them out of it', async () => {
    const host = `maria.localhost:${app.port}`;
    const enter = (token: string) =>
      callApi(app.port, 'demo.signIn', {
        type: 'mutation',
        token,
        headers: { host, origin: `http://${host}` },
      });
    const { token } = await signedIn('maria');
    const again = await enter(token);
    expect([again.status, again.headers['set-cookie']]).toEqual([200, undefined]);
    expect(await createClient(app.port, token).account.me.query()).toMatchObject({ name: 'Maria Santos' });
    // Somebody else's sign-in on her address is replaced.
    const other = await enter((await signedIn('ben')).token);
    expect(other.headers['set-cookie']).toHaveLength(1);
  });

  it('[DEMO-5] has domain-wide switched on for Dana, with nobody on by it until she chooses a domain', async () => {
    const dana = await as('dana');
    const district = (await dana.license.list.query()).find(({ type }) => type === 'district');
    if (district === undefined) throw new Error('Dana manages no district license');
    const standing = await dana.domainWide.get.query({ licenseId: district.id });
    expect(standing.switchedOnAt).not.toBeNull();
    expect(standing.domains.filter(({ userType }) => userType !== null)).toEqual([]);
  });

  it('[LIST-8] has some thousands of people in a district, of whom a few pupils have got a staff seat', async () => {
    const dana = await as('dana');
    const district = (await dana.license.list.query()).find(({ type }) => type === 'district');
    if (district === undefined) throw new Error('Dana manages no district license');
    expect(district.counts.student.accepted).toBeGreaterThan(2_500);
    const { groups } = await dana.member.typeSuspects.query({ licenseId: district.id });
    expect(groups).toMatchObject([{ looksLike: 'student', count: 14 }]);
  });

  it('[CSV-1] has a class list on its start page that is read as promised, and planned with what it promises', async () => {
    const lena = await as('lena');
    const school = (await lena.license.list.query()).find(({ type }) => type === 'school');
    if (school === undefined) throw new Error('Lena manages no school');
    const guests = demoPeople.filter(({ district }) => district === school.districtName);
    const file = classListFile(guests, 'lakeview.example');
    const person = await signedIn('lena');
    const upload = { licenseId: school.id, file: Buffer.from(file.bytes()) };
    const inspection = await inspectFile(app, person, upload.licenseId, upload.file);
    expect(inspection).toMatchObject({ encoding: 'windows-1252', ignored: ['No', 'Class'] });
    const run = await waitForRun(person, await uploadCsv(app, person, upload), ['planned', 'failed']);
    expect(run.plan?.outcomes).toMatchObject({ invalid_email: file.wrong, already_invited: 1 });
    expect(run.total).toBe(file.people);
    await lena.run.discard.mutate({ licenseId: school.id, runId: run.id, requestId: newRequest() });
  });

  it('[HISTORY-2] has a past in pictures that ends, on each license, where the license stands', async () => {
    for (const label of ['dana', 'lena']) {
      const admin = await as(label);
      for (const license of await admin.license.list.query()) {
        const { points } = await admin.license.history.query({ licenseId: license.id, days: 60 });
        expect(points.length, license.name).toBeGreaterThan(10);
        const [before, today] = points.slice(-2);
        expect(today?.counts, license.name).toEqual(license.counts);
        expect(before).toMatchObject({ counts: license.counts });
        expect(today).toMatchObject({ joined: 0, declined: 0 });
        const joined = points.reduce((sum, point) => sum + point.joined, 0);
        expect(joined, license.name).toBeLessThanOrEqual(
          license.counts.teacher.accepted + license.counts.student.accepted + license.counts.other.accepted,
        );
      }
    }
  });

  it('[DEMO-4] changes nothing when it is done again, also where a visitor has removed somebody', async () => {
    const dana = await as('dana');
    const [license] = await dana.license.list.query();
    if (license === undefined) throw new Error('Dana manages nothing');
    const page = await dana.member.list.query({
      licenseId: license.id,
      filter: {},
      sort: 'email',
      order: 'ascending',
    });
    const [first] = page.members;
    if (first === undefined) throw new Error('the license is empty');
    await dana.member.remove.mutate({
      licenseId: license.id,
      memberId: first.id,
      seq: first.seq,
      requestId: crypto.randomUUID() as never,
    });
    const before = await everything();
    await seedDemo(app.context);
    expect(await everything()).toEqual(before);
  });
});
