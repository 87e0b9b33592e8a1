import { createSandbox, type Sandbox } from '@rollcall/sandbox/sandbox.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../_kit/browser.ts';
import { type StubTool, startStubTool } from '../_kit/stub-tool.ts';
import { Windows } from '../_kit/windows.ts';

let sandbox: Sandbox;
let tool: StubTool;
let windows: Windows;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:' });
  tool = await startStubTool('localhost');
  windows = await Windows.launch();
});
afterEach(() => windows.closeAll());
afterAll(async () => {
  await windows.quit();
  await tool[Symbol.asyncDispose]();
  await sandbox.stop();
});

/** Somebody of Lakeview's demo at their first page. */
async function at(name: RegExp, viewport: 'wide' | 'phone' = 'wide') {
  const { page } = await windows.open(sandbox.port, null, viewport);
  await page.goto('/lms/lakeview');
  await page.getByRole('button', { name }).click();
  return page;
}

describe('the stand-in for a learning management system, in a browser', () => {
  it('[DEMO-7] registers a tool by URL, takes its assignment in a frame, and opens it there for a pupil', async () => {
    const teacher = await at(/Maria Santos/);
    await teacher.getByRole('link', { name: 'Tools', exact: true }).click();
    await teacher.getByRole('textbox', { name: 'Registration URL' }).fill(`${tool.origin}/register`);
    await teacher.getByRole('button', { name: 'Register', exact: true }).first().click();
    await teacher.frameLocator('iframe').getByText('done').waitFor();
    // What the tool would say of itself when it is done.
    await teacher
      .frames()[1]
      ?.evaluate(() => parent.postMessage({ subject: 'org.imsglobal.lti.close' }, '*'));
    await teacher.getByRole('heading', { name: '1 tool' }).waitFor();

    await teacher.getByRole('link', { name: 'Courses', exact: true }).click();
    await teacher.getByRole('link', { name: 'Grade 7 Science' }).click();
    await teacher.getByRole('link', { name: 'Stub' }).click();
    await teacher.frameLocator('iframe').getByRole('button', { name: 'Place it' }).click();
    await teacher.getByRole('status').getByText('Photosynthesis').waitFor();
    expect(new URL(teacher.url()).pathname).toBe('/lms/lakeview/courses/7001');

    const pupil = await at(/Ben Carter/, 'phone');
    await pupil.getByRole('link', { name: 'Grade 7 Science' }).click();
    await pupil.getByRole('link', { name: 'Photosynthesis' }).click();
    await pupil.frameLocator('iframe').getByText('The assignment is open.').waitFor();
    const [opened] = await Promise.all([
      pupil.waitForEvent('popup'),
      pupil.getByRole('link', { name: 'Open in a new tab' }).click(),
    ]);
    await opened.getByText('The assignment is open.').waitFor();
    expect(new URL(opened.url()).hostname).toBe('localhost');
  });

  it('[DEMO-7] has pages that all can use, also on a phone', async () => {
    await sandbox.lms.registerTool('lakeview', {
      name: 'Another',
      loginUrl: tool.loginUrl,
      targetLinkUri: tool.launchUrl,
      jwksUri: tool.jwksUri,
    });
    const { page: fresh } = await windows.open(sandbox.port, null);
    for (const path of ['/lms', '/lms/lakeview']) {
      await fresh.goto(path);
      await expectAccessible(fresh);
    }
    const page = await at(/Maria Santos/);
    for (const path of ['', '/courses/7001', '/tools', '/launches', '/faults']) {
      await page.goto(`/lms/lakeview${path}`);
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${path} is too wide`).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
  });
});
