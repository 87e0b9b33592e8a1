import type { Command } from 'commander';
import type { SystemTx } from '../db/tx.ts';
import { type LicenseRow, listLicenses } from '../vendor/lists.ts';
import { verifyAudit } from '../vendor/verify-audit.ts';
import { ofDistrict } from './find.ts';
import { CliRefusal } from './refusal.ts';
import { run, type Surroundings } from './run.ts';

export function addAuditCommands(program: Command, surroundings: Surroundings): void {
  const noun = program
    .command('audit')
    .description('the record of what was done, chained so that edits show');

  noun
    .command('verify')
    .description(
      'read the audit chain of every license; refused with the first bad row of each that is broken',
    )
    .option('--district <name>', 'those of one district only: name or id')
    .action((options: { district?: string }) =>
      run(surroundings, async ({ tx }) => {
        const licenses = await ofDistrict(tx, await listLicenses(tx), options.district);
        const broken = await listBroken(tx, licenses);
        if (broken.length > 0) throw new CliRefusal('AUDIT_BROKEN', broken.join('\n'));
        return {
          text: `The audit chains of ${licenses.length} licenses are whole.`,
          json: { outcome: 'whole', licenses: licenses.length },
        };
      }),
    );
}

async function listBroken(tx: SystemTx, licenses: readonly LicenseRow[]): Promise<string[]> {
  const broken: string[] = [];
  for (const license of licenses) {
    const row = await verifyAudit(tx, { districtId: license.districtId, licenseId: license.id });
    if (row !== null)
      broken.push(
        `"${license.name}" (${license.id}) of ${license.district}: the chain is broken at row ${row}.`,
      );
  }
  return broken;
}
