import { licenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { SeatCounts } from '@rollcall/core/licenses/seats.ts';
import { phaseOf } from '@rollcall/core/licenses/term.ts';
import type { Selectable } from 'kysely';
import type { License } from '../db/schema.gen.ts';

export function countsOf(row: Selectable<License>): SeatCounts {
  return {
    teacher: { accepted: row.teacher_accepted, invited: row.teacher_invited, rejected: row.teacher_rejected },
    student: { accepted: row.student_accepted, invited: row.student_invited, rejected: row.student_rejected },
    other: { accepted: row.other_accepted, invited: row.other_invited, rejected: row.other_rejected },
  };
}

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
