import type { LicenseType } from '@rollcall/core/licenses/license.ts';
import { ensureLicense } from '../vendor/create-license.ts';
import { type Grantee, grantBoth } from '../vendor/grants.ts';
import { type LicenseRow, listLicenses } from '../vendor/lists.ts';
import { secretOpensKeys } from '../vendor/verify-secret.ts';
import { type AskedSeats, seatTotal } from './arguments.ts';
import { domainIdsOf, findLicenseNamed, getDistrict } from './find.ts';
import { licenseJson } from './license-json.ts';
import { type Answer, day, grantsText } from './output.ts';
import { CliRefusal } from './refusal.ts';
import type { CommandScope } from './run.ts';

export interface SellOptions {
  readonly district: string;
  readonly type: LicenseType;
  readonly starts?: Date;
  readonly ends: Date;
  readonly staffSeats: AskedSeats;
  readonly studentSeats: AskedSeats;
  readonly admin?: readonly Grantee[];
  readonly domainAdmin: boolean;
}

/** Sells a licence and gives its admins both grants. Done before with the same values, it changes nothing. */
export async function sell(
  { tx, secret }: CommandScope,
  name: string,
  options: SellOptions,
): Promise<Answer> {
  const district = await getDistrict(tx, options.district);
  const startsAt = options.starts ?? startOfToday();
  if (options.ends <= startsAt)
    throw new CliRefusal(
      'BAD_TERM',
      `The license would end (${day(options.ends)}) before it starts (${day(startsAt)}).`,
    );
  const key = secret();
  if (!(await secretOpensKeys(tx, key)))
    throw new CliRefusal(
      'SETTINGS',
      "ROLLCALL_SECRET is not the secret that this installation's keys were made with.",
    );
  const known = await findLicenseNamed(tx, district.id, name);
  if (known !== undefined) assertSame(known, options);
  const { id } = await ensureLicense(tx, key, {
    districtId: district.id,
    name: known?.name ?? name,
    type: options.type,
    startsAt,
    endsAt: options.ends,
    staffSeats: seatTotal(options.staffSeats),
    studentSeats: seatTotal(options.studentSeats),
  });
  const domainIds = options.domainAdmin ? await domainIdsOf(tx, district.id) : [];
  const granted = await grantBoth(
    tx,
    { districtId: district.id, licenseId: id },
    options.admin ?? [],
    domainIds,
  );
  const license = (await listLicenses(tx)).find((row) => row.id === id);
  const what =
    known === undefined
      ? `Created license "${name}" (${id}).`
      : `License "${known.name}" is there already (${id}).`;
  return {
    text: `${what}${grantsText(granted)}`,
    json: {
      outcome: known === undefined ? 'created' : 'unchanged',
      license: license === undefined ? null : licenseJson(license),
      granted,
    },
  };
}

function startOfToday(): Date {
  return new Date(`${new Date().toISOString().slice(0, 10)}T00:00:00Z`);
}

/** The start counts only where it is asked for: its default is another one tomorrow. */
function assertSame(known: LicenseRow, asked: SellOptions): void {
  const total = (seats: number | null) => seats ?? 'unlimited';
  const differences = [
    ['type', known.type, asked.type],
    ['starts', day(known.startsAt), day(asked.starts ?? known.startsAt)],
    ['ends', day(known.endsAt), day(asked.ends)],
    ['staff seats', total(known.staffSeats.total), asked.staffSeats],
    ['student seats', total(known.studentSeats.total), asked.studentSeats],
  ].filter(([, is, wanted]) => is !== wanted);
  if (differences.length === 0) return;
  const lines = differences.map(([what, is, wanted]) => `  ${what}: ${is}, not ${wanted}`);
  throw new CliRefusal(
    'LICENSE_DIFFERS',
    `License "${known.name}" is there already and is another one:\n${lines.join('\n')}\nIts end and its seats are changed by "license renew"; another license needs another name.`,
  );
}
