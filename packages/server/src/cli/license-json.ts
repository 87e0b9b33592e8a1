import type { LicenseRow } from '../vendor/lists.ts';

/** A licence in `--json`: instants in ISO 8601, null seats are unlimited. */
export function licenseJson(row: LicenseRow) {
  const pool = ({ total, used, reserved, free, over }: LicenseRow['staffSeats']) => ({
    total,
    used,
    reserved,
    free,
    over,
  });
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    district: row.district,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    phase: row.phase,
    staffSeats: pool(row.staffSeats),
    studentSeats: pool(row.studentSeats),
  };
}
