import { newOrgUnitId } from '../generate/google-ids.ts';
import { freshRandom } from '../generate/random.ts';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import { findOrgUnit, getOrgUnit, type OrgUnit } from '../store/org-units.ts';
import type { Store } from '../store/store.ts';
import { getWorkspace } from '../store/workspaces.ts';

// Workspaces are named by domain, units by path or id. All of these throw a SandboxRefusal for what cannot be.

function addOrgUnit(store: Store, workspace: string, parentPath: string, name: string): OrgUnit {
  const { customerId } = getWorkspace(store, workspace);
  const parent = getOrgUnit(store, customerId, parentPath);
  const path = pathOf(store, customerId, parent, name);
  const id = newOrgUnitId(freshRandom());
  store.run(
    'insert into org_unit (customer_id, id, parent_id, name, path) values (?, ?, ?, ?, ?)',
    customerId,
    id,
    parent.id,
    name.trim(),
    path,
  );
  return getOrgUnit(store, customerId, id);
}

function renameOrgUnit(store: Store, workspace: string, key: string, name: string): OrgUnit {
  const { customerId, unit } = locate(store, workspace, key);
  return put(store, customerId, unit, getOrgUnit(store, customerId, unit.parentId ?? '/'), name.trim());
}

function moveOrgUnit(store: Store, workspace: string, key: string, newParent: string): OrgUnit {
  const { customerId, unit } = locate(store, workspace, key);
  return put(store, customerId, unit, getOrgUnit(store, customerId, newParent), unit.name);
}

/** As at Google, only an empty one; or, with `emptyFirst`, its people and units move up to its parent. */
function deleteOrgUnit(
  store: Store,
  workspace: string,
  key: string,
  options: { readonly emptyFirst?: boolean } = {},
): void {
  store.transaction(() => {
    const { customerId, unit } = locate(store, workspace, key);
    const parent = getOrgUnit(store, customerId, unit.parentId ?? '/');
    const children = store.all<{ id: string }>(
      'select id from org_unit where customer_id = ? and parent_id = ?',
      customerId,
      unit.id,
    );
    const somebody = store.get(
      'select 1 from person where customer_id = ? and org_unit_id = ? and deleted_at is null',
      customerId,
      unit.id,
    );
    if (options.emptyFirst !== true && (children.length > 0 || somebody !== undefined))
      throw new SandboxRefusal(`${unit.path} is not empty: move its people and units first.`);
    for (const { id } of children) {
      const child = getOrgUnit(store, customerId, id);
      put(store, customerId, child, parent, child.name);
    }
    // Deleted people too: they need a unit to come back to.
    store.run(
      'update person set org_unit_id = ? where customer_id = ? and org_unit_id = ?',
      parent.id,
      customerId,
      unit.id,
    );
    store.run('delete from org_unit where customer_id = ? and id = ?', customerId, unit.id);
  });
}

export const orgUnitCommands = { addOrgUnit, renameOrgUnit, moveOrgUnit, deleteOrgUnit } as const;

/** A unit that may be changed: not the root. */
function locate(store: Store, workspace: string, key: string): { customerId: string; unit: OrgUnit } {
  const { customerId } = getWorkspace(store, workspace);
  const unit = getOrgUnit(store, customerId, key);
  if (unit.parentId === null) throw new SandboxRefusal('The root stays as it is.');
  return { customerId, unit };
}

/** Gives a unit another path, and those below it with it. Ids stay. */
function put(store: Store, customerId: string, unit: OrgUnit, parent: OrgUnit, name: string): OrgUnit {
  if (`${parent.path}/`.startsWith(`${unit.path}/`))
    throw new SandboxRefusal(`${unit.path} cannot be put below itself.`);
  return store.transaction(() => {
    const path = pathOf(store, customerId, parent, name, unit.id);
    store.run(
      `update org_unit set path = ?1 || substr(path, length(?2) + 1)
       where customer_id = ?3 and (path = ?2 or substr(path, 1, length(?2) + 1) = ?2 || '/')`,
      path,
      unit.path,
      customerId,
    );
    store.run(
      'update org_unit set name = ?, parent_id = ? where customer_id = ? and id = ?',
      name,
      parent.id,
      customerId,
      unit.id,
    );
    return getOrgUnit(store, customerId, unit.id);
  });
}

function pathOf(store: Store, customerId: string, parent: OrgUnit, name: string, ownId?: string): string {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.includes('/'))
    throw new SandboxRefusal('A unit needs a name, and a name has no slash.');
  const path = `${parent.path === '/' ? '' : parent.path}/${trimmed}`;
  const there = findOrgUnit(store, customerId, path);
  if (there !== undefined && there.id !== ownId) throw new SandboxRefusal(`There is a unit ${path} already.`);
  return path;
}
