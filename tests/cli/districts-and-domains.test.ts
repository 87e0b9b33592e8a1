import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLine, openCommandLine } from './command-line.ts';

let cli: CommandLine;
beforeAll(async () => {
  cli = await openCommandLine();
  await cli.json('district', 'create', 'Hill Valley Schools');
  await cli.json('district', 'create', 'Oak County');
});
afterAll(() => cli[Symbol.asyncDispose]());

describe('district', () => {
  it('[CLI-1] creates once, whatever the case and the spaces', async () => {
    const first = await cli.json('district', 'create', 'Maple');
    expect(first).toMatchObject({ outcome: 'created', district: { name: 'Maple' } });
    const { district } = first as { district: unknown };
    expect(await cli.json('district', 'create', '  maple ')).toEqual({ outcome: 'unchanged', district });
    expect(await cli.json('district', 'list')).toContainEqual(district);
  });

  it('[CLI-1] makes one district when two command lines create it at the same moment', async () => {
    const made = await Promise.all([
      cli.json('district', 'create', 'Twice'),
      cli.json('district', 'create', 'Twice'),
    ]);
    const ids = made.map((one) => (one as { district: { id: string } }).district.id);
    expect(ids[0]).toBe(ids[1]);
  });

  it('[CLI-1] says in words what it did, and lists in columns', async () => {
    const made = await cli.run('district', 'create', 'Birch');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toContain('Created district "Birch"');
    const listed = await cli.run('district', 'list');
    expect(listed.out.split('\n')[0]).toMatch(/^NAME +ID$/);
  });

  it.each([[''], ['   '], ['a\u0000b'], ['right\u202eleft'], ['x'.repeat(201)]])(
    '[CLI-1] refuses the name %j before anything is asked of the database',
    async (name) => {
      expect(await cli.refusal('district', 'create', name)).toMatchObject({ code: 'USAGE', exitCode: 2 });
    },
  );
});

describe('domain', () => {
  it('[CLI-1] enters a domain once, in its canonical form', async () => {
    const args = ['domain', 'create', 'Students.HILL.example.', '--district', 'hill valley schools'];
    const first = await cli.json(...args);
    expect(first).toMatchObject({ outcome: 'created', domain: { name: 'students.hill.example' } });
    expect(await cli.json(...args)).toEqual({ ...(first as object), outcome: 'unchanged' });
    expect(await cli.json('domain', 'list', '--district', 'Hill Valley Schools')).toMatchObject([
      { name: 'students.hill.example', verified: true },
    ]);
  });

  it.each([
    ['k12.ca.us'],
    ['co.uk'],
    ['gmail.com'],
    ['yahoo.co.uk'],
    ['sch\u043eol.edu'],
    ['localhost'],
    ['a@b.example'],
  ])('[B13] refuses %s', async (name) => {
    expect(await cli.refusal('domain', 'create', name, '--district', 'Oak County')).toMatchObject({
      code: 'DOMAIN_NOT_ACCEPTED',
      exitCode: 1,
    });
  });

  it("[B13] refuses another district's domain, its parents and children alike and without saying whose it is", async () => {
    await cli.json('domain', 'create', 'pine.oak.example', '--district', 'Oak County');
    const refusals = [];
    for (const name of ['pine.oak.example', 'oak.example', 'a.pine.oak.example'])
      refusals.push(
        (await cli.refusal('domain', 'create', name, '--district', 'Hill Valley Schools')).message.replace(
          name,
          '…',
        ),
      );
    expect(new Set(refusals).size).toBe(1);
    expect(refusals[0]).not.toMatch(/oak county/i);
    const sibling = await cli.json(
      'domain',
      'create',
      'elm.oak.example',
      '--district',
      'Hill Valley Schools',
    );
    expect(sibling).toMatchObject({ outcome: 'created' });
  });

  it('[CLI-1] names near districts when the one that was asked for is unknown', async () => {
    expect(
      await cli.refusal('domain', 'create', 'new.example', '--district', 'Hil Valley School'),
    ).toMatchObject({
      code: 'UNKNOWN_DISTRICT',
      near: ['Hill Valley Schools'],
      exitCode: 1,
    });
    expect(await cli.refusal('domain', 'list', '--district', 'zzz')).toMatchObject({ near: [] });
  });

  it('[CLI-1] takes an id for a name', async () => {
    const districts = (await cli.json('district', 'list')) as { id: string; name: string }[];
    const oak = districts.find((one) => one.name === 'Oak County');
    expect(await cli.json('domain', 'list', '--district', oak?.id ?? '')).toMatchObject([
      { district: 'Oak County' },
    ]);
  });
});
