import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../_kit/database.ts';
import { type CommandLine, openCommandLine } from './command-line.ts';

let cli: CommandLine;
beforeAll(async () => {
  cli = await openCommandLine();
  await cli.json('district', 'create', 'Hill Valley');
  for (const [name, type] of [
    ['Whole', 'district'],
    ['Synced', 'district'],
    ['School', 'school'],
  ] as const)
    await cli.json(
      ...['license', 'create', name, '--district', 'Hill Valley', '--type', type],
      ...['--ends', '2999-01-01', '--staff-seats', '10', '--student-seats', '10'],
    );
});
afterAll(() => cli[Symbol.asyncDispose]());

const turn = (state: string, license: string) =>
  ['license', 'domain-wide', state, '--license', license] as const;

describe('license domain-wide', () => {
  it('[CLI-1] [DOMAIN-5] switches once, both ways', async () => {
    expect(await cli.json(...turn('on', 'Whole'))).toMatchObject({ outcome: 'switched', domainWide: true });
    expect(await cli.json(...turn('on', 'whole'))).toMatchObject({ outcome: 'unchanged', domainWide: true });
    expect(await cli.json(...turn('off', 'Whole'))).toMatchObject({ outcome: 'switched', domainWide: false });
    expect(await cli.json(...turn('off', 'Whole'))).toMatchObject({
      outcome: 'unchanged',
      domainWide: false,
    });
  });

  it('[CLI-1] [DOMAIN-5] refuses other types, and a license that follows organizational units', async () => {
    const refused = { code: 'DOMAIN_WIDE_NOT_POSSIBLE', exitCode: 1 };
    expect(await cli.refusal(...turn('on', 'School'))).toMatchObject({
      ...refused,
      message: expect.stringContaining('District licenses only'),
    });
    await saveConnection('Synced');
    expect(await cli.refusal(...turn('on', 'Synced'))).toMatchObject({
      ...refused,
      message: expect.stringContaining('disconnects Google Workspace'),
    });
  });

  it('[CLI-1] knows two states and asks which license', async () => {
    expect(await cli.refusal(...turn('maybe', 'Whole'))).toMatchObject({ code: 'USAGE', exitCode: 2 });
    expect(await cli.refusal('license', 'domain-wide', 'on')).toMatchObject({ code: 'USAGE', exitCode: 2 });
  });
});

/** As after an administrator has chosen units and confirmed the plan. */
async function saveConnection(license: string): Promise<void> {
  const database = openDatabase(cli.database.superuserUrl);
  try {
    await database.rows(
      `insert into connection (
         district_id, license_id, source, issuer, subject, account_email, scopes, connected_by, authorised_at, lapses_at,
         saved_at, time_zone
       )
       select district_id, id, 'ou', 'https://issuer.example', '1', 'admin@hill.example', '{}', 'Dana', now(), now(),
         now(), 'UTC'
       from license where name = $1`,
      [license],
    );
  } finally {
    await database.end();
  }
}
