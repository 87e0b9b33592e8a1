import { type SyncStanding, syncStanding } from '@rollcall/core/sync/contract.ts';
import { googleScopes } from '@rollcall/core/sync/sync-source.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import {
  type ConnectionPlace,
  type ConnectionRow,
  findConnection,
} from '../../connections/connection-row.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { hindranceOf, type SyncQuestion, withSync } from './license-of-sync.ts';

/** How following one source of a licence stands. */
export async function readStanding(
  app: AppContext,
  who: SignedIn,
  question: SyncQuestion,
): Promise<SyncStanding> {
  return withSync(app, who, { ...question, action: 'sync.read' }, ({ tx, place }) =>
    standingOf(app, tx, place),
  );
}

/** The same inside a transaction that has checked who asks. */
export async function standingOf(
  app: Pick<AppContext, 'env'>,
  tx: DistrictTx,
  place: ConnectionPlace,
): Promise<SyncStanding> {
  const hindrance = await hindranceOf(app, tx, place);
  const connection = await findConnection(tx, place);
  if (connection === undefined) return { hindrance, connection: null };
  // What the table holds as text is of the closed lists that its checks repeat.
  return syncStanding.parse({
    hindrance,
    connection: { ...viewOf(connection), ...(await around(tx, place)) },
  });
}

function viewOf(row: ConnectionRow) {
  const needed = googleScopes[row.source === 'ou' ? 'ou' : 'classroom'];
  const { last_problem: problem, last_problem_at: problemAt, pause_from: from, pause_until: until } = row;
  return {
    source: row.source,
    accountEmail: row.account_email,
    scopes: row.scopes,
    missingScopes: needed.filter((scope) => !row.scopes.includes(scope)),
    connectedBy: row.connected_by,
    authorisedAt: row.authorised_at.toISOString(),
    lapsesAt: row.lapses_at.toISOString(),
    state: row.ended_at === null ? 'active' : 'ended',
    savedAt: row.saved_at?.toISOString() ?? null,
    lastGoodAt: row.last_good_at?.toISOString() ?? null,
    lastProblem: problem === null || problemAt === null ? null : { problem, at: problemAt.toISOString() },
    nextAt: row.next_at?.toISOString() ?? null,
    timeZone: row.time_zone,
    pause: from === null || until === null ? null : { from, until },
  };
}

interface Around {
  readonly running: string | null;
  readonly heldBack: { readonly runId: string; readonly number: number; readonly people: number } | null;
  readonly vanished: readonly { readonly id: string; readonly name: string; readonly people: number }[];
  readonly notSeated: number;
}

/** What goes on around a connection: its syncs, removals that wait, what has vanished, who is named and not there. */
async function around(tx: DistrictTx, { districtId, licenseId, source }: ConnectionPlace): Promise<Around> {
  const { rows } = await sql<Around>`
    select
      (select r.id from run r
        where r.district_id = ${districtId} and r.license_id = ${licenseId} and r.source = ${source}
          and r.kind = 'sync' and r.state in ('reading', 'planning', 'queued', 'running')
        order by r.number desc limit 1) as running,
      (select jsonb_build_object('runId', r.id, 'number', r.number, 'people', r.total) from run r
        where r.district_id = ${districtId} and r.license_id = ${licenseId} and r.source = ${source}
          and r.kind = 'sync_leave' and r.state in ('planning', 'planned')
        order by r.number desc limit 1) as "heldBack",
      (select coalesce(jsonb_agg(jsonb_build_object('id', i.item_id, 'name', i.name, 'people', (
          select count(*) from source_person p
          where p.district_id = ${districtId} and p.license_id = ${licenseId} and p.source = ${source}
            and p.member_id is not null and i.item_id in (p.item_id, p.reference)
        )) order by i.name, i.item_id), '[]')
        from sync_item i
        where i.district_id = ${districtId} and i.license_id = ${licenseId} and i.source = ${source}
          and i.is_chosen and i.state <> 'there') as vanished,
      (select count(*)::int from source_person p
        where p.district_id = ${districtId} and p.license_id = ${licenseId} and p.source = ${source}
          and p.member_id is null) as "notSeated"
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('A statement without a table had no row');
  return row;
}
