import type { AuditEntry, AuditFilter } from '@rollcall/core/audit/contract.ts';
import type { EventType } from '@rollcall/core/events/catalog.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import type { RunKind } from '@rollcall/core/runs/run-kind.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { readFacts } from './facts.ts';
import { type AuditSearch, entryConditions } from './find-entries.ts';

/** People of an entry that are named; the others are counted. */
const shownPeople = 3;

interface EntryRow {
  readonly seq: number;
  readonly at: Date;
  readonly actor_kind: 'person' | 'vendor' | 'system';
  readonly action: EventType;
  readonly named: number;
  readonly details: unknown;
  readonly admin_name: string | null;
  readonly member_name: string | null;
  readonly people: AuditEntry['people']['shown'] | null;
  readonly run: { readonly id: RunId; readonly number: number; readonly kind: RunKind } | null;
}

/**
 * Entries below a number, newest first, at most `limit`. Names are those of today: of who still has the right, and of
 * people as far as the licence knows them.
 */
export async function listEntries(
  tx: DistrictTx,
  place: LicensePlace,
  filter: AuditFilter,
  search: AuditSearch,
  part: { readonly before: number | null; readonly limit: number },
): Promise<AuditEntry[]> {
  const conditions = entryConditions(place, filter, search);
  if (part.before !== null) conditions.push(sql`a.seq < ${part.before}`);
  const { rows } = await sql<EntryRow>`
    with page as materialized (
      select a.* from audit a where ${sql.join(conditions, sql` and `)} order by a.seq desc limit ${part.limit}
    )
    select p.seq, p.at, p.actor_kind, p.action, cardinality(p.targets) as named, v.details, admin_name, member_name,
      (select json_agg(json_build_object('email', m.email_shown, 'name', m.name) order by n)
        from unnest(p.targets[1:${shownPeople}::int]) with ordinality as target (id, n)
        join member m on m.district_id = p.district_id and m.license_id = p.license_id and m.id = target.id) as people,
      (select json_build_object('id', r.id, 'number', r.number, 'kind', r.kind) from run r
        where r.district_id = p.district_id and r.license_id = p.license_id and r.id = p.targets[1]) as run
    from page p
    left join audit_value v on v.district_id = p.district_id and v.license_id = p.license_id and v.seq = p.seq
    left join lateral (
      select g.name as admin_name from license_admin g
      where p.actor_kind = 'person' and g.district_id = p.district_id and g.person_id::text = p.actor_id
      order by g.license_id <> p.license_id, g.email limit 1
    ) admin on true
    left join lateral (
      select coalesce(m.name, m.email_shown) as member_name from member m
      where p.actor_kind = 'person' and p.action like 'member.%' and m.district_id = p.district_id
        and m.license_id = p.license_id and m.id = p.targets[1] and m.person_id::text = p.actor_id
    ) member on true
    order by p.seq desc
  `.execute(tx);
  return rows.map(presentEntry);
}

function presentEntry(row: EntryRow): AuditEntry {
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    actor: actorOf(row),
    action: row.action,
    people: { shown: row.run === null ? (row.people ?? []) : [], count: peopleNamed[row.action](row.named) },
    facts: readFacts(row.action, row.details),
    run: row.run,
  };
}

/** Who answers their own invite does so as themselves, also where they are an admin as well. */
function actorOf({ actor_kind, member_name, admin_name }: EntryRow): AuditEntry['actor'] {
  if (actor_kind !== 'person') return { kind: actor_kind, name: null };
  if (member_name !== null) return { kind: 'member', name: member_name };
  if (admin_name !== null) return { kind: 'admin', name: admin_name };
  return { kind: 'former_admin', name: null };
}

const all = (named: number): number => named;
const none = (): number => 0;

/** How many of the named rows are people of the list. Complete by type. */
const peopleNamed: Readonly<Record<EventType, (named: number) => number>> = {
  'member.added': all,
  'member.joined': all,
  'member.declined': all,
  'member.withdrawn': all,
  'member.removed': all,
  'member.reminded': all,
  'member.dismissed': all,
  'member.shown': all,
  // The last one named is the person that the rows turned out to be.
  'member.identified': (named) => named - 1,
  'run.confirmed': none,
  'run.applied': none,
  'run.ended': none,
  'sync.connected': none,
  'sync.disconnected': none,
  'sync.saved': none,
  'sync.paused': none,
  'sync.failed': none,
  'exclusion.changed': none,
  'domains.changed': none,
  'link.changed': none,
  'features.changed': none,
  'member.featuresChanged': all,
  'term.noticed': none,
  'mail.reported': all,
  'lms.changed': none,
  'lms.failed': none,
  'lms.rosterRead': none,
  'assignment.changed': none,
  'list.exported': none,
  'license.renewed': none,
  'license.keyChanged': none,
  'admin.granted': none,
  'admin.revoked': none,
};
