import { licenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { phaseOf } from '@rollcall/core/licenses/term.ts';
import type { Selectable } from 'kysely';
import type { License } from '../db/schema.gen.ts';
import { countsOf } from '../license-row/seat-counts.ts';

/** What a licence admin sees of a licence. An allow-list: no key, no hash, no audit head. */
export function presentLicense(row: Selectable<License>, districtName: string, now: Date): LicenseView {
  return {
    id: licenseId.parse(row.id),
    name: row.name,
    type: row.type,
    districtName,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    phase: phaseOf({ startsAt: row.starts_at, endsAt: row.ends_at }, now),
    staffSeats: row.staff_seats,
    studentSeats: row.student_seats,
    counts: countsOf(row),
    keyEnabled: row.key_enabled && row.key_hmac !== null,
    keyUserType: row.key_user_type,
    seq: row.seq,
  };
}
