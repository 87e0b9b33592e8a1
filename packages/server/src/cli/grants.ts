import type { Command } from 'commander';
import type { SystemTx } from '../db/tx.ts';
import {
  type Grantee,
  grantDomainAdmin,
  grantLicenseAdmin,
  revokeDomainAdmin,
  revokeLicenseAdmin,
} from '../vendor/grants.ts';
import { type GrantRow, listDomainAdmins, listLicenseAdmins } from '../vendor/lists.ts';
import { readPerson } from './arguments.ts';
import { getDomain, getLicense, ofDistrict } from './find.ts';
import { type Answer, tableOr } from './output.ts';
import { run, type Surroundings } from './run.ts';

/** The two grants differ in what they are on and in nothing else that the command line does. */
interface GrantKind {
  readonly command: 'license-admin' | 'domain-admin';
  readonly noun: 'license' | 'domain';
  readonly description: string;
  grant(tx: SystemTx, on: string, district: string | undefined, person: Grantee): Promise<Done>;
  revoke(tx: SystemTx, on: string, district: string | undefined, person: Grantee): Promise<Done>;
  list(tx: SystemTx, on: string | undefined, district: string | undefined): Promise<readonly GrantRow[]>;
}

interface Done {
  readonly changed: boolean;
  /** What went with it. */
  readonly copies?: readonly string[];
  /** The full name of what the grant is on. */
  readonly on: string;
  readonly district: string;
}

const licenseAdmin: GrantKind = {
  command: 'license-admin',
  noun: 'license',
  description: 'who manages a license',
  async grant(tx, on, district, person) {
    const license = await getLicense(tx, on, district);
    const place = { districtId: license.districtId, licenseId: license.id };
    return {
      changed: await grantLicenseAdmin(tx, place, person),
      on: license.name,
      district: license.district,
    };
  },
  async revoke(tx, on, district, person) {
    const license = await getLicense(tx, on, district);
    const place = { districtId: license.districtId, licenseId: license.id };
    const changed = await revokeLicenseAdmin(tx, place, person.email);
    return { changed, on: license.name, district: license.district };
  },
  async list(tx, on, district) {
    const rows = await ofDistrict(tx, await listLicenseAdmins(tx), district);
    if (on === undefined) return rows;
    const { id } = await getLicense(tx, on, district);
    return rows.filter((row) => row.licenseId === id);
  },
};

const domainAdmin: GrantKind = {
  command: 'domain-admin',
  noun: 'domain',
  description: 'who answers for an e-mail domain; whom a domain admin adds is on the license at once',
  async grant(tx, on, district, person) {
    const domain = await getDomain(tx, on, district);
    const place = { districtId: domain.districtId, domainId: domain.id };
    return { changed: await grantDomainAdmin(tx, place, person), on: domain.name, district: domain.district };
  },
  async revoke(tx, on, district, person) {
    const domain = await getDomain(tx, on, district);
    const place = { districtId: domain.districtId, domainId: domain.id };
    const revoked = await revokeDomainAdmin(tx, place, person.email);
    return { ...revoked, on: domain.name, district: domain.district };
  },
  async list(tx, on, district) {
    const rows = await ofDistrict(tx, await listDomainAdmins(tx), district);
    if (on === undefined) return rows;
    const { id } = await getDomain(tx, on, district);
    return rows.filter((row) => row.domainId === id);
  },
};

export function addGrantCommands(program: Command, surroundings: Surroundings): void {
  for (const kind of [licenseAdmin, domainAdmin]) addCommandsOf(kind, program, surroundings);
}

function addCommandsOf(kind: GrantKind, program: Command, surroundings: Surroundings): void {
  const noun = program.command(kind.command).description(kind.description);
  const target = `<${kind.noun}>`;
  const person = 'ana@school.example, or "Ana Ruiz <ana@school.example>"';

  noun
    .command('grant')
    .description('give the grant; the person need not have signed in yet')
    .argument(target, 'name or id')
    .argument('<person>', person, readPerson)
    .option('--district <name>', `the ${kind.noun}'s district, where the name alone is not enough`)
    .action((on: string, who: Grantee, options: { district?: string }) =>
      run(surroundings, async ({ tx }) => {
        const done = await kind.grant(tx, on, options.district, who);
        return answer(kind, who, done, done.changed ? 'granted' : 'unchanged');
      }),
    );

  noun
    .command('revoke')
    .description('take the grant back; open dashboards close within two seconds')
    .argument(target, 'name or id')
    .argument('<person>', person, readPerson)
    .option('--district <name>', `the ${kind.noun}'s district, where the name alone is not enough`)
    .action((on: string, who: Grantee, options: { district?: string }) =>
      run(surroundings, async ({ tx }) => {
        const done = await kind.revoke(tx, on, options.district, who);
        return answer(kind, who, done, done.changed ? 'revoked' : 'unchanged');
      }),
    );

  noun
    .command('list')
    .description('who holds the grant')
    .option(`--${kind.noun} <name>`, 'of this one only: name or id')
    .option('--district <name>', 'of this district only: name or id')
    .action((options: { license?: string; domain?: string; district?: string }) =>
      run(surroundings, async ({ tx }) =>
        listed(kind, await kind.list(tx, options[kind.noun], options.district)),
      ),
    );
}

function answer(
  kind: GrantKind,
  who: Grantee,
  done: Done,
  outcome: 'granted' | 'revoked' | 'unchanged',
): Answer {
  const texts = {
    granted: `${who.email} is ${kind.command.replace('-', ' ')} of "${done.on}" now.`,
    revoked: `${who.email} is ${kind.command.replace('-', ' ')} of "${done.on}" no more.`,
    unchanged: `Nothing to change: "${done.on}" (${done.district}), ${who.email}.`,
  };
  const copies = done.copies ?? [];
  const also = copies.map((name) => `\nNor of "${name}", which they added by that grant.`);
  return {
    text: `${texts[outcome]}${also.join('')}`,
    json: {
      outcome,
      [kind.noun]: done.on,
      district: done.district,
      email: who.email,
      ...(copies.length > 0 && { alsoRevoked: copies }),
    },
  };
}

function listed(kind: GrantKind, rows: readonly GrantRow[]): Answer {
  return {
    text: tableOr(
      `Nobody is ${kind.command.replace('-', ' ')}.`,
      [kind.noun, 'name', 'e-mail', 'since', 'signed in before', 'district'],
      rows.map((row) => [
        row.on,
        row.name,
        row.email,
        row.grantedAt.toISOString().slice(0, 10),
        row.hasAccount ? 'yes' : 'no',
        row.district,
      ]),
    ),
    json: rows.map((row) => ({
      [kind.noun]: row.on,
      district: row.district,
      name: row.name,
      email: row.email,
      grantedAt: row.grantedAt.toISOString(),
      hasAccount: row.hasAccount,
    })),
  };
}
