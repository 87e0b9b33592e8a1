import type { LicenseId } from '@rollcall/core/ids.ts';
import { userType } from '@rollcall/core/licenses/seats.ts';
import type { ouTree } from '@rollcall/core/sync/contract.ts';
import { syncProblem } from '@rollcall/core/sync/sync-source.ts';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import type { ConnectionPlace, ConnectionRow } from '../../connections/connection-row.ts';
import { connectionKey } from '../../connections/connection-row.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { withSync } from './license-of-sync.ts';
import { requireConnection, withUpstream } from './open-connection.ts';

type OuTree = z.infer<typeof ouTree>;

/**
 * The tree as it is there, with what is chosen of it and how many people were counted. While they are being counted it is
 * the tree that is counted in, so that whoever watches the numbers asks nobody.
 */
export async function readOuTree(app: AppContext, who: SignedIn, licenseId: LicenseId): Promise<OuTree> {
  const question = { licenseId, source: 'ou' } as const;
  const stored = await withSync(app, who, { ...question, action: 'sync.read' }, async (scope) => {
    const connection = await requireConnection(scope);
    return { ...countingOf(connection), items: await readItems(scope.tx, scope.place) };
  });
  if (stored.counting !== null) return treeOf(stored.items.filter(isThere), stored);
  const found = await withUpstream(app, who, question, ({ upstream, signal }) => upstream.orgUnits(signal));
  return treeOf(found, stored);
}

interface StoredItem {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly path: string;
  readonly isChosen: boolean;
  readonly userType: string | null;
  readonly people: number | null;
  readonly state: string;
}

async function readItems(tx: DistrictTx, place: ConnectionPlace): Promise<StoredItem[]> {
  return tx
    .selectFrom('sync_item')
    .select(['item_id as id', 'parent_id as parentId', 'name', 'path', 'is_chosen as isChosen'])
    .select(['user_type as userType', 'people', 'state'])
    .where((where) => where.and(connectionKey(place)))
    .orderBy('path')
    .execute();
}

const isThere = ({ state }: StoredItem) => state === 'there';

function countingOf(connection: ConnectionRow): Pick<OuTree, 'counting' | 'countProblem'> {
  const { counting_until: until, counting_people: people, count_problem: problem } = connection;
  return {
    counting: until !== null && until.getTime() > Date.now() ? { people: people ?? 0 } : null,
    countProblem: problem === null ? null : syncProblem.parse(problem),
  };
}

function treeOf(
  units: readonly Pick<StoredItem, 'id' | 'parentId' | 'name' | 'path'>[],
  {
    items,
    ...counted
  }: Pick<OuTree, 'counting' | 'countProblem'> & { readonly items: readonly StoredItem[] },
): OuTree {
  const people = new Map(items.map(({ id, people }) => [id, people]));
  const byPath = units.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return {
    units: byPath.map(({ id, parentId, name, path }) => ({
      id,
      parentId,
      name,
      path,
      people: people.get(id) ?? null,
    })),
    chosen: items
      .filter(({ isChosen }) => isChosen)
      .map(({ id, userType: type }) => ({ id, userType: type === null ? null : userType.parse(type) })),
    ...counted,
  };
}
