import { licenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { phaseOf } from '@rollcall/core/licenses/term.ts';
import { type Selectable, sql } from 'kysely';
import type { License } from '../db/schema.gen.ts';
import { type CounterColumns, countsOf, heldOf } from '../license-row/seat-counts.ts';

type ShownColumns =
  | 'id'
  | 'name'
  | 'type'
  | 'starts_at'
  | 'ends_at'
  | 'staff_seats'
  | 'student_seats'
  | 'staff_held'
  | 'student_held'
  | 'key_user_type'
  | 'seq';

/** What the view is made of. `key_on` is all that leaves the database of the key. */
export interface LicenseRow extends Pick<Selectable<License>, ShownColumns>, CounterColumns {
  readonly key_on: boolean;
  readonly district_name: string;
  readonly database_now: Date;
}

/** The columns of a `LicenseRow`, of license `l` and its district `d`. */
export const licenseColumns = sql`
  l.id, l.name, l.type, l.starts_at, l.ends_at, l.staff_seats, l.student_seats, l.staff_held, l.student_held, l.key_user_type, l.seq,
  l.teacher_accepted, l.teacher_invited, l.teacher_rejected,
  l.student_accepted, l.student_invited, l.student_rejected,
  l.other_accepted, l.other_invited, l.other_rejected,
  l.key_enabled and l.key_hmac is not null as key_on,
  d.name as district_name, now() as database_now
`;

/** The instants among the columns, for reading a row from JSON. */
export const licenseInstants = { starts_at: true, ends_at: true, database_now: true } as const;

/** What a licence admin sees of a licence. An allow-list: no key, no hash, no audit head. */
export function presentLicense(row: LicenseRow): LicenseView {
  return {
    id: licenseId.parse(row.id),
    name: row.name,
    type: row.type,
    districtName: row.district_name,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    phase: phaseOf({ startsAt: row.starts_at, endsAt: row.ends_at }, row.database_now),
    staffSeats: row.staff_seats,
    studentSeats: row.student_seats,
    counts: countsOf(row),
    seatsHeld: heldOf(row),
    keyEnabled: row.key_on,
    keyUserType: row.key_user_type,
    seq: row.seq,
  };
}
