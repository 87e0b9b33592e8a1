import type { ApiCall, ApiMethod } from '../api/call.ts';
import { directoryNotFound, invalidInput } from '../api/google-error.ts';
import { googleScope } from '../oidc/scopes.ts';
import { findOrgUnit, listOrgUnits, type OrgUnit } from '../store/org-units.ts';
import { getWorkspace } from '../store/workspaces.ts';
import { requireAdmin } from './require-admin.ts';
import { etagOf } from './user-view.ts';

const scopes = [googleScope('admin.directory.orgunit.readonly'), googleScope('admin.directory.orgunit')];
const base = '/admin/directory/v1/customer/:customerId/orgunits';

export const orgUnitMethods: readonly ApiMethod[] = [
  { route: base, endpoint: 'orgunits', service: 'admin.googleapis.com', scopes, run: list },
  { route: `${base}/*`, endpoint: 'orgunits', service: 'admin.googleapis.com', scopes, run: getUnit },
];

/** The root is in no list, except as the parent that `allIncludingParent` asks for. */
function list(call: ApiCall): object {
  requireAdmin(call, call.path.customerId ?? '');
  const under = find(call, call.query.get('orgUnitPath') || '/');
  const tree = listOrgUnits(call.store, call.caller.customerId);
  const base = under.path === '/' ? '/' : `${under.path}/`;
  const type = (call.query.get('type') ?? 'children').toLowerCase();
  const kinds: Readonly<Record<string, (unit: OrgUnit) => boolean>> = {
    children: (unit) => unit.parentId === under.id,
    all: (unit) => unit.id !== under.id && unit.path.startsWith(base),
    allincludingparent: (unit) => unit.id === under.id || unit.path.startsWith(base),
  };
  const wanted = kinds[type];
  if (wanted === undefined) throw invalidInput('type');
  const organizationUnits =
    call.pageFault === 'empty_list' ? [] : tree.filter(wanted).map((unit) => view(call, unit, tree));
  return {
    kind: 'admin#directory#orgUnits',
    etag: etagOf(organizationUnits),
    ...(organizationUnits.length === 0 ? {} : { organizationUnits }),
  };
}

function getUnit(call: ApiCall): object {
  requireAdmin(call, call.path.customerId ?? '');
  return view(call, find(call, call.path['*'] || '/'), listOrgUnits(call.store, call.caller.customerId));
}

function find(call: ApiCall, key: string): OrgUnit {
  const unit = findOrgUnit(call.store, call.caller.customerId, key);
  if (unit === undefined) throw directoryNotFound('Org unit not found');
  return unit;
}

/** The top of a directory is called like the workspace. */
function view(call: ApiCall, unit: OrgUnit, tree: readonly OrgUnit[]): object {
  const parent = tree.find((other) => other.id === unit.parentId);
  const shown = {
    name: unit.parentId === null ? getWorkspace(call.store, call.caller.customerId).name : unit.name,
    description: unit.description,
    orgUnitPath: unit.path,
    orgUnitId: unit.id,
    ...(parent === undefined ? {} : { parentOrgUnitPath: parent.path, parentOrgUnitId: parent.id }),
  };
  return { kind: 'admin#directory#orgUnit', etag: etagOf(shown), ...shown };
}
