import { createHash } from 'node:crypto';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import type { Store } from '../store/store.ts';
import { findWorkspace, getWorkspace, type Workspace } from '../store/workspaces.ts';
import { generatedAt } from './generated-at.ts';
import { newCustomerId, newOrgUnitId } from './google-ids.ts';
import { planOrgTree, sharePeople } from './org-tree.ts';
import { createPeopleWriter } from './people-writer.ts';
import { createRandom, type Random } from './random.ts';

/** Somebody who has to be there under this very name and address. */
export interface KnownPerson {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly orgUnitPath: string;
  readonly isAdmin?: boolean;
}

export interface WorkspaceSpec {
  readonly name: string;
  readonly domain: string;
  /** The same seed and domain make the same people with the same ids. */
  readonly seed: number;
  /** How many are invented, beside the known ones. */
  readonly people: number;
  readonly known?: readonly KnownPerson[];
  /** Beside the primary domain. */
  readonly otherDomains?: readonly string[];
}

/**
 * Writes a workspace with its tree and people in one transaction; 200,000 people take seconds.
 * @throws SandboxRefusal when one of its domains is taken.
 */
export function generateWorkspace(store: Store, spec: WorkspaceSpec): Workspace {
  const domains = [spec.domain, ...(spec.otherDomains ?? [])].map((domain) => domain.toLowerCase());
  for (const domain of domains) {
    if (findWorkspace(store, domain) !== undefined)
      throw new SandboxRefusal(`There is a workspace with ${domain} already.`);
  }
  const random = createRandom(seedFor(spec.seed, domains));
  return store.transaction(() => {
    const customerId = newCustomerId(random);
    writeWorkspace(store, customerId, spec.name, domains);
    const planned = planOrgTree(spec.people);
    const unitIds = writeOrgUnits(
      store,
      customerId,
      planned.map((unit) => unit.path),
      random,
    );
    const unitId = (path: string): string => {
      const id = unitIds.get(path);
      if (id === undefined) throw new SandboxRefusal(`The generated tree has no ${path}.`);
      return id;
    };
    const writer = createPeopleWriter(store, { customerId, domain: spec.domain, random });
    for (const person of spec.known ?? []) writer.known({ ...person, orgUnitId: unitId(person.orgUnitPath) });
    const shares = sharePeople(planned, spec.people);
    planned.forEach((unit, index) => {
      for (let left = shares[index] ?? 0; left > 0; left -= 1) writer.invent(unitId(unit.path), unit.kind);
    });
    return getWorkspace(store, customerId);
  });
}

/** Two workspaces of one seed must not share ids. */
function seedFor(seed: number, domains: readonly string[]): number {
  return createHash('sha256').update(`${seed} ${domains[0]}`).digest().readUInt32BE(0);
}

function writeWorkspace(store: Store, customerId: string, name: string, domains: readonly string[]): void {
  store.run(
    'insert into workspace (customer_id, name, primary_domain, created_at) values (?, ?, ?, ?)',
    customerId,
    name,
    domains[0] ?? '',
    generatedAt,
  );
  domains.forEach((domain, index) => {
    store.run(
      'insert into domain (name, customer_id, is_primary, verified, created_at) values (?, ?, ?, 1, ?)',
      domain,
      customerId,
      index === 0 ? 1 : 0,
      generatedAt,
    );
  });
}

/** Parents have to come before their children. Answers the ids by path. */
function writeOrgUnits(
  store: Store,
  customerId: string,
  paths: readonly string[],
  random: Random,
): Map<string, string> {
  const ids = new Map<string, string>();
  for (const path of paths) {
    const id = newOrgUnitId(random);
    const cut = path.lastIndexOf('/');
    const parent = path === '/' ? null : (ids.get(path.slice(0, cut) || '/') ?? null);
    store.run(
      'insert into org_unit (customer_id, id, parent_id, name, path) values (?, ?, ?, ?, ?)',
      customerId,
      id,
      parent,
      path === '/' ? '' : path.slice(cut + 1),
      path,
    );
    ids.set(path, id);
  }
  return ids;
}
