import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createSandbox } from '@rollcall/sandbox/sandbox.ts';
import { expect, it, onTestFinished } from 'vitest';
import { beginLaunch } from '../_kit/lms.ts';
import { startStubTool } from '../_kit/stub-tool.ts';
import { allPages, directoryScopes } from './google-clients.ts';

const dana = 'dana.whitfield@riverbend.example';
const zoe = 'zoe.park@riverbend.example';

it('[DEMO-6] keeps what was done over a restart, grants included', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rollcall-sandbox-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const start = (port: number) =>
    createSandbox({ port, dnsPort: 0, file: path.join(folder, 'sandbox.sqlite') });
  const before = await start(0);
  before.control.movePerson(zoe, '/Students/High School/Grade 10');
  before.control.setTxt('riverbend.example', ['kept']);
  const { accessToken } = await before.control.issueTokens(dana, directoryScopes);
  await before.stop();

  const after = await start(before.port);
  onTestFinished(() => after.stop());
  expect(after.control.getPerson(zoe).orgUnitPath).toBe('/Students/High School/Grade 10');
  expect(after.control.listTxt()).toEqual([{ name: 'riverbend.example', values: ['kept'] }]);
  expect(after.control.listGrants().map((grant) => grant.email)).toEqual([dana]);
  const answer = await fetch(`${after.url}/admin/directory/v1/customers/my_customer`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(answer.status).toBe(200);
});

it('[DEMO-7] keeps registered tools, assignments and keys of learning management systems over a restart', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rollcall-sandbox-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const tool = await startStubTool();
  onTestFinished(() => tool[Symbol.asyncDispose]());
  const start = (port: number) =>
    createSandbox({ port, dnsPort: 0, file: path.join(folder, 'sandbox.sqlite') });
  const keysOf = async (url: string) => (await fetch(`${url}/lms/lakeview/oidc/jwks`)).json();
  const before = await start(0);
  const { deployment } = await before.lms.registerTool('lakeview', {
    name: 'Stub',
    loginUrl: tool.loginUrl,
    targetLinkUri: tool.launchUrl,
    jwksUri: tool.jwksUri,
  });
  const assignment = before.lms.addAssignment('lakeview', {
    courseId: '7001',
    deploymentId: deployment.id,
    title: 'Cells',
  });
  const keys = await keysOf(before.url);
  await before.stop();

  const after = await start(before.port);
  onTestFinished(() => after.stop());
  expect(await keysOf(after.url)).toEqual(keys);
  const wish = { person: 'ben.carter@lakeview.example', assignmentId: assignment.id };
  const { claims } = await beginLaunch(after.lms, 'lakeview', wish);
  expect(claims).toMatchObject({ sub: 'lv-11', email: 'ben.carter@lakeview.example' });
});

it('generates 200,000 people in seconds, the same for the same seed, and pages through them', async () => {
  const sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:', empty: true });
  onTestFinished(() => sandbox.stop());
  const spec = { name: 'Big', seed: 7, people: 200_000 };
  const startedAt = performance.now();
  sandbox.control.generateWorkspace({ ...spec, domain: 'big.example' });
  expect(performance.now() - startedAt).toBeLessThan(30_000);
  const admin = sandbox.control.addPerson({
    email: 'admin@big.example',
    givenName: 'A',
    familyName: 'Min',
    isAdmin: true,
  });
  const { accessToken } = await sandbox.control.issueTokens(admin.email, directoryScopes);
  const ids = new Set<string>();
  // Without Google's client, which takes longer over a page than the sandbox does.
  const pages = await allPages(async (pageToken = '') => {
    const query = `customer=my_customer&maxResults=500&fields=nextPageToken,users(id)&pageToken=${pageToken}`;
    const answer = await fetch(`${sandbox.url}/admin/directory/v1/users?${query}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    const data = (await answer.json()) as { users: { id: string }[]; nextPageToken?: string };
    for (const user of data.users) ids.add(user.id);
    return { data };
  });
  expect([pages.length, ids.size]).toEqual([401, 200_001]);

  const again = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:', empty: true });
  onTestFinished(() => again.stop());
  const small = { ...spec, people: 300, domain: 'small.example' };
  again.control.generateWorkspace(small);
  sandbox.control.generateWorkspace(small);
  const list = (control: typeof again.control) =>
    control.searchPeople('small.example', {}, { limit: 500, offset: 0 }).people;
  expect(list(again.control)).toEqual(list(sandbox.control));
  expect(list(again.control)).toHaveLength(300);
}, 120_000);
