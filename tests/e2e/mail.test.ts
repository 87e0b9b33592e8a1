import { createSandbox, type Sandbox } from '@rollcall/sandbox/sandbox.ts';
import { createApp, type RunningApp } from '@rollcall/server/app.ts';
import { Secret } from '@rollcall/server/env.ts';
import { domainWords } from '@rollcall/web/words/parts/domains.ts';
import { memberWords } from '@rollcall/web/words/parts/members.ts';
import { personWords } from '@rollcall/web/words/parts/person.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testEnv } from '../_kit/app.ts';
import { builtApps } from '../_kit/built-apps.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { makeDistrict } from '../_kit/district.ts';
import { Windows } from '../_kit/windows.ts';
import { createOwnDatabase } from '../schema/own-database.ts';

let app: RunningApp;
let windows: Windows;
let sandbox: Sandbox;

// On a database of its own: whoever sends mail sends that of all districts.
beforeAll(async () => {
  await using opening = new AsyncDisposableStack();
  const own = opening.use(await createOwnDatabase({ migrated: true }));
  sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:', empty: true });
  opening.defer(() => sandbox.stop());
  app = opening.use(
    await createApp(
      testEnv({
        databaseUrl: own.appUrl,
        databaseSystemUrl: own.systemUrl,
        webRoot: await builtApps(),
        smtpUrl: new Secret(sandbox.smtpUrl),
        mail: { delayMs: 1_000, perSecond: 100 },
      }),
    ),
  );
  windows = await Windows.launch();
  opening.defer(() => windows.quit());
  const opened = opening.move();
  return () => opened.disposeAsync();
});
afterEach(() => windows.closeAll());

const mail = personWords.person.mail;

describe('mail, from both sides', () => {
  it('[MAIL-1] [MAIL-5] switched on for staff, an invitation is in the outbox, and the panel says so', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const chooser = (await windows.open(app.port, home.admin)).page;
    await chooser.goto('/admin/domains');
    // What a domain admin adds needs no invitation, unless the address is of elsewhere and the district says so.
    // Clicked and not checked: a choice is shown as chosen once it is on its way, and then what was saved is waited for.
    await chooser.getByRole('radio', { name: domainWords.domains.setting.verified_domains_only }).click();
    await chooser.getByText(domainWords.domains.setting.saved.verified_domains_only).first().waitFor();
    await chooser.getByRole('radio', { name: domainWords.domains.mail.staff }).click();
    await chooser.getByText(domainWords.domains.mail.saved.staff).first().waitFor();

    const email = `maria-${home.id.slice(0, 8)}@elsewhere.example`;
    const dashboard = new DashboardScreen((await windows.open(app.port, home.admin)).page, home.licenseId);
    await dashboard.addByEmail(email, 'teacher');
    await dashboard.openUsers();
    await dashboard.row(email).getByRole('button').click();
    await dashboard.page.getByRole('menuitem', { name: memberWords.member.look }).click();
    const panel = dashboard.page.getByRole('dialog');
    // Live: the panel is open when the mail leaves.
    await panel.getByText(mail.kind.invitation, { exact: true }).waitFor();
    await panel.getByText(/^Sent /).waitFor();

    const outbox = (await windows.open(app.port, null)).page;
    await outbox.goto(`${sandbox.url}/mail`);
    await outbox.getByRole('row').filter({ hasText: email }).getByRole('link').click();
    await outbox.getByText('has invited you to the license').first().waitFor();
    const frame = outbox.frameLocator('iframe');
    await frame.getByRole('link', { name: 'Open Rollcall' }).waitFor();
    expect(await outbox.getByText('No more mail').count()).toBeGreaterThan(0);

    await outbox.getByRole('link', { name: 'stop this mail' }).click();
    await outbox.getByRole('button', { name: 'Send me no more mail' }).click();
    await outbox.getByRole('heading', { name: 'You get no more mail' }).waitFor();
    await panel.getByText(mail.none.unsubscribed).waitFor();
  });

  it('[MAIL-4] [MAIL-5] an address that does not exist is told of, with what to do', async () => {
    const home = await makeDistrict(app);
    await app.context.db.withSystemTx((tx) =>
      tx
        .updateTable('district')
        .set({ mail_since: new Date(Date.now() - 1_000) })
        .where('id', '=', home.id)
        .execute(),
    );
    const email = home.address('mistyped');
    sandbox.control.mailFaults.set(email, 'unknown_mailbox');
    const dashboard = new DashboardScreen((await windows.open(app.port, home.admin)).page, home.licenseId);
    await dashboard.addByEmail(email, 'teacher');
    await dashboard.openUsers();
    await dashboard.row(email).getByRole('button').click();
    await dashboard.page.getByRole('menuitem', { name: memberWords.member.look }).click();
    const panel = dashboard.page.getByRole('dialog');
    await panel.getByText(/The address does not exist/).waitFor();
    expect(await panel.getByText(mail.notDelivered).count()).toBe(1);
  });
});
