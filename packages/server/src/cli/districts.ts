import type { Command } from 'commander';
import { ensureDistrict } from '../vendor/create-district.ts';
import { listDistricts } from '../vendor/lists.ts';
import { readName } from './arguments.ts';
import { findDistrictNamed } from './find.ts';
import { tableOr } from './output.ts';
import { run, type Surroundings } from './run.ts';

export function addDistrictCommands(program: Command, surroundings: Surroundings): void {
  const noun = program
    .command('district')
    .description('districts: the tenants; nothing of one is seen by another');

  noun
    .command('create')
    .description('make a district, unless there is one of this name')
    .argument('<name>', 'the name, as its people see it', readName)
    .action((name: string) =>
      run(surroundings, async ({ tx }) => {
        const known = await findDistrictNamed(tx, name);
        const made = known ?? { ...(await ensureDistrict(tx, { name })), name };
        const district = { id: made.id, name: made.name };
        return known === undefined
          ? { text: `Created district "${name}" (${made.id}).`, json: { outcome: 'created', district } }
          : {
              text: `District "${made.name}" is there already (${made.id}).`,
              json: { outcome: 'unchanged', district },
            };
      }),
    );

  noun
    .command('list')
    .description('all districts')
    .action(() =>
      run(surroundings, async ({ tx }) => {
        const districts = await listDistricts(tx);
        return {
          text: tableOr(
            'There is no district yet.',
            ['name', 'id'],
            districts.map((row) => [row.name, row.id]),
          ),
          json: districts.map(({ id, name }) => ({ id, name })),
        };
      }),
    );
}
