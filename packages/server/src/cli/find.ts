import type { DistrictId } from '@rollcall/core/ids.ts';
import type { SystemTx } from '../db/tx.ts';
import {
  type DistrictRow,
  type DomainRow,
  type LicenseRow,
  listDistricts,
  listDomains,
  listLicenses,
} from '../vendor/lists.ts';
import { nearMatches } from './near-matches.ts';
import { CliRefusal, type RefusalCode } from './refusal.ts';

/** What can be named on the command line: by id, or by name in any case. */
interface Named {
  readonly id: string;
  readonly name: string;
}

const folded = (text: string) => text.trim().replaceAll(/\s+/g, ' ').normalize('NFC').toLowerCase();

/** The rows that a name means: the one with this id, else those of exactly this name, else those in any case. */
function matching<Row extends Named>(rows: readonly Row[], wanted: string): readonly Row[] {
  const byId = rows.filter((row) => row.id === wanted.toLowerCase());
  if (byId.length > 0) return byId;
  const exact = rows.filter((row) => row.name === wanted);
  return exact.length > 0 ? exact : rows.filter((row) => folded(row.name) === folded(wanted));
}

function pickOne<Row extends Named>(
  rows: readonly Row[],
  wanted: string,
  words: { readonly noun: string; readonly code: RefusalCode; readonly place: (row: Row) => string },
): Row {
  const [found, ...others] = matching(rows, wanted);
  if (found === undefined) {
    const near = nearMatches(
      wanted,
      rows.map((row) => row.name),
    );
    const meant = near.length === 0 ? '' : ` Did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`;
    throw new CliRefusal(words.code, `There is no ${words.noun} "${wanted}".${meant}`, near);
  }
  if (others.length > 0) {
    const lines = [found, ...others].map((row) => `  ${row.id}  ${row.name}${words.place(row)}`);
    throw new CliRefusal(
      'AMBIGUOUS',
      `"${wanted}" names more than one ${words.noun}. Use the id:\n${lines.join('\n')}`,
    );
  }
  return found;
}

/** Throws UNKNOWN_DISTRICT with near matches, or AMBIGUOUS. */
export async function getDistrict(tx: SystemTx, wanted: string): Promise<DistrictRow> {
  return pickOne(await listDistricts(tx), wanted, {
    noun: 'district',
    code: 'UNKNOWN_DISTRICT',
    place: () => '',
  });
}

/** The district that a new one of this name would be the same as, whatever its case and spaces. */
export async function findDistrictNamed(tx: SystemTx, name: string): Promise<DistrictRow | undefined> {
  return matching(await listDistricts(tx), name)[0];
}

/** The licence of this district that a new one of this name would be the same as. */
export async function findLicenseNamed(
  tx: SystemTx,
  districtId: DistrictId,
  name: string,
): Promise<LicenseRow | undefined> {
  const rows = (await listLicenses(tx)).filter((row) => row.districtId === districtId);
  return matching(rows, name)[0];
}

/** The district's verified domains: whoever answers for the district answers for all of them. */
export async function domainIdsOf(tx: SystemTx, districtId: DistrictId): Promise<string[]> {
  const rows = await listDomains(tx);
  return rows.filter((row) => row.districtId === districtId && row.verified).map((row) => row.id);
}

/** Throws UNKNOWN_LICENSE, UNKNOWN_DISTRICT or AMBIGUOUS. Without a district the name must be the only one. */
export async function getLicense(tx: SystemTx, wanted: string, district?: string): Promise<LicenseRow> {
  const rows = await ofDistrict(tx, await listLicenses(tx), district);
  return pickOne(rows, wanted, {
    noun: 'license',
    code: 'UNKNOWN_LICENSE',
    place: (row) => `  (${row.district})`,
  });
}

/** Throws UNKNOWN_DOMAIN, UNKNOWN_DISTRICT or AMBIGUOUS. */
export async function getDomain(tx: SystemTx, wanted: string, district?: string): Promise<DomainRow> {
  const rows = await ofDistrict(tx, await listDomains(tx), district);
  return pickOne(rows, wanted, {
    noun: 'domain',
    code: 'UNKNOWN_DOMAIN',
    place: (row) => `  (${row.district})`,
  });
}

/** The rows of the named district; all of them when none is named. */
export async function ofDistrict<Row extends { readonly district: string }>(
  tx: SystemTx,
  rows: readonly Row[],
  district: string | undefined,
): Promise<readonly Row[]> {
  if (district === undefined) return rows;
  const { name } = await getDistrict(tx, district);
  return rows.filter((row) => row.district === name);
}
