import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { AppScreen } from '../_kit/app-screen.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import type { Windows } from '../_kit/windows.ts';
import { withBrowser } from '../_kit/with-browser.ts';

let app: RunningApp;
let windows: Windows;

withBrowser({}, (browser) => {
  ({ app, windows } = browser);
});

interface Scene {
  readonly district: TestDistrict;
  readonly dashboard: DashboardScreen;
  readonly person: TestPerson;
  readonly app: AppScreen;
}

/** An administrator at the user list, and a person with the app open, in two windows. */
async function openScene(domainAdmin = false): Promise<Scene> {
  const district = await makeDistrict(app, { domainAdmin });
  const person = await signIn(app, district.address('maria.santos'));
  const screen = new AppScreen((await windows.open(app.port, person)).page);
  await screen.open();
  const adder = new DashboardScreen((await windows.open(app.port, district.admin)).page, district.licenseId);
  const dashboard = new DashboardScreen(
    (await windows.open(app.port, district.admin)).page,
    district.licenseId,
  );
  await dashboard.openUsers();
  await adder.addByEmail(person.email, 'teacher');
  return { district, dashboard, person, app: screen };
}

describe('one invite, two windows', () => {
  it('[INVITE-7] appears without a reload, and Join turns the row in the table to Accepted', async () => {
    const scene = await openScene();
    await scene.dashboard.waitForStatus(scene.person.email, 'invited');
    await scene.app.popUp().waitFor();
    await expect(scene.app.commentBox().count()).resolves.toBe(0);
    await scene.app.join();
    await scene.dashboard.waitForStatus(scene.person.email, 'accepted');
    await scene.app.commentBox().waitFor();
    await expect(scene.app.commentBox().isEnabled()).resolves.toBe(true);
  });

  it('[INVITE-4] closed, it waits under Menu → License Invites, also after a reload, and is joined there', async () => {
    const scene = await openScene();
    await scene.app.popUp().waitFor();
    await scene.app.closePopUp();
    await expect(scene.app.page.evaluate(() => window.scrollY)).resolves.toBe(0);
    await app.settled();
    await scene.app.open();
    const invites = await scene.app.openInvites();
    await expect(scene.app.popUp().count()).resolves.toBe(0);
    await invites.getByRole('button', { name: /^Join/ }).click();
    await scene.dashboard.waitForStatus(scene.person.email, 'accepted');
  });

  it('[INVITE-9] declined, the row says Rejected; added again, the pop-up is back', async () => {
    const scene = await openScene();
    await scene.app.popUp().waitFor();
    await scene.app.decline('I use another account');
    await scene.dashboard.waitForStatus(scene.person.email, 'rejected');
    await expect(scene.app.popUp().count()).resolves.toBe(0);
    await scene.dashboard.reinvite(scene.person.email);
    await scene.app.popUp().waitFor();
    await scene.dashboard.waitForStatus(scene.person.email, 'invited');
    await expect(scene.app.popUp().textContent()).resolves.toContain('admin');
  });

  it('[KEY-2] declined, the license key accepts at once', async () => {
    const scene = await openScene();
    const { licenseId, admin } = scene.district;
    const request = () => ({ licenseId, requestId: crypto.randomUUID() });
    await admin.client.license.setKey.mutate({ ...request(), enabled: true, userType: 'teacher' } as never);
    const { key } = await admin.client.license.readKey.mutate({ licenseId });
    await scene.app.popUp().waitFor();
    await scene.app.decline('');
    await scene.app.enterKey(key ?? '');
    await scene.dashboard.waitForStatus(scene.person.email, 'accepted');
    await scene.app.commentBox().waitFor();
    await expect(scene.app.popUp().count()).resolves.toBe(0);
  });

  it('[INVITE-1] added by a domain admin, the person is Accepted at once and no pop-up comes', async () => {
    const scene = await openScene(true);
    await scene.dashboard.waitForStatus(scene.person.email, 'accepted');
    await scene.app.commentBox().waitFor();
    await expect(scene.app.popUp().count()).resolves.toBe(0);
  });

  it('[INVITE-7] the pop-up in a second tab closes when the first answers', async () => {
    const scene = await openScene();
    const second = new AppScreen((await windows.open(app.port, scene.person, 'phone')).page);
    await second.open();
    await second.popUp().waitFor();
    await scene.app.popUp().waitFor();
    await scene.app.join();
    await second.popUp().waitFor({ state: 'detached' });
    await expect(second.popUp().count()).resolves.toBe(0);
  });
});
