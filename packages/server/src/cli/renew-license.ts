import { canonicalEmail } from '@rollcall/core/emails.ts';
import type { SystemTx } from '../db/tx.ts';
import type { Grantee } from '../vendor/grants.ts';
import { type LicenseRow, listLicenseAdmins } from '../vendor/lists.ts';
import { renewLicense } from '../vendor/renew-license.ts';
import { type AskedSeats, seatTotal } from './arguments.ts';
import { domainIdsOf, getLicense } from './find.ts';
import { licenseJson } from './license-json.ts';
import { type Answer, day, grantsText, seats } from './output.ts';
import { CliRefusal } from './refusal.ts';
import type { CommandScope } from './run.ts';

export interface RenewOptions {
  readonly district?: string;
  readonly ends: Date;
  /** Undefined is as before. */
  readonly staffSeats?: AskedSeats;
  readonly studentSeats?: AskedSeats;
  readonly admin?: readonly Grantee[];
  readonly domainAdmin: boolean;
  readonly shorten?: boolean;
}

/** Renews a licence, with both grants for its admins. Done before with the same values, it changes nothing. */
export async function renew({ tx }: CommandScope, wanted: string, options: RenewOptions): Promise<Answer> {
  const before = await getLicense(tx, wanted, options.district);
  assertTerm(before, options);
  const { changed, given } = await renewLicense(
    tx,
    { districtId: before.districtId, licenseId: before.id },
    {
      endsAt: options.ends,
      ...(options.staffSeats === undefined ? {} : { staffSeats: seatTotal(options.staffSeats) }),
      ...(options.studentSeats === undefined ? {} : { studentSeats: seatTotal(options.studentSeats) }),
      admins: options.admin ?? (await presentAdmins(tx, before)),
      domainIds: options.domainAdmin ? await domainIdsOf(tx, before.districtId) : [],
    },
  );
  const after = await getLicense(tx, before.id);
  const what = changed ? 'Renewed' : 'Nothing to change of';
  return {
    text: `${what} "${after.name}": it ends ${day(after.endsAt)}, staff seats ${seats(after.staffSeats)}, student seats ${seats(after.studentSeats)}.${grantsText(given)}${overText(after)}`,
    json: {
      outcome: changed || given.licenseAdmin + given.domainAdmin > 0 ? 'renewed' : 'unchanged',
      license: licenseJson(after),
      granted: given,
    },
  };
}

function assertTerm(license: LicenseRow, options: RenewOptions): void {
  if (options.ends <= license.startsAt)
    throw new CliRefusal(
      'BAD_TERM',
      `"${license.name}" starts on ${day(license.startsAt)}: it cannot end on ${day(options.ends)}.`,
    );
  if (options.ends < license.endsAt && options.shorten !== true)
    throw new CliRefusal(
      'ENDS_EARLIER',
      `"${license.name}" ends on ${day(license.endsAt)}, and ${day(options.ends)} is earlier: its people would lose it sooner. If that is meant, add --shorten.`,
    );
}

async function presentAdmins(tx: SystemTx, license: LicenseRow): Promise<Grantee[]> {
  const rows = (await listLicenseAdmins(tx)).filter((row) => row.licenseId === license.id);
  return rows.flatMap((row) => {
    const address = canonicalEmail(row.email);
    return address.ok ? [{ email: address.email, name: row.name }] : [];
  });
}

function overText(license: LicenseRow): string {
  if (license.staffSeats.over + license.studentSeats.over === 0) return '';
  return '\nMore people are on it than it has seats: nobody is removed, open invites can be joined, nobody can be added until it fits.';
}
