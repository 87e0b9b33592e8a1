import type { Command } from 'commander';
import { ensureDomain } from '../vendor/create-domain.ts';
import { listDomains } from '../vendor/lists.ts';
import { getDistrict, ofDistrict } from './find.ts';
import { tableOr } from './output.ts';
import { refusalIn } from './refusal.ts';
import { run, type Surroundings } from './run.ts';

export function addDomainCommands(program: Command, surroundings: Surroundings): void {
  const noun = program.command('domain').description('e-mail domains that districts own');

  noun
    .command('create')
    .description("enter a domain that you have seen to be the district's, as verified")
    .argument('<domain>', 'for example riverbend.example')
    .requiredOption('--district <name>', 'the owner: name or id')
    .action((raw: string, options: { district: string }) =>
      run(surroundings, async ({ tx }) => {
        const district = await getDistrict(tx, options.district);
        const { id, name, created } = await ensureDomain(tx, district.id, raw).catch((error: unknown) => {
          throw refusalIn(error, { domain: raw }) ?? error;
        });
        const json = {
          outcome: created ? 'created' : 'unchanged',
          domain: { id, name, district: district.name },
        };
        return created
          ? { text: `Entered ${name} for "${district.name}".`, json }
          : { text: `${name} is "${district.name}"'s already.`, json };
      }),
    );

  noun
    .command('list')
    .description('all domains, or those of one district')
    .option('--district <name>', 'name or id')
    .action((options: { district?: string }) =>
      run(surroundings, async ({ tx }) => {
        const domains = await ofDistrict(tx, await listDomains(tx), options.district);
        return {
          text: tableOr(
            'There is no domain yet.',
            ['domain', 'district', 'verified'],
            domains.map((row) => [row.name, row.district, row.lost ? 'lost' : row.verified ? 'yes' : 'no']),
          ),
          json: domains.map(({ id, name, district, verified, lost }) => ({
            id,
            name,
            district,
            verified: verified && !lost,
          })),
        };
      }),
    );
}
