import { createSandbox } from '@rollcall/sandbox/sandbox.ts';
import { seedDemo } from '@rollcall/server/demo/seed-demo.ts';
import { expect, it, vi } from 'vitest';
import { connectDemoLms } from '../../scripts/start/demo-lms.ts';
import { startApp } from '../_kit/app.ts';
import { envOfSandbox } from '../_kit/env-of-sandbox.ts';
import { launchAs } from '../_kit/lms.ts';
import { createOwnDatabase } from '../schema/own-database.ts';

it('[DEMO-7] the demo’s learning management system launches at once, and its teacher’s launch brings the class', async () => {
  await using opening = new AsyncDisposableStack();
  const sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:' });
  opening.defer(() => sandbox.stop());
  const database = opening.use(await createOwnDatabase({ migrated: true }));
  const { appUrl, systemUrl } = database;
  const app = await startApp({
    ...envOfSandbox(sandbox),
    demo: true,
    databaseUrl: appUrl,
    databaseSystemUrl: systemUrl,
  });
  opening.defer(() => app.stop());
  await seedDemo(app.context);
  await connectDemoLms(app, sandbox.url);
  // A second start changes nothing.
  await connectDemoLms(app, sandbox.url);
  const assignments = sandbox.lms.listAssignments('lakeview', '7001');
  expect(assignments).toHaveLength(1);
  const assignmentId = assignments[0]?.id ?? '';
  const pupil = await launchAs(sandbox.lms, 'lakeview', { person: 'lv-51', assignmentId });
  expect(pupil.url.pathname).toMatch(/^\/lti\/app\//);
  await launchAs(sandbox.lms, 'lakeview', { person: 'lv-1', assignmentId });
  const seated = await vi.waitFor(
    async () => {
      const run = await app.context.db.withSystemTx((tx) =>
        tx.selectFrom('run').select(['state', 'outcomes']).where('kind', '=', 'roster').executeTakeFirst(),
      );
      if (run?.state !== 'done') throw new Error(`The class is ${run?.state ?? 'not read'}`);
      return run.outcomes;
    },
    { timeout: 20_000, interval: 50 },
  );
  expect(seated).toEqual({ added: 15, already_member: 1 });
}, 90_000);
