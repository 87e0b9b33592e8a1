import type { ApiCall, ApiMethod } from '../api/call.ts';
import { directoryNotFound } from '../api/google-error.ts';
import { googleScope } from '../oidc/scopes.ts';
import { getWorkspace, listDomains, type WorkspaceDomain } from '../store/workspaces.ts';
import { requireAdmin } from './require-admin.ts';
import { etagOf } from './user-view.ts';

const service = 'admin.googleapis.com';
const scopes = [googleScope('admin.directory.domain.readonly')];
const base = '/admin/directory/v1/customer/:customer/domains';

export const domainMethods: readonly ApiMethod[] = [
  { route: base, endpoint: 'domains', service, scopes, run: list },
  { route: `${base}/:domainName`, endpoint: 'domains', service, scopes, run: getDomain },
  {
    route: '/admin/directory/v1/customers/:customerKey',
    endpoint: 'customers',
    service,
    scopes: [googleScope('admin.directory.customer.readonly')],
    run: getCustomer,
  },
];

function list(call: ApiCall): object {
  requireAdmin(call, call.path.customer ?? '');
  const domains = listDomains(call.store, call.caller.customerId).map(view);
  return {
    kind: 'admin#directory#domains',
    etag: etagOf(domains),
    ...(call.pageFault === 'empty_list' ? {} : { domains }),
  };
}

function getDomain(call: ApiCall): object {
  requireAdmin(call, call.path.customer ?? '');
  const name = call.path.domainName?.toLowerCase();
  const domain = listDomains(call.store, call.caller.customerId).find((known) => known.name === name);
  if (domain === undefined) throw directoryNotFound('Domain not found.');
  return view(domain);
}

function view(domain: WorkspaceDomain): object {
  const shown = {
    domainName: domain.name,
    isPrimary: domain.isPrimary === 1,
    verified: domain.verified === 1,
    creationTime: String(domain.createdAt),
  };
  return { kind: 'admin#directory#domain', etag: etagOf(shown), ...shown };
}

function getCustomer(call: ApiCall): object {
  requireAdmin(call, call.path.customerKey ?? '');
  const workspace = getWorkspace(call.store, call.caller.customerId);
  const shown = {
    id: workspace.customerId,
    customerDomain: workspace.primaryDomain,
    customerCreationTime: new Date(workspace.createdAt).toISOString(),
    language: 'en',
    postalAddress: { organizationName: workspace.name, countryCode: 'US' },
  };
  return { kind: 'admin#directory#customer', etag: etagOf(shown), ...shown };
}
