import { Argument, type Command } from 'commander';
import { switchDomainWide } from '../vendor/domain-wide.ts';
import { getLicense } from './find.ts';
import { licenseJson } from './license-json.ts';
import type { Answer } from './output.ts';
import { type CommandScope, run, type Surroundings } from './run.ts';

interface DomainWideOptions {
  readonly license: string;
  readonly district?: string;
}

/** `license domain-wide on|off`. */
export function addDomainWideCommand(noun: Command, surroundings: Surroundings): void {
  noun
    .command('domain-wide')
    .description("put everybody of the district's verified domains on a District license, or stop that")
    .addArgument(new Argument('<state>', 'off removes nobody').choices(['on', 'off']))
    .requiredOption('--license <license>', 'name or id')
    .option('--district <name>', 'its district, where the name alone is not enough')
    .action((state: 'on' | 'off', options: DomainWideOptions) =>
      run(surroundings, (scope) => domainWide(scope, state, options)),
    );
}

/** Switches domain-wide deployment of a licence. Done before, it changes nothing. */
async function domainWide(
  { tx }: CommandScope,
  state: 'on' | 'off',
  options: DomainWideOptions,
): Promise<Answer> {
  const license = await getLicense(tx, options.license, options.district);
  const place = { districtId: license.districtId, licenseId: license.id };
  const changed = await switchDomainWide(tx, place, state === 'on');
  return {
    text: changed
      ? done[state](license.name)
      : `Domain-wide deployment of "${license.name}" is ${state} already.`,
    json: {
      outcome: changed ? 'switched' : 'unchanged',
      domainWide: state === 'on',
      license: licenseJson(license),
    },
  };
}

const done = {
  on: (name: string) =>
    `Domain-wide deployment of "${name}" is on. Its license admins can choose the domains under Add Users.`,
  off: (name: string) =>
    `Domain-wide deployment of "${name}" is off. Nobody is removed; nobody new comes by a domain.`,
} as const;
