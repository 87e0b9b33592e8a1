import { personId as personIdSchema } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { mayStillOpen } from '@rollcall/server/lms/may-still-open.ts';
import { placeAssignment } from '@rollcall/server/lms/place-assignment.ts';
import { revokeLicenseAdmin } from '@rollcall/server/vendor/grants.ts';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../_kit/client.ts';
import { asVendor, canonical, makeDistrict, type TestDistrict } from '../_kit/district.ts';
import {
  launch,
  launchAsTeacher,
  openAssignment,
  type RegisteredLms,
  registerLms,
} from '../_kit/launches.ts';
import { newRequest } from '../_kit/membership.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
withServer({}, (server) => {
  app = server.app;
});

const teachers = () => makeDistrict(app, { type: 'teacher' });

const placing = {
  kind: 'placing',
  returnUrl: 'https://lms.example/return',
  data: null,
  acceptsLinks: true,
} as const;

async function refuse({ admin, licenseId }: TestDistrict, lms: RegisteredLms): Promise<void> {
  const { deploymentId, place } = lms;
  await admin.client.lms.changePlatform.mutate({
    licenseId,
    platformId: place.platformId,
    change: { what: 'deployment', deploymentId, isAllowed: false },
    requestId: newRequest(),
  });
}

async function endGrant({ id: districtId, licenseId, admin }: TestDistrict): Promise<void> {
  const place = { districtId, licenseId };
  await asVendor(app, place, (tx) => revokeLicenseAdmin(tx, place, canonical(admin.email)));
}

describe('a registration', () => {
  it('[METHOD-3] is refused to licences that assignments are not for', async () => {
    const home = await makeDistrict(app, { type: 'school' });
    const asked = { licenseId: home.licenseId, name: 'A system', requestId: newRequest() };
    expect(await refusalOf(home.admin.client.lms.addPlatform.mutate(asked))).toMatchObject({
      code: 'METHOD_NOT_AVAILABLE',
      details: { method: 'assignment', reason: 'teacher_license_only' },
    });
  });

  it('[LAUNCH-5] [I3] has one address at a time: asked for again it is another, repeated it is the same', async () => {
    const { admin, licenseId } = await teachers();
    const asked = { licenseId, name: 'A system', requestId: newRequest() };
    const { id: platformId } = await admin.client.lms.addPlatform.mutate(asked);
    const request = { licenseId, platformId, requestId: newRequest() };
    const first = await admin.client.lms.invite.mutate(request);
    expect(await admin.client.lms.invite.mutate(request)).toEqual(first);
    const second = await admin.client.lms.invite.mutate({ ...request, requestId: newRequest() });
    expect(second.registrationUrl).not.toBe(first.registrationUrl);
  });

  it('[ASSIGN-1] that is switched off lets nobody in, and those whom it brought stay', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    await launch(app, lms, { subject: 'first' });
    const { licenseId, admin } = home;
    const { platformId } = lms.place;
    const change = (what: { what: 'switch'; isOn: boolean } | { what: 'remove' }) =>
      admin.client.lms.changePlatform.mutate({
        licenseId,
        platformId,
        change: what,
        requestId: newRequest(),
      });
    await change({ what: 'switch', isOn: false });
    expect(await launch(app, lms, { subject: 'first' })).toMatchObject({ page: 'too_old' });
    await change({ what: 'switch', isOn: true });
    expect(await launch(app, lms, { subject: 'first' })).toMatchObject({ kind: 'app' });
    expect(await change({ what: 'remove' })).toEqual({ platforms: [], assignments: [], teachers: [] });
    const { license } = await admin.client.license.get.query({ licenseId });
    expect(license.counts.student.accepted).toBe(1);
  });

  it('[D08] [ASSIGN-3] whose people are known is corrected by hand, and never becomes that of another system', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    const entered = {
      licenseId: home.licenseId,
      platformId: lms.place.platformId,
      clientId: 'client-2',
      authorisationUrl: `${lms.issuer}/authorise`,
      tokenUrl: `${lms.issuer}/token`,
      keysUrl: `${lms.issuer}/keys`,
      deploymentId: lms.deploymentId,
    };
    const enter = (issuer: string) =>
      home.admin.client.lms.registerByHand.mutate({ ...entered, issuer, requestId: newRequest() });
    expect(await refusalOf(enter('https://another.example'))).toEqual({
      code: 'INVALID_INPUT',
      details: { issues: [{ path: 'issuer', message: 'another_system' }] },
    });
    expect((await enter(lms.issuer)).registered).toMatchObject({ issuer: lms.issuer, clientId: 'client-2' });
  });

  it('[I12] opens nothing any more for who was just let in, once the place that they came from is refused', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    const answer = await launch(app, lms, { subject: 'first' });
    const personId = answer.kind === 'app' ? answer.personId : personIdSchema.parse('');
    expect(await mayStillOpen(app.context, lms.place, personId)).toBe(true);
    await refuse(home, lms);
    expect(await mayStillOpen(app.context, lms.place, personId)).toBe(false);
  });
});

describe('a teacher', () => {
  it('[I12] [ASSIGN-2] places nothing with a page that is open when the place that they came from is refused', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    const page = await launchAsTeacher(app, home, lms, { target: placing });
    const ticket = page.kind === 'page' && page.page === 'place' ? page.ticket : '';
    await refuse(home, lms);
    const asked = { ticket, title: 'Atoms', origin: 'http://localhost' };
    expect(await placeAssignment(app.context, asked)).toMatchObject({ page: 'too_old' });
    const { assignments } = await home.admin.client.lms.get.query({ licenseId: home.licenseId });
    expect(assignments.map(({ title }) => title)).toEqual(['Cells']);
  });

  it('[ASSIGN-2] places once, however often the button is pressed', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    const page = await launchAsTeacher(app, home, lms, { target: placing });
    const ticket = page.kind === 'page' && page.page === 'place' ? page.ticket : '';
    const wish = { ticket, title: 'Atoms', origin: 'http://localhost' };
    const placed = await Promise.all([
      placeAssignment(app.context, wish),
      placeAssignment(app.context, wish),
    ]);
    expect(placed.map(({ kind }) => kind)).toEqual(['placed', 'placed']);
    const { assignments } = await home.admin.client.lms.get.query({ licenseId: home.licenseId });
    expect(assignments.map(({ title }) => title).sort()).toEqual(['Atoms', 'Cells']);
  });

  it('[ASSIGN-2] whose account is no admin any more places nothing, not even with a page that is open', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    const page = await launchAsTeacher(app, home, lms, { target: placing });
    const ticket = page.kind === 'page' && page.page === 'place' ? page.ticket : '';
    await endGrant(home);
    const asked = { ticket, title: 'Atoms', origin: 'http://localhost' };
    expect(await placeAssignment(app.context, asked)).toMatchObject({ page: 'connect' });
    const again = { role: 'instructor', subject: lms.teacher, target: placing } as const;
    expect(await launch(app, lms, again)).toMatchObject({ page: 'connect' });
  });

  it('[ASSIGN-2] who copies a link into another course has to be an admin there as well', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    const copy = {
      course: { id: 'course-2', title: 'Another' },
      target: { kind: 'link', resourceLinkId: 'copied', title: 'Cells', assignmentId: lms.assignmentId },
    } as const;
    expect(await launch(app, lms, copy)).toMatchObject({ page: 'not_ready' });
    expect(await launch(app, lms, { ...copy, role: 'instructor' })).toMatchObject({ page: 'connect' });
    expect(await launchAsTeacher(app, home, lms, copy)).toMatchObject({ page: 'class' });
    expect(await launch(app, lms, copy)).toMatchObject({ kind: 'app' });
  });

  it('[ASSIGN-2] is not connected by the mere look at a ticket, nor by one of another registration', async () => {
    const home = await teachers();
    const lms = await registerLms(home);
    const page = await launch(app, lms, { role: 'instructor', subject: 'tessa', name: 'Tessa' });
    const path = page.kind === 'page' && page.page === 'connect' ? page.connectPath : '';
    const ticket = new URL(path, 'http://localhost').searchParams.get('ticket') ?? '';
    expect(await home.admin.client.lms.readTicket.query({ ticket })).toMatchObject({
      teacherName: 'Tessa',
      isConnected: false,
    });
    const stranger = await teachers();
    const refused = stranger.admin.client.lms.connectTeacher.mutate({ ticket, requestId: newRequest() });
    expect(await refusalOf(refused)).toMatchObject({ code: 'NOT_FOUND' });
    const { teachers: connected } = await home.admin.client.lms.get.query({ licenseId: home.licenseId });
    expect(connected).toEqual([]);
  });

  it('[AUDIT-2] what was connected and placed stands in the audit log, without whom it brought', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    await launch(app, lms, { name: 'Pia Pupil' });
    const { entries } = await home.admin.client.audit.list.query({ licenseId: home.licenseId, filter: {} });
    expect(entries.map(({ facts }) => facts)).toEqual(
      expect.arrayContaining([
        { lms: 'registered', called: 'Paper LMS' },
        { lms: 'teacher_connected', called: 'Paper LMS' },
        { assignment: 'placed', called: 'Cells' },
      ]),
    );
    expect(JSON.stringify(entries)).not.toContain('.invalid');
  });
});
