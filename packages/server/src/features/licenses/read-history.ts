import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { dayAfter, type HistoryPoint, type LicenseHistory } from '@rollcall/core/licenses/history.ts';
import { type RawBuilder, sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { type CounterColumns, countsOf, heldOf } from '../../license-row/seat-counts.ts';

interface PointRow extends CounterColumns {
  readonly day: string;
  readonly seq: number;
  readonly staff_seats: number | null;
  readonly student_seats: number | null;
  readonly staff_held: number;
  readonly student_held: number;
  readonly joined: number;
  readonly declined: number;
  readonly today: string;
}

/** The last days of a licence. NOT_FOUND when there is none or it is not the person's. */
export async function readLicenseHistory(
  app: AppContext,
  who: SignedIn,
  input: { readonly licenseId: LicenseId; readonly days: number },
): Promise<LicenseHistory> {
  const districtId = await districtOfGrant(app, who, input.licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    const grants = await readGrants(tx, who, districtId, input.licenseId);
    if (!can(grants, 'license.read')) throw new DomainError('NOT_FOUND', { noun: 'license' });
    const rows = await readPoints(tx, { districtId, licenseId: input.licenseId }, input.days);
    const last = rows.at(-1);
    if (last === undefined) throw new DomainError('NOT_FOUND', { noun: 'license' });
    const first = dayAfter(last.today, 1 - input.days);
    return { today: last.today, points: within(rows, first).map(presentPoint), seq: last.seq };
  });
}

const columns = sql`
  seq, staff_seats, student_seats, teacher_accepted, teacher_invited, teacher_rejected,
  student_accepted, student_invited, student_rejected, other_accepted, other_invited, other_rejected,
  staff_held, student_held
`;

/** Past days, the last one before the wanted ones, and the licence's own row, which stands for its last change's day. */
async function readPoints(tx: DistrictTx, place: LicensePlace, days: number): Promise<PointRow[]> {
  const today = sql`(now() at time zone 'UTC')::date`;
  const ofLicense = sql`district_id = ${place.districtId} and license_id = ${place.licenseId}`;
  const point = (part: RawBuilder<unknown>) =>
    sql`select day, joined, declined, ${columns} from license_day ${part}`;
  const { rows } = await sql<PointRow>`
    -- A clock may go back: the licence is ahead of it then.
    select *, greatest(${today}, max(day) over ()) as today from (
      (${point(sql`where ${ofLicense} and day < ${today} - ${days - 1}::int order by day desc limit 1`)})
      union all
      (${point(sql`where ${ofLicense} and day >= ${today} - ${days - 1}::int`)})
      union all
      (select history_day, history_joined, history_declined, ${columns} from license
        where district_id = ${place.districtId} and id = ${place.licenseId})
    ) points
    order by day
  `.execute(tx);
  return rows;
}

/** What lies before the first wanted day is how that day began, without its answers. */
function within(rows: readonly PointRow[], first: string): PointRow[] {
  const earlier = rows.findLast(({ day }) => day < first);
  const later = rows.filter(({ day }) => day >= first);
  if (earlier === undefined || later[0]?.day === first) return later;
  return [{ ...earlier, day: first, joined: 0, declined: 0 }, ...later];
}

function presentPoint(row: PointRow): HistoryPoint {
  return {
    day: row.day,
    staffSeats: row.staff_seats,
    studentSeats: row.student_seats,
    counts: countsOf(row),
    seatsHeld: heldOf(row),
    joined: row.joined,
    declined: row.declined,
  };
}
