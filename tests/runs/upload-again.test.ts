import { runView } from '@rollcall/core/runs/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { expect, test } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { refusalIn } from '../_kit/http.ts';
import { newRequest } from '../_kit/membership.ts';
import { sendCsv, waitForRun } from '../_kit/runs.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;

withServer({}, (server) => {
  ({ app, database } = server);
});

/** A file that was uploaded and planned, with what was sent. */
async function uploaded() {
  const home = await makeDistrict(app);
  const upload = {
    licenseId: home.licenseId,
    file: `Email\n${home.address('a')}\n`,
    requestId: newRequest(),
  };
  const first = runView.parse(JSON.parse((await sendCsv(app, home.admin, upload)).body));
  await waitForRun(home.admin, first, ['planned']);
  return { home, upload, first };
}

test('[I3] an upload whose answer was lost is sent again, and is the run that it was', async () => {
  const { home, upload, first } = await uploaded();
  const again = await sendCsv(app, home.admin, upload);
  expect(again.status).toBe(200);
  expect(runView.parse(JSON.parse(again.body))).toMatchObject({ id: first.id, state: 'planned', total: 1 });
  expect(await database.value('select count(*)::int from run where license_id = $1', [home.licenseId])).toBe(
    1,
  );
});

test('[I3] one whose first try broke off is to be sent anew, and harms nothing', async () => {
  const { home, upload, first } = await uploaded();
  await database.rows(
    "update run set state = 'failed', failure = 'interrupted', ended_at = now() where id = $1",
    [first.id],
  );
  const again = await sendCsv(app, home.admin, upload);
  expect(refusalIn(again)).toMatchObject({
    code: 'FILE_NOT_READABLE',
    details: { problem: 'interrupted' },
  });
  expect(await database.value('select state from run where id = $1', [first.id])).toBe('failed');
});
