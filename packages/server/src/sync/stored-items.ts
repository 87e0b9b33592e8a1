import { userType } from '@rollcall/core/licenses/seats.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import type { SyncSelection } from '@rollcall/core/sync/contract.ts';
import type { OrgUnit } from '@rollcall/core/sync/ou-tree.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';

/** An OU or a class as it was found. */
export interface FoundItem {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly path: string;
  readonly state: 'there' | 'archived';
}

const ofSource = ({ districtId, licenseId }: LicensePlace, source: SyncSource): RawBuilder<unknown> =>
  sql`i.district_id = ${districtId} and i.license_id = ${licenseId} and i.source = ${source}`;

/** The tree as it was last seen. */
export async function storedTree(tx: DistrictTx, place: LicensePlace): Promise<OrgUnit[]> {
  const { rows } = await sql<OrgUnit>`
    select i.item_id as id, i.parent_id as "parentId" from sync_item i where ${ofSource(place, 'ou')}
  `.execute(tx);
  return rows;
}

/** What is saved to be synced: empty where nothing is. */
export async function savedSelection(
  tx: DistrictTx,
  place: LicensePlace,
  source: SyncSource,
): Promise<SyncSelection> {
  const chosen = await tx
    .selectFrom('sync_item')
    .select(['item_id', 'user_type', 'chosen_teachers'])
    .where((where) =>
      where.and({ district_id: place.districtId, license_id: place.licenseId, source, is_chosen: true }),
    )
    .orderBy('item_id')
    .execute();
  if (source === 'ou')
    return {
      source,
      units: chosen.map((item) => ({
        id: item.item_id,
        userType: userType.nullable().parse(item.user_type),
      })),
    };
  return { source, courses: chosen.map(({ item_id: id, chosen_teachers: teachers }) => ({ id, teachers })) };
}

/**
 * Writes down which OUs or classes there are. What is saved, or `kept`, and is not there any more has vanished; of the rest
 * what is gone is forgotten, unless the choice is a proposal only (`isSaved` is false). What is as it was is not written.
 */
export async function storeItems(
  tx: DistrictTx,
  place: LicensePlace,
  source: SyncSource,
  items: readonly FoundItem[],
  kept: readonly string[],
  isSaved: boolean,
): Promise<void> {
  const columns = [
    items.map(({ id }) => id),
    items.map(({ parentId }) => parentId),
    items.map(({ name }) => storableText(name)),
    items.map(({ path }) => storableText(path)),
    items.map(({ state }) => state),
  ] as const;
  const [ids, parents, names, paths, states] = columns;
  await sql`
    with found as materialized (
      select * from unnest(${ids}::text[], ${parents}::text[], ${names}::text[], ${paths}::text[], ${states}::text[])
        as f (id, parent_id, name, path, state)
    ),
    stored as (
      insert into sync_item as i (district_id, license_id, source, item_id, parent_id, name, path, state)
      select distinct on (f.id) ${place.districtId}::uuid, ${place.licenseId}::uuid, ${source}, f.id, f.parent_id, f.name, f.path, f.state
      from found f
      on conflict (district_id, license_id, source, item_id) do update set
        parent_id = excluded.parent_id, name = excluded.name, path = excluded.path, state = excluded.state
      where (i.parent_id, i.name, i.path, i.state) is distinct from
        (excluded.parent_id, excluded.name, excluded.path, excluded.state)
    ),
    vanished as (
      update sync_item i set state = 'vanished'
      where ${ofSource(place, source)} and i.state <> 'vanished' and i.item_id not in (select id from found)
        and (i.is_chosen or i.item_id = any (${[...kept]}::text[]))
    )
    delete from sync_item i
    where ${isSaved}::boolean and ${ofSource(place, source)} and i.state <> 'vanished' and i.item_id not in (select id from found)
      and not i.is_chosen and i.item_id <> all (${[...kept]}::text[])
  `.execute(tx);
}

/** Saves what is synced from now on. An OU or a class that nobody has seen is not saved. */
export async function saveSelection(
  tx: DistrictTx,
  place: LicensePlace,
  selection: SyncSelection,
): Promise<void> {
  const { source } = selection;
  const chosen =
    source === 'ou'
      ? selection.units.map(({ id, userType }) => ({ id, user_type: userType, teachers: [] as string[] }))
      : selection.courses.map(({ id, teachers }) => ({ id, user_type: 'student' as const, teachers }));
  await sql`
    with chosen as materialized (
      select c.id, c.user_type, c.teachers
      from jsonb_to_recordset(${JSON.stringify(chosen)}::jsonb) as c (id text, user_type text, teachers text[])
    )
    update sync_item i set is_chosen = c.id is not null, user_type = c.user_type,
      chosen_teachers = coalesce(c.teachers, '{}')
    from sync_item o left join chosen c on c.id = o.item_id
    where ${ofSource(place, source)} and o.district_id = i.district_id and o.license_id = i.license_id
      and o.source = i.source and o.item_id = i.item_id and (i.is_chosen or c.id is not null)
  `.execute(tx);
  // What had vanished and is not chosen any more asks nobody.
  await sql`
    delete from sync_item i where ${ofSource(place, source)} and i.state = 'vanished' and not i.is_chosen
  `.execute(tx);
}
