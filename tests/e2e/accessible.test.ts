import { inviteWords } from '@rollcall/app-shell/words/en-invites.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { additionWords } from '@rollcall/web/words/parts/additions.ts';
import { describe, expect, it } from 'vitest';
import { AppScreen } from '../_kit/app-screen.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import type { Windows } from '../_kit/windows.ts';
import { withBrowser } from '../_kit/with-browser.ts';

let app: RunningApp;
let windows: Windows;

withBrowser({ demo: true }, (browser) => {
  ({ app, windows } = browser);
});

const viewports = ['wide', 'phone'] as const;
const schemes = ['light', 'dark'] as const;

describe('every page, for whoever does not see or does not use a mouse', () => {
  it.each(viewports)(
    'axe finds nothing on the dashboard (%s)',
    async (viewport) => {
      const district = await makeDistrict(app);
      const { page } = await windows.open(app.port, district.admin, viewport);
      const dashboard = new DashboardScreen(page, district.licenseId);
      await dashboard.addByEmail('ana@x.example, ben@x.example, nonsense', 'student');
      const license = `/admin/licenses/${district.licenseId}`;
      for (const scheme of schemes) {
        await page.emulateMedia({ colorScheme: scheme });
        for (const path of [
          '/admin/',
          license,
          `${license}/users`,
          `${license}/add`,
          `${license}/add/csv/help`,
          `${license}/add/csv`,
          `${license}/add/ou`,
          `${license}/features`,
          `${license}/activity`,
          `${license}/activity/audit`,
          `${license}/add/email`,
        ]) {
          await page.goto(path);
          // Both the list of licences and a licence of the tests are named so; nothing that still loads is.
          await page
            .locator('main')
            .getByRole('heading', { level: 1, name: /^License/ })
            .waitFor();
          await expectAccessible(page);
        }
      }
      await page
        .getByRole('textbox', { name: additionWords.addByEmail.box })
        .fill('carla@x.example, ana@x.example, nonsense');
      await page.getByRole('button', { name: additionWords.addByEmail.review }).click();
      await page.getByRole('heading', { name: additionWords.plan.title }).waitFor();
      await expectAccessible(page);
      expect(page.url()).toContain('/add/email');
    },
    90_000,
  );

  it.each(viewports)(
    'axe finds nothing on the app, its pop-up, the sign-in and the start page (%s)',
    async (viewport) => {
      const district = await makeDistrict(app);
      const person = await signIn(app, district.address('maria'));
      await addPerson(district, person.email);
      const { page } = await windows.open(app.port, person, viewport);
      const screen = new AppScreen(page);
      for (const scheme of schemes) {
        await page.emulateMedia({ colorScheme: scheme });
        await screen.open();
        await screen.popUp().waitFor();
        await expectAccessible(page);
      }
      await screen.closePopUp();
      await expectAccessible(page);
      await screen.openInvites();
      await expectAccessible(page);
      const stranger = await windows.open(app.port, null, viewport);
      for (const path of ['/', '/app/', '/admin/']) {
        await stranger.page.goto(path);
        await stranger.page.getByRole('heading', { level: 1 }).waitFor();
        await expectAccessible(stranger.page);
      }
      await expect(screen.popUp().count()).resolves.toBe(0);
    },
    90_000,
  );

  it('[INVITE-7] an invite is answered with the keyboard alone, and the focus is never lost', async () => {
    const district = await makeDistrict(app);
    const person = await signIn(app, district.address('keyboard'));
    const { page } = await windows.open(app.port, person);
    const screen = new AppScreen(page);
    await screen.open();
    await addPerson(district, person.email);
    await screen.popUp().waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    for (let presses = 0; presses < 12 && (await focused()) !== inviteWords.join; presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await screen.popUp().waitFor({ state: 'detached' });
    await screen.commentBox().waitFor();
    await expect(page.evaluate(() => document.activeElement !== document.body)).resolves.toBe(true);
  });

  it('[INVITE-4] Escape closes the pop-up and leaves the invite open', async () => {
    const district = await makeDistrict(app);
    const person = await signIn(app, district.address('escape'));
    await addPerson(district, person.email);
    const { page } = await windows.open(app.port, person);
    const screen = new AppScreen(page);
    await screen.open();
    await screen.popUp().waitFor();
    await page.keyboard.press('Escape');
    await screen.popUp().waitFor({ state: 'detached' });
    const inbox = await person.client.invite.inbox.query();
    expect(inbox.entries).toMatchObject([{ state: 'invited' }]);
  });
});

async function addPerson(district: Awaited<ReturnType<typeof makeDistrict>>, email: string): Promise<void> {
  const addition = { licenseId: district.licenseId, text: email, userType: 'teacher' } as const;
  const { digest } = await district.admin.client.member.planAdd.mutate(addition);
  await district.admin.client.member.add.mutate({
    ...addition,
    digest,
    requestId: crypto.randomUUID() as never,
  });
}
