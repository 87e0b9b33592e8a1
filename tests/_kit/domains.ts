import type { DomainView } from '@rollcall/core/domains/contract.ts';
import { canonicalEmail } from '@rollcall/core/emails.ts';
import { type DomainId, domainId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { type DnsFault, startDnsServer } from '@rollcall/sandbox/dns/dns-server.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { switchDomainWide } from '@rollcall/server/vendor/domain-wide.ts';
import { grantDomainAdmin } from '@rollcall/server/vendor/grants.ts';
import { afterAll } from 'vitest';
import { signIn, type TestDistrict, type TestPerson } from './district.ts';
import { newRequest } from './membership.ts';
import { confirmAndFinish } from './runs.ts';

/** A DNS server for as long as the tests of a file run, with what it says. */
export interface TestDns {
  /** Where it listens, as the settings name it. */
  readonly server: string;
  readonly records: Map<string, string[]>;
  fault: DnsFault | undefined;
}

/** Starts a DNS server for the tests of this file: its address is known before they begin. */
export async function startDns(): Promise<TestDns> {
  const records = new Map<string, string[]>();
  const dns: { fault: DnsFault | undefined } = { fault: undefined };
  const running = await startDnsServer({
    port: 0,
    findTxt: (name) => records.get(name.toLowerCase()) ?? [],
    fault: () => dns.fault,
  });
  afterAll(() => running.stop());
  return Object.assign(dns, { server: `127.0.0.1:${running.port}`, records });
}

/** Makes the district's license admin its domain admin too, signed in anew. */
export async function asDomainAdmin(app: RunningApp, home: TestDistrict): Promise<TestPerson> {
  const address = canonicalEmail(home.admin.email);
  if (!address.ok) throw new Error('A test address is refused');
  await app.context.db.withSystemTx((tx) =>
    grantDomainAdmin(
      tx,
      { districtId: home.id, domainId: home.domainId },
      { email: address.email, name: 'Domain admin' },
    ),
  );
  return signIn(app, home.admin.email);
}

export function idOfDomain(home: TestDistrict): DomainId {
  return domainId.parse(home.domainId);
}

/** What the vendor does on the command line. */
export async function switchDomains(app: RunningApp, home: TestDistrict, on = true): Promise<void> {
  const place = { districtId: home.id, licenseId: home.licenseId };
  await app.context.db.withSystemTx((tx) => switchDomainWide(tx, place, on));
  app.context.live.committed(place);
}

/** Switched on by the vendor, chosen by the license admin, and done. */
export async function putDomainOn(
  app: RunningApp,
  home: TestDistrict,
  userType: UserType = 'student',
  id: DomainId = idOfDomain(home),
): Promise<RunView> {
  await switchDomains(app, home);
  return confirmAndFinish(
    home.admin,
    await home.admin.client.run.planDomains.mutate({
      licenseId: home.licenseId,
      domains: [{ domainId: id, userType }],
      requestId: newRequest(),
    }),
  );
}

/** Adds a domain that nobody has, and answers it as the page does. */
export async function addDomain(admin: TestPerson, beside: DomainId, name: string): Promise<DomainView> {
  return admin.client.domain.add.mutate({ beside, name, requestId: newRequest() });
}

/** Writes the record that the page shows into DNS. */
export function writeRecord(dns: TestDns, domain: DomainView): void {
  dns.records.set(domain.record.name, [domain.record.value]);
}

export async function check(admin: TestPerson, domain: Pick<DomainView, 'id'>): Promise<DomainView> {
  return admin.client.domain.check.mutate({ domainId: domain.id, requestId: newRequest() });
}
