import { createServer } from 'node:net';
import type { RunningApp } from '@rollcall/server/app.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { AppScreen } from '../_kit/app-screen.ts';
import { builtApps } from '../_kit/built-apps.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { type ServerProcess, startServerProcess } from '../_kit/server-process.ts';
import { Windows } from '../_kit/windows.ts';

/** What a page reports while its server is gone: expected, and the only thing that is. */
const serverGone = [
  /ERR_CONNECTION_REFUSED/,
  /ERR_CONNECTION_RESET/,
  /ERR_EMPTY_RESPONSE/,
  /ERR_SOCKET_NOT_CONNECTED/,
  /WebSocket connection/,
];

let elsewhere: RunningApp;
let server: ServerProcess;
let windows: Windows;

beforeAll(async () => {
  elsewhere = await startApp();
  server = await startServerProcess(await freePort(), { webRoot: await builtApps() });
  windows = await Windows.launch();
});
afterAll(async () => {
  await windows.quit();
  await server.kill();
  await elsewhere.stop();
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

it('[LIVE-3] [F02] the server is killed, people are added while it is gone, and after its restart nothing is missed', async () => {
  const district = await makeDistrict(elsewhere);
  const person = await signIn(elsewhere, district.address('maria.santos'));
  const app = new AppScreen((await windows.open(server.port, person)).page);
  await app.open();
  const dashboard = new DashboardScreen(
    (await windows.open(server.port, district.admin)).page,
    district.licenseId,
  );
  await dashboard.openUsers();

  await server.kill();
  const addition = { licenseId: district.licenseId, text: person.email, userType: 'teacher' } as const;
  const { digest } = await district.admin.client.member.planAdd.mutate(addition);
  await district.admin.client.member.add.mutate({
    ...addition,
    digest,
    requestId: crypto.randomUUID() as never,
  });
  await expect(app.popUp().count()).resolves.toBe(0);

  await server.start();
  await app.popUp().waitFor({ timeout: 20_000 });
  await dashboard.row(person.email).waitFor({ timeout: 20_000 });
  await app.join();
  await dashboard.waitForStatus(person.email, 'accepted');
  await windows.closeAll(serverGone);
}, 90_000);
