import { licenseType } from '@rollcall/core/licenses/license.ts';
import { type Command, Option } from 'commander';
import { listLicenses } from '../vendor/lists.ts';
import { readInstant, readName, readPeople, readSeats } from './arguments.ts';
import { addDomainWideCommand } from './domain-wide.ts';
import { ofDistrict } from './find.ts';
import { licenseJson } from './license-json.ts';
import { day, seats, tableOr } from './output.ts';
import { type RenewOptions, renew } from './renew-license.ts';
import { run, type Surroundings } from './run.ts';
import { type SellOptions, sell } from './sell-license.ts';

const both = 'gets license admin of it and domain admin of the district; may stand several times';
const only = 'license admin only, no domain admin';

export function addLicenseCommands(program: Command, surroundings: Surroundings): void {
  const noun = program.command('license').description('licenses: what districts buy');

  noun
    .command('create')
    .description('sell a license, unless the district has one of this name; its key is off')
    .argument('<name>', 'the name, as its people see it', readName)
    .requiredOption('--district <name>', 'the buyer: name or id')
    .addOption(new Option('--type <type>', 'its kind').choices(licenseType.options).makeOptionMandatory())
    .option('--starts <day>', 'its first day, in UTC (default: today)', readInstant)
    .requiredOption('--ends <day>', 'the first day that no longer belongs to it, in UTC', readInstant)
    .requiredOption('--staff-seats <number>', 'seats for teachers and others, or "unlimited"', readSeats)
    .requiredOption('--student-seats <number>', 'seats for students, or "unlimited"', readSeats)
    .option('--admin <person>', both, readPeople)
    .option('--no-domain-admin', only)
    .action((name: string, options: SellOptions) => run(surroundings, (scope) => sell(scope, name, options)));

  noun
    .command('renew')
    .description('give a license a later end, and its admins both grants')
    .argument('<license>', 'name or id')
    .option('--district <name>', 'its district, where the name alone is not enough')
    .requiredOption('--ends <day>', 'the first day that no longer belongs to it, in UTC', readInstant)
    .option(
      '--staff-seats <number>',
      'seats for teachers and others, or "unlimited" (default: as before)',
      readSeats,
    )
    .option('--student-seats <number>', 'seats for students, or "unlimited" (default: as before)', readSeats)
    .option('--admin <person>', `${both} (default: its license admins)`, readPeople)
    .option('--no-domain-admin', only)
    .option('--shorten', 'let the new end be earlier than the present one')
    .action((wanted: string, options: RenewOptions) =>
      run(surroundings, (scope) => renew(scope, wanted, options)),
    );

  addDomainWideCommand(noun, surroundings);
  noun
    .command('list')
    .description('all licenses, or those of one district, with seats as "used + reserved of bought"')
    .option('--district <name>', 'name or id')
    .action((options: { district?: string }) =>
      run(surroundings, async ({ tx }) => {
        const licenses = await ofDistrict(tx, await listLicenses(tx), options.district);
        return {
          text: tableOr(
            'There is no license yet.',
            ['license', 'type', 'starts', 'ends', 'phase', 'staff seats', 'student seats', 'district'],
            licenses.map((row) => [
              row.name,
              row.type,
              day(row.startsAt),
              day(row.endsAt),
              row.phase,
              seats(row.staffSeats),
              seats(row.studentSeats),
              row.district,
            ]),
          ),
          json: licenses.map(licenseJson),
        };
      }),
    );
}
