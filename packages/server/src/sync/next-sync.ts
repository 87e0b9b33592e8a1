import { type RawBuilder, sql } from 'kysely';

/** Syncs begin by themselves between this hour and that many minutes later, by the clock of whoever connected. */
const nightBegins = '02:00';
const nightMinutes = 180;

/**
 * When the next sync of a connection (by its alias) begins by itself: in its next night, at a minute that spreads the
 * licences, and behind a pause that covers that night. In SQL, because the database's clock decides.
 */
export function nextSync(alias: string): RawBuilder<Date> {
  const of = (column: string) => sql.ref(`${alias}.${column}`);
  return sql<Date>`(
    select (
      case when next_night.day between ${of('pause_from')} and ${of('pause_until')} then ${of('pause_until')} + 1
        else next_night.day end + next_night.at
    ) at time zone ${of('time_zone')}
    from (
      select local.now::date + case when local.now >= local.now::date + local.at then 1 else 0 end as day, local.at
      from (
        select clock_timestamp() at time zone ${of('time_zone')} as now,
          ${nightBegins}::time + make_interval(mins => abs(hashtext(${of('license_id')}::text) % ${nightMinutes}::int)) as at
      ) local
    ) next_night
  )`;
}
