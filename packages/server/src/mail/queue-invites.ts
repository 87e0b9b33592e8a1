import type { EventType } from '@rollcall/core/events/catalog.ts';
import { placeholderPattern } from '@rollcall/core/members/placeholder-address.ts';
import { sql } from 'kysely';
import type { Database, SystemTx } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { giveUpAfterMs } from './send-result.ts';

/** The events that may arm a pop-up; portions of runs name their people in their own rows. */
const armingTypes: readonly EventType[] = ['member.added', 'member.reminded', 'run.applied'];

/** Events looked at in one transaction; each names some thousands of people at most. */
const eventLimit = 20;
const placeLimit = 200;

/**
 * Queues mail for invites and reminders that were committed since it was last asked, in the districts that have mail
 * switched on (SPEC MAIL-2); returns on how many licences. It follows the commits, so that no addition waits for it, and
 * waits for an import that is under way. Safe on several nodes at once: a position per licence, under its own lock.
 */
export async function queueInvites(db: Database, delayMs: number): Promise<number> {
  const behind = await db.systemStatement(sql<LicensePlace>`
    select l.district_id as "districtId", l.id as "licenseId"
    from district d
    join license l on l.district_id = d.id
    left join mail_position p on p.district_id = l.district_id and p.license_id = l.id
    where d.mail_since is not null and l.seq > coalesce(p.seq, 0) and not exists (
      select from run r
      where r.district_id = l.district_id and r.license_id = l.id and r.state = 'running'
        and r.begun_at > now() - interval '10 minutes'
    )
    limit ${placeLimit}
  `);
  for (const place of behind) {
    while (await db.withSystemTx((tx) => queuePortion(tx, place, delayMs))) {
      // The next portion has its own transaction.
    }
  }
  return behind.length;
}

/** True when there may be more. */
async function queuePortion(tx: SystemTx, place: LicensePlace, delayMs: number): Promise<boolean> {
  const key = { district_id: place.districtId, license_id: place.licenseId };
  await tx
    .insertInto('mail_position')
    .values({ ...key, seq: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { seq } = await tx
    .selectFrom('mail_position')
    .select('seq')
    .where((where) => where.and(key))
    .forUpdate()
    .executeTakeFirstOrThrow();
  const next = await nextEvents(tx, place, seq);
  if (next === null) return false;
  await queueNamed(tx, place, { after: seq, upTo: next.upTo }, delayMs);
  await tx
    .updateTable('mail_position')
    .set({ seq: next.upTo })
    .where((where) => where.and(key))
    .execute();
  return next.more;
}

/** Up to which event the next portion goes. Null: the position is the licence's number. */
async function nextEvents(
  tx: SystemTx,
  place: LicensePlace,
  position: number,
): Promise<{ upTo: number; more: boolean } | null> {
  const license = await tx
    .selectFrom('license')
    .select('seq')
    .where((where) => where.and({ district_id: place.districtId, id: place.licenseId }))
    .executeTakeFirst();
  if (license === undefined || license.seq <= position) return null;
  const { rows } = await sql<{ seq: number }>`
    select seq from event e
    where e.district_id = ${place.districtId} and e.license_id = ${place.licenseId}
      and e.seq > ${position} and e.seq <= ${license.seq} and e.type = any (${armingTypes})
    order by seq limit ${eventLimit}
  `.execute(tx);
  const last = rows.length === eventLimit ? rows.at(-1)?.seq : undefined;
  return last === undefined ? { upTo: license.seq, more: false } : { upTo: last, more: true };
}

/**
 * A mail for each arming of a pop-up that these events name, unless the person has seen it since or it is long past. One
 * statement, however many people. An arming is mailed once, whatever else happened to the row (`mail_arming`).
 */
async function queueNamed(
  tx: SystemTx,
  place: LicensePlace,
  { after, upTo }: { readonly after: number; readonly upTo: number },
  delayMs: number,
): Promise<void> {
  const { districtId, licenseId } = place;
  await sql`
    with told as (
      select payload from event e
      where e.district_id = ${districtId} and e.license_id = ${licenseId} and e.seq > ${after} and e.seq <= ${upTo}
        and e.type = any (${armingTypes})
    ), named as materialized (
      select listed.id::uuid as id
      from told cross join lateral jsonb_array_elements_text(nullif(payload -> 'memberIds', 'null')) as listed (id)
      union
      select unnest(b.changed_ids)
      from told join run_batch b on b.district_id = ${districtId} and b.license_id = ${licenseId}
        and b.run_id = (payload ->> 'runId')::uuid and b.batch_no = (payload ->> 'batch')::int
      where payload -> 'memberIds' = 'null'
    )
    insert into mail (district_id, license_id, kind, member_id, armed_at, due_at)
    select m.district_id, m.license_id, case when m.armed_at > m.invited_at then 'reminder' else 'invitation' end,
      m.id, m.armed_at, m.armed_at + make_interval(secs => ${delayMs / 1000})
    from named
    join member m on m.district_id = ${districtId} and m.license_id = ${licenseId} and m.id = named.id
    join district d on d.id = ${districtId}
    where num_nulls(m.ended_at) = 1 and m.status = 'invited'
      and m.armed_at >= case m.user_type when 'student' then d.student_mail_since else d.mail_since end
      and m.armed_at > now() - make_interval(secs => ${giveUpAfterMs / 1000})
      and m.email not like ${placeholderPattern}
    order by m.id
    on conflict do nothing
  `.execute(tx);
}
