import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { methodStoryWords } from '../../packages/demo/src/words/method-stories.ts';
import { AppScreen } from '../_kit/app-screen.ts';
import { expectAccessible } from '../_kit/browser.ts';
import type { Windows } from '../_kit/windows.ts';
import { withGoogle } from '../_kit/with-google.ts';

let app: RunningApp;
let windows: Windows;
let sandbox: Sandbox;

withGoogle({}, (world) => {
  ({ app, windows, sandbox } = world);
});

const words = methodStoryWords.methods;

describe('the start page of the demo', () => {
  it.each(['wide', 'phone'] as const)(
    '[DEMO-5] tells how each method that follows another system is tried, from both sides (%s)',
    async (viewport) => {
      const { page } = await windows.open(app.port, null, viewport, 'localhost');
      await page.goto('/');
      for (const title of [words.ou, words.classroom, words.domain])
        await page.getByRole('region', { name: title, exact: true }).waitFor();
      const dns = page.getByRole('link', { name: words.openDns });
      await expect(dns.getAttribute('href')).resolves.toBe(`${sandbox.url}/dns`);
      const tools = page.getByRole('link', { name: /^Open its tools/ });
      await expect(tools.getAttribute('href')).resolves.toBe(`${sandbox.url}/lms/lakeview/tools`);
      await expectAccessible(page);
      // Not innerWidth: on a phone that grows with what is too wide.
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over).toBe(0);
    },
  );

  it('[DEMO-5] opens the dashboard of somebody who has the app open beside it, and leaves the app open', async () => {
    const { page, context } = await windows.open(app.port, null);
    const own = `http://maria.localhost:${app.port}`;
    await page.goto(own);
    await page.waitForURL(`${own}/app/`);
    const screen = new AppScreen(page);
    await page.getByRole('button', { name: 'Menu' }).waitFor();
    const dashboard = await context.newPage();
    await dashboard.goto(`${own}/?open=admin`);
    await dashboard.waitForURL(`${own}/admin/`);
    await dashboard.getByRole('heading', { level: 1 }).waitFor();
    await app.settled();
    await page.getByRole('button', { name: 'Menu' }).waitFor();
    await expect(screen.page.getByLabel('E-mail address').count()).resolves.toBe(0);
  });
});
