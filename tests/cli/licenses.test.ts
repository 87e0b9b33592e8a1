import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEnv } from '../_kit/app.ts';
import { type CommandLine, openCommandLine, runWith } from './command-line.ts';

let cli: CommandLine;
beforeAll(async () => {
  cli = await openCommandLine();
  for (const name of ['Hill Valley', 'Oak County']) await cli.json('district', 'create', name);
  await cli.json('domain', 'create', 'hill.example', '--district', 'Hill Valley');
  await cli.json('domain', 'create', 'staff.hill-2.example', '--district', 'Hill Valley');
});
afterAll(() => cli[Symbol.asyncDispose]());

const term = ['--starts', '2026-08-01', '--ends', '2027-08-01'];
const seats = ['--staff-seats', '40', '--student-seats', 'unlimited'];
function create(name: string, ...more: string[]): string[] {
  return [
    'license',
    'create',
    name,
    '--district',
    'Hill Valley',
    '--type',
    'school',
    ...term,
    ...seats,
    ...more,
  ];
}

describe('license create', () => {
  it('[CLI-1] sells it once, with what was asked for', async () => {
    const first = await cli.json(...create('Hill High'));
    expect(first).toMatchObject({
      outcome: 'created',
      license: {
        type: 'school',
        startsAt: '2026-08-01T00:00:00.000Z',
        endsAt: '2027-08-01T00:00:00.000Z',
        staffSeats: { total: 40, used: 0, free: 40 },
        studentSeats: { total: null, free: null },
      },
    });
    expect(await cli.json(...create('hill high'))).toMatchObject({
      ...(first as object),
      outcome: 'unchanged',
    });
  });

  it('[CLI-1] gives both grants to the admins that are named, and one of them where that is asked for', async () => {
    const ana = 'Ana Ruiz <ana@hill.example>';
    expect(
      await cli.json(...create('Two admins', '--admin', ana, '--admin', 'bo@hill.example')),
    ).toMatchObject({
      granted: { licenseAdmin: 2, domainAdmin: 4 },
    });
    expect(await cli.json('license-admin', 'list', '--license', 'Two admins')).toMatchObject([
      { email: 'ana@hill.example', name: 'Ana Ruiz', hasAccount: false },
      { email: 'bo@hill.example', name: 'bo@hill.example' },
    ]);
    expect(
      await cli.json(...create('One grant', '--admin', 'cy@hill.example', '--no-domain-admin')),
    ).toMatchObject({
      granted: { licenseAdmin: 1, domainAdmin: 0 },
    });
  });

  it('[CLI-1] does not take another license of the same name for the same one', async () => {
    await cli.json(...create('Same name'));
    const refused = await cli.refusal(...create('Same name', '--staff-seats', '41', '--ends', '2028-08-01'));
    expect(refused).toMatchObject({ code: 'LICENSE_DIFFERS', exitCode: 1 });
    expect(refused.message).toMatch(/staff seats: 40, not 41/);
    expect(refused.message).toMatch(/ends: 2027-08-01, not 2028-08-01/);
    const elsewhere = create('Same name').map((word) => (word === 'Hill Valley' ? 'Oak County' : word));
    expect(await cli.json(...elsewhere)).toMatchObject({
      outcome: 'created',
      license: { district: 'Oak County' },
    });
  });

  it.each([
    ['--ends', '2027-02-30'],
    ['--ends', 'next summer'],
    ['--ends', '2027-08-01T00:00:00'],
    ['--type', 'university'],
    ['--staff-seats', '-1'],
    ['--staff-seats', '1e3'],
    ['--student-seats', '2147483648'],
    ['--admin', 'nobody'],
    ['--admin', 'a@b.example, c@d.example'],
  ])('[CLI-1] refuses %s %s as wrongly asked', async (option, value) => {
    const refused = await cli.refusal(...create('Never made', option, value));
    expect(refused).toMatchObject({ code: 'USAGE', exitCode: 2 });
    expect(refused.message).toContain(option);
  });

  it('[CLI-1] refuses a term that ends before it starts, and leaves nothing behind', async () => {
    expect(await cli.refusal(...create('Backwards', '--ends', '2026-07-01'))).toMatchObject({
      code: 'BAD_TERM',
    });
    const listed = (await cli.json('license', 'list')) as { name: string }[];
    expect(listed.map((one) => one.name)).not.toContain('Backwards');
  });

  it("[KEY-3] refuses a secret that the installation's keys were not made with, and none at all", async () => {
    await cli.json(...create('Keyed'));
    const env = { DATABASE_SYSTEM_URL: cli.database.systemUrl.reveal() };
    const other = await runWith(
      { ...env, ROLLCALL_SECRET: 'another secret, also thirty-two letters' },
      create('Unkeyed'),
    );
    expect(other).toMatchObject({ code: 2, out: '' });
    expect(other.err).toMatch(/ROLLCALL_SECRET is not the secret/);
    expect((await runWith(env, create('Unkeyed'))).err).toMatch(/Set ROLLCALL_SECRET/);
    for (const said of [other.err, other.out]) expect(said).not.toContain(testEnv().secret.reveal());
  });
});

describe('license renew', () => {
  it('[TERM-3] gives a later end and both grants to the present admins, once', async () => {
    await cli.json(...create('Renewed', '--admin', 'Dee <dee@hill.example>', '--no-domain-admin'));
    const renewal = ['license', 'renew', 'renewed', '--ends', '2028-08-01', '--staff-seats', '50'];
    expect(await cli.json(...renewal)).toMatchObject({
      outcome: 'renewed',
      license: {
        endsAt: '2028-08-01T00:00:00.000Z',
        staffSeats: { total: 50 },
        studentSeats: { total: null },
      },
      granted: { licenseAdmin: 0, domainAdmin: 2 },
    });
    const events = "select count(*)::int as n from event where type = 'license.renewed'";
    const before = await count(events);
    expect(await cli.json(...renewal)).toMatchObject({
      outcome: 'unchanged',
      granted: { licenseAdmin: 0, domainAdmin: 0 },
    });
    expect(await count(events)).toBe(before);
    expect(await cli.json('domain-admin', 'list', '--domain', 'hill.example')).toContainEqual(
      expect.objectContaining({ email: 'dee@hill.example', name: 'Dee' }),
    );
  });

  it('[TERM-3] gives license admin only where that is asked for', async () => {
    await cli.json(...create('Half renewed'));
    const renewal = [
      'license',
      'renew',
      'Half renewed',
      '--ends',
      '2028-08-01',
      '--admin',
      'eve@hill.example',
      '--no-domain-admin',
    ];
    expect(await cli.json(...renewal)).toMatchObject({ granted: { licenseAdmin: 1, domainAdmin: 0 } });
  });

  it('[CLI-1] takes an earlier end only with --shorten, and never one before the start', async () => {
    await cli.json(...create('Shortened'));
    const renew = (...more: string[]) => ['license', 'renew', 'Shortened', ...more];
    expect(await cli.refusal(...renew('--ends', '2027-01-01'))).toMatchObject({ code: 'ENDS_EARLIER' });
    expect(await cli.json(...renew('--ends', '2027-01-01', '--shorten'))).toMatchObject({
      outcome: 'renewed',
    });
    expect(await cli.refusal(...renew('--ends', '2026-01-01', '--shorten'))).toMatchObject({
      code: 'BAD_TERM',
    });
  });

  it('[CLI-1] asks for the district where a name is two licenses, and names near ones where it is none', async () => {
    for (const district of ['Hill Valley', 'Oak County'])
      await cli.json(...create('Ambiguous').map((word) => (word === 'Hill Valley' ? district : word)));
    const renewal = ['license', 'renew', 'Ambiguous', '--ends', '2029-01-01'];
    const refused = await cli.refusal(...renewal);
    expect(refused).toMatchObject({ code: 'AMBIGUOUS' });
    expect(refused.message).toMatch(/Hill Valley/);
    expect(await cli.json(...renewal, '--district', 'Oak County')).toMatchObject({ outcome: 'renewed' });
    expect(await cli.refusal('license', 'renew', 'Hill Hihg', '--ends', '2029-01-01')).toMatchObject({
      code: 'UNKNOWN_LICENSE',
      near: expect.arrayContaining(['Hill High']),
    });
  });
});

async function count(query: string): Promise<number> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: cli.database.superuserUrl });
  await client.connect();
  try {
    return (await client.query<{ n: number }>(query)).rows[0]?.n ?? -1;
  } finally {
    await client.end();
  }
}
