import { SandboxRefusal } from '../sandbox-refusal.ts';
import type { Store } from './store.ts';

export interface OrgUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly path: string;
  readonly description: string;
}

const columns = 'id, parent_id as parentId, name, path, description';

/** The whole tree, by path, its root among them. */
export function listOrgUnits(store: Store, customerId: string): OrgUnit[] {
  return store.all(
    `select ${columns} from org_unit where customer_id = ? order by path collate nocase`,
    customerId,
  );
}

/** By id (`id:…`) or by path with or without its first slash; capitals do not matter, as at Google. */
export function findOrgUnit(store: Store, customerId: string, key: string): OrgUnit | undefined {
  if (key.startsWith('id:'))
    return store.get(`select ${columns} from org_unit where customer_id = ? and id = ?`, customerId, key);
  return store.get(
    `select ${columns} from org_unit where customer_id = ? and path = ? collate nocase`,
    customerId,
    `/${key.replace(/^\/|\/$/g, '')}`,
  );
}

/** @throws SandboxRefusal when there is none. */
export function getOrgUnit(store: Store, customerId: string, key: string): OrgUnit {
  const unit = findOrgUnit(store, customerId, key);
  if (unit === undefined) throw new SandboxRefusal(`There is no organizational unit ${key}.`);
  return unit;
}

export interface OrgUnitCount {
  readonly orgUnitId: string;
  readonly people: number;
}

/** People who are directly in each unit; deleted ones are not counted. */
export function countPeopleByOrgUnit(store: Store, customerId: string): OrgUnitCount[] {
  return store.all(
    `select org_unit_id as orgUnitId, count(*) as people from person
     where customer_id = ? and deleted_at is null group by org_unit_id`,
    customerId,
  );
}
