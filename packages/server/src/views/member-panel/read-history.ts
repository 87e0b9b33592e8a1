import type { EventType } from '@rollcall/core/events/catalog.ts';
import { type MemberOutcome, memberOutcome } from '@rollcall/core/members/outcomes.ts';
import type { MemberHappening, MemberHistoryEntry } from '@rollcall/core/members/panel.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { ofAddress } from '../of-address.ts';
import { ofOutcome, withShownDays } from './history.ts';

const entryLimit = 200;
/** Earlier memberships of one address that are looked at. */
const rowLimit = 20;

interface PersonRow {
  readonly id: string;
  readonly ended_at: Date | null;
  readonly ended_why: string | null;
  readonly shown_on: string | null;
}

/** What has happened to an address on the licence, newest first (SPEC LIST-7). */
export async function readHistory(
  tx: DistrictTx,
  place: LicensePlace,
  email: string,
): Promise<MemberHistoryEntry[]> {
  const { rows } = await sql<PersonRow>`
    select m.id, m.ended_at, m.ended_why, to_char(m.shown_at at time zone 'UTC', 'YYYY-MM-DD') as shown_on
    from (${ofAddress(place, email)}) m
    order by m.ended_at desc nulls first limit ${rowLimit}
  `.execute(tx);
  const ids = rows.map((row) => row.id);
  const known = [
    ...(await commandEntries(tx, place, ids, email)),
    ...(await runEntries(tx, place, ids, email)),
    ...rows.flatMap(endEntry),
  ].sort((one, other) => (one.at < other.at ? -1 : 1));
  const shown = rows.flatMap((row) => row.shown_on ?? []);
  return withShownDays(known, shown).reverse().slice(0, entryLimit);
}

/** Ends that are nobody's command. */
const quietEnds: Readonly<Record<string, MemberHappening>> = {
  expired: 'expired',
  source_ended: 'source_ended',
  merged: 'merged',
};

function endEntry({ ended_at, ended_why }: PersonRow): MemberHistoryEntry[] {
  const what = ended_why === null ? undefined : quietEnds[ended_why];
  if (what === undefined || ended_at === null) return [];
  return [{ at: ended_at.toISOString(), what, by: null, run: null }];
}

/** What each action says of a person; for an addition their own outcome does. Runs are told by their portions. */
const ofAction: Partial<Readonly<Record<EventType, MemberHappening>>> = {
  'member.joined': 'joined',
  'member.declined': 'declined',
  'member.withdrawn': 'withdrawn',
  'member.removed': 'removed',
  'member.reminded': 'reminded',
  'member.featuresChanged': 'features_changed',
};

interface CommandRow {
  readonly at: Date;
  readonly action: EventType;
  readonly outcome: string | null;
  readonly by: string | null;
}

async function commandEntries(
  tx: DistrictTx,
  place: LicensePlace,
  ids: readonly string[],
  email: string,
): Promise<MemberHistoryEntry[]> {
  const { rows } = await sql<CommandRow>`
    select a.at, a.action, (
        select person ->> 'outcome' from jsonb_array_elements(v.details -> 'people') as person
        where person ->> 'email' = ${email} limit 1
      ) as outcome, (
        select g.name from license_admin g
        where g.district_id = a.district_id and a.actor_kind = 'person' and g.person_id::text = a.actor_id
        order by (g.license_id = a.license_id) desc limit 1
      ) as by
    from audit a
    left join audit_value v on v.district_id = a.district_id and v.license_id = a.license_id and v.seq = a.seq
    where a.district_id = ${place.districtId} and a.license_id = ${place.licenseId} and a.action like 'member.%'
      and a.seq in (select seq from audit_entries_of(${place.licenseId}, ${[...ids]}::uuid[]))
    order by a.seq desc limit ${entryLimit}
  `.execute(tx);
  return rows.flatMap(({ at, action, outcome, by }) => {
    const what = action === 'member.added' ? happeningOf(outcome) : ofAction[action];
    const ownDoing = what === 'joined' || what === 'declined';
    return what == null ? [] : [{ at: at.toISOString(), what, by: ownDoing ? null : by, run: null }];
  });
}

interface PortionRow {
  readonly at: Date;
  readonly outcome: string | null;
  readonly by: string;
  readonly run: number;
  readonly kind: string;
}

/** The portions of runs that changed one of the rows. What a run did is kept with its portions, as long as these are. */
async function runEntries(
  tx: DistrictTx,
  place: LicensePlace,
  ids: readonly string[],
  email: string,
): Promise<MemberHistoryEntry[]> {
  const { rows } = await sql<PortionRow>`
    select b.applied_at as at, r.started_by as by, r.number as run, r.kind,
      b.outcomes[coalesce(
        array_position(b.emails, ${email} collate "C"),
        (select array_position(b.member_ids, id) from unnest(${[...ids]}::uuid[]) as id where id = any (b.member_ids) limit 1)
      )] as outcome
    from run_batch b
    join run r on r.district_id = b.district_id and r.license_id = b.license_id and r.id = b.run_id
    where b.district_id = ${place.districtId} and b.license_id = ${place.licenseId}
      and b.applied_at is not null and b.changed_ids && ${[...ids]}::uuid[]
    order by b.applied_at desc limit ${entryLimit}
  `.execute(tx);
  return rows.flatMap(({ at, outcome, by, run, kind }) => {
    const happened = happeningOf(outcome);
    if (happened === null) return [];
    const what = kind === 'undo' && happened === 'removed' ? 'undone' : happened;
    // What began by itself was nobody's doing.
    return [{ at: at.toISOString(), what, by: by === '' ? null : by, run }];
  });
}

function happeningOf(outcome: string | null): MemberHappening | null {
  const known = memberOutcome.safeParse(outcome);
  return known.success ? ofOutcome[known.data satisfies MemberOutcome] : null;
}
