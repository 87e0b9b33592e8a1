import { sandboxClientId } from '@rollcall/sandbox/client-credentials.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type BrowserWindow, expectAccessible, launchBrowser, newWindow } from '../_kit/browser.ts';
import { useSandbox } from '../_kit/sandbox.ts';

const riverbend = '/w/riverbend.example';
const zoe = 'zoe.park@riverbend.example';
const sandbox = useSandbox();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function openSandbox(viewport: 'wide' | 'phone' = 'wide'): Promise<BrowserWindow> {
  const window = await newWindow(browser, { origin: sandbox().url, viewport });
  onTestFinished(() => window.close());
  return window;
}

describe('the pages of the sandbox', () => {
  it('move a person from the list, and say so', async () => {
    const { page, expectNoErrors } = await openSandbox();
    await page.goto('/');
    await page.getByRole('link', { name: 'Riverbend Unified School District' }).click();
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('searchbox').fill('zoe park');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByLabel(`Unit of ${zoe}`).selectOption('/Students/High School/Grade 10');
    await page.getByRole('button', { name: 'Move' }).click();
    await page.getByText(`${zoe} is in /Students/High School/Grade 10.`).waitFor();
    expect(sandbox().control.getPerson(zoe).orgUnitPath).toBe('/Students/High School/Grade 10');
    await page.getByRole('link', { name: 'Zoe Park' }).click();
    await page.getByLabel('Address').fill('tom.becker@riverbend.example');
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByText('tom.becker@riverbend.example is taken.').waitFor();
    await expectNoErrors();
  });

  it('rename a unit with everything below it, and refuse to delete one that is not empty', async () => {
    const { page } = await openSandbox();
    await page.goto(riverbend);
    const unit = page.getByRole('listitem').filter({ hasText: '/Students/Middle School ·' });
    await unit.getByText('Middle School', { exact: false }).first().click();
    await unit.getByLabel('Name', { exact: true }).fill('Junior High');
    await unit.getByRole('button', { name: 'Rename' }).click();
    await page.getByText('The unit is /Students/Junior High.').waitFor();
    const paths = sandbox()
      .control.listOrgUnits('riverbend.example')
      .map(({ path }) => path);
    expect(paths).toContain('/Students/Junior High/Grade 7');
    const renamed = page.getByRole('listitem').filter({ hasText: '/Students/Junior High ·' });
    await renamed.getByText('Junior High', { exact: false }).first().click();
    await renamed.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('is not empty').waitFor();
  });

  it('set and end faults, TXT records, and grants', async () => {
    const { control } = sandbox();
    await control.issueTokens(zoe, ['openid']);
    const { page } = await openSandbox();
    await page.goto('/faults');
    await page.getByLabel('What').selectOption({ label: '403 quotaExceeded' });
    await page.getByRole('button', { name: 'Set' }).click();
    await page.getByRole('cell', { name: 'the next 1' }).waitFor();
    expect(control.listFaults()).toMatchObject([{ kind: 'quota', endpoint: 'users', when: { next: 1 } }]);
    await page.getByRole('button', { name: 'End all' }).click();
    await page.getByText('None: all is well.').waitFor();
    await page.goto('/dns');
    await page.getByLabel('Name').fill('riverbend.example');
    await page.getByLabel('Values').fill('one\ntwo');
    await page.getByRole('button', { name: 'Set' }).first().click();
    await page.getByRole('heading', { name: 'riverbend.example' }).waitFor();
    expect(control.findTxt('riverbend.example')).toEqual(['one', 'two']);
    await page.goto('/grants');
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Nobody has let Rollcall in yet.').waitFor();
  });

  it.each(['wide', 'phone'] as const)('are accessible and fit the screen: %s', async (viewport) => {
    const { page } = await openSandbox(viewport);
    const { control } = sandbox();
    const [course] = control.listCourses('riverbend.example');
    const pages = ['/', '/grants', '/faults', '/dns', '/other-accounts', riverbend, `${riverbend}/people`];
    const { id } = control.getPerson(zoe);
    for (const path of [...pages, `${riverbend}/people/${id}`, `${riverbend}/courses/${course?.id}`]) {
      await page.goto(path);
      await expectAccessible(page);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([path, wider]).toEqual([path, 0]);
    }
  });

  it('let one choose an account, see in words what is asked for, and refuse', async () => {
    const { page } = await openSandbox('phone');
    const start = new URL(`${sandbox().googleIssuer}/auth`);
    start.search = String(
      new URLSearchParams({
        client_id: sandboxClientId,
        response_type: 'code',
        redirect_uri: `${sandbox().url}/back`,
        scope: 'openid email https://www.googleapis.com/auth/admin.directory.user.readonly',
        prompt: 'consent',
      }),
    );
    await page.goto(start.href);
    await expectAccessible(page);
    await page.getByRole('searchbox').fill('whitfield');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('button', { name: 'Dana Whitfield' }).click();
    await page.getByText('See info about users on your domain.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForURL(/\/back/);
    expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
  });
});
