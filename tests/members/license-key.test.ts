import { randomUUID } from 'node:crypto';
import { canonicalEmail } from '@rollcall/core/emails.ts';
import { linkAddress } from '@rollcall/server/identity/link-address.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { refusalOf } from '../_kit/client.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { findRow, getRow, newRequest, openKey } from '../_kit/membership.ts';

let app: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

describe('the license key', () => {
  it('[KEY-2] [KEY-5] accepts at once, in any spelling, with the user type that the admin set', async () => {
    const { licenseId, admin, address } = await makeDistrict(app);
    const key = await openKey(admin.client, licenseId, 'teacher');
    const person = await signIn(app, address('typist'));
    const typed = ` ${key.toLowerCase().replaceAll('-', ' ')} `;
    const result = await person.client.licenseKey.redeem.mutate({ key: typed, requestId: newRequest() });
    expect(result.outcome).toBe('added');
    expect(await getRow(admin.client, licenseId, person.email)).toMatchObject({
      status: 'accepted',
      userType: 'teacher',
      sources: ['key'],
    });
  });

  it('[KEY-4] unknown, mistyped, switched off, replaced and exhausted answer alike', async () => {
    const { licenseId, admin, address } = await makeDistrict(app, { studentSeats: 0 });
    const exhausted = await openKey(admin.client, licenseId, 'student');
    const off = await makeDistrict(app);
    const switchedOff = await openKey(off.admin.client, off.licenseId, 'student');
    const change = {
      licenseId: off.licenseId,
      requestId: newRequest(),
      enabled: false,
      userType: 'student',
    } as const;
    await off.admin.client.license.setKey.mutate(change);
    const rotated = await makeDistrict(app);
    const replaced = await openKey(rotated.admin.client, rotated.licenseId, 'student');
    await rotated.admin.client.license.rotateKey.mutate({
      licenseId: rotated.licenseId,
      requestId: newRequest(),
    });

    const person = await signIn(app, address('guesser'));
    for (const key of ['0000-0000-0000-0000-0000', 'nonsense', switchedOff, replaced, exhausted]) {
      const refusal = await refusalOf(
        person.client.licenseKey.redeem.mutate({ key, requestId: newRequest() }),
      );
      expect(refusal).toEqual({ code: 'KEY_NOT_ACCEPTED', details: {} });
    }
    expect(await findRow(admin.client, licenseId, person.email)).toBeNull();
  });

  it('[ACCESS-4] a person with several addresses appears under the one in the district’s own domain', async () => {
    const { licenseId, admin, address } = await makeDistrict(app);
    const key = await openKey(admin.client, licenseId, 'student');
    const person = await signIn(app, `private-${randomUUID().slice(0, 8)}@home.example`);
    const school = canonicalEmail(address('pupil'));
    if (!school.ok) throw new Error(school.reason);
    await linkAddress(app.context, person.id, school.email, school.shown);
    await person.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
    expect(await findRow(admin.client, licenseId, school.email)).toMatchObject({ status: 'accepted' });
    expect(await findRow(admin.client, licenseId, person.email)).toBeNull();
  });
});
