import type { RunningApp } from '@rollcall/server/app.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople } from '../_kit/membership.ts';
import { type CommandLine, openCommandLine } from './command-line.ts';

let cli: CommandLine;
let app: RunningApp;
let owner: pg.Pool;
beforeAll(async () => {
  cli = await openCommandLine();
  app = await startApp({ databaseUrl: cli.database.appUrl, databaseSystemUrl: cli.database.systemUrl });
  owner = new pg.Pool({ connectionString: cli.database.superuserUrl, max: 1 });
  owner.on('connect', (client) => client.on('error', () => {}));
});
afterAll(async () => {
  await owner.end();
  await app.stop();
  await cli[Symbol.asyncDispose]();
});

async function districtWithHistory(): Promise<TestDistrict> {
  const district = await makeDistrict(app);
  for (const name of ['one', 'two', 'three']) {
    await addPeople(district.admin.client, district.licenseId, district.address(name));
  }
  return district;
}

/** Does something to the audit log that only its database's owner could. */
async function tamper(text: string, district: TestDistrict): Promise<void> {
  const client = await owner.connect();
  await client.query("set session_replication_role = 'replica'");
  await client.query(text, [district.licenseId]);
  await client.query("set session_replication_role = 'origin'");
  client.release();
}

describe('audit verify', () => {
  it('[I10] finds every chain whole, also with values erased', async () => {
    const district = await districtWithHistory();
    await tamper('delete from audit_value where license_id = $1 and seq = 2', district);
    expect(await cli.json('audit', 'verify')).toEqual({ outcome: 'whole', licenses: expect.any(Number) });
    expect(await cli.json('audit', 'verify', '--district', district.id)).toEqual({
      outcome: 'whole',
      licenses: 1,
    });
  });

  it.each([
    ["update audit set action = 'member.joined' where license_id = $1 and seq = 3", 3],
    ["update audit set at = at + interval '1 second' where license_id = $1 and seq = 2", 2],
    [`update audit_value set details = '{"email": "other@x.example"}' where license_id = $1 and seq = 2`, 2],
    ['delete from audit where license_id = $1 and seq = 1', 1],
    ['delete from audit where license_id = $1 and seq = 4', 4],
    ['update audit set seq = seq + 100 where license_id = $1 and seq in (2, 3)', 2],
  ])('[F27] names the first bad row after: %s', async (text, row) => {
    const district = await districtWithHistory();
    await tamper(text, district);
    const refusal = await cli.refusal('audit', 'verify', '--district', district.id);
    expect(refusal).toMatchObject({ code: 'AUDIT_BROKEN', exitCode: 1 });
    expect(refusal.message).toContain(district.licenseId);
    expect(refusal.message).toContain(`at row ${row}.`);
  });
});
