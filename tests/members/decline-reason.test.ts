import type { RunningApp } from '@rollcall/server/app.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { makeDistrict } from '../_kit/district.ts';
import { addPeople, click, getRow, newRequest } from '../_kit/membership.ts';
import { newcomer } from '../_kit/valid-calls.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

it('[INVITE-9] the reason of a decline reaches the list, and is gone once the person is invited again', async () => {
  const district = await makeDistrict(app);
  const { admin, licenseId } = district;
  const person = await newcomer(app, district);
  await addPeople(admin.client, licenseId, person.email);
  const invited = await getRow(admin.client, licenseId, person.email);
  expect(invited.declineReason).toBeNull();
  const answer = { memberId: invited.id, requestId: newRequest(), reason: 'I moved to another school' };
  await person.client.invite.decline.mutate(answer);
  const declined = await getRow(admin.client, licenseId, person.email);
  expect(declined).toMatchObject({ status: 'rejected', declineReason: 'I moved to another school' });
  await admin.client.member.reinvite.mutate(click(licenseId, declined));
  const again = await getRow(admin.client, licenseId, person.email);
  expect(again).toMatchObject({ status: 'invited', declineReason: null });
});
