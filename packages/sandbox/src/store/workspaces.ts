import { SandboxRefusal } from '../sandbox-refusal.ts';
import type { Store } from './store.ts';

export interface Workspace {
  readonly customerId: string;
  readonly name: string;
  readonly primaryDomain: string;
  /** Milliseconds since 1970, as all instants here. */
  readonly createdAt: number;
}

export interface WorkspaceDomain {
  readonly name: string;
  readonly isPrimary: number;
  readonly verified: number;
  readonly createdAt: number;
}

const columns = 'customer_id as customerId, name, primary_domain as primaryDomain, created_at as createdAt';

export function listWorkspaces(store: Store): Workspace[] {
  return store.all(`select ${columns} from workspace order by name`);
}

/** By its customer id or any of its domains. */
export function findWorkspace(store: Store, key: string): Workspace | undefined {
  return store.get(
    `select ${columns} from workspace
     where customer_id = ?1 or customer_id = (select customer_id from domain where name = lower(?1))`,
    key,
  );
}

/** @throws SandboxRefusal when there is none. */
export function getWorkspace(store: Store, key: string): Workspace {
  const workspace = findWorkspace(store, key);
  if (workspace === undefined) throw new SandboxRefusal(`There is no workspace ${key}.`);
  return workspace;
}

/** The primary one first. */
export function listDomains(store: Store, customerId: string): WorkspaceDomain[] {
  return store.all(
    `select name, is_primary as isPrimary, verified, created_at as createdAt
     from domain where customer_id = ? order by is_primary desc, name`,
    customerId,
  );
}
