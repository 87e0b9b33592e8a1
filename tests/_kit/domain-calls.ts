import { randomUUID } from 'node:crypto';
import type { DomainView } from '@rollcall/core/domains/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { grantDomainAdmin } from '@rollcall/server/vendor/grants.ts';
import { canonical, signIn, type TestDistrict, type TestPerson } from './district.ts';
import { addDomain, idOfDomain } from './domains.ts';
import { newRequest } from './membership.ts';

type MakePerson = (app: RunningApp, home: TestDistrict) => Promise<TestPerson>;
type Input = Readonly<Record<string, unknown>>;
type Call = (
  app: RunningApp,
  home: TestDistrict,
) => Promise<{ readonly input: Input | undefined; readonly token: string }>;

/** A domain of the district that has yet to be shown to be its own. */
async function freshDomain(admin: TestPerson, home: TestDistrict): Promise<DomainView> {
  return addDomain(admin, idOfDomain(home), `n${randomUUID().slice(0, 8)}.example`);
}

/** A valid call of each procedure about a district's domains, with people as they are made by the others. */
export function domainCalls({ newcomer }: { readonly newcomer: MakePerson }): Readonly<Record<string, Call>> {
  /** Somebody else than the license admin, whose sessions a grant would replace under the other calls of a test. */
  const domainAdminOf = async (app: RunningApp, home: TestDistrict): Promise<TestPerson> => {
    const { email } = await newcomer(app, home);
    const grantee = { email: canonical(email), name: 'Domain admin' };
    const place = { districtId: home.id, domainId: home.domainId };
    await app.context.db.withSystemTx((tx) => grantDomainAdmin(tx, place, grantee));
    return signIn(app, email);
  };
  const asDomainAdminOf =
    (input: (home: TestDistrict, admin: TestPerson) => Promise<Input>): Call =>
    async (app, home) => {
      const admin = await domainAdminOf(app, home);
      return { input: await input(home, admin), token: admin.token };
    };
  return {
    'domain.list': async (app, home) => ({ input: undefined, token: (await domainAdminOf(app, home)).token }),
    'domain.log': asDomainAdminOf(async (home) => ({ beside: home.domainId })),
    'domain.add': asDomainAdminOf(async (home) => ({
      beside: home.domainId,
      name: `n${randomUUID().slice(0, 8)}.example`,
      requestId: newRequest(),
    })),
    'domain.check': asDomainAdminOf(async (home, admin) => ({
      domainId: (await freshDomain(admin, home)).id,
      requestId: newRequest(),
    })),
    'domain.remove': asDomainAdminOf(async (home, admin) => ({
      domainId: (await freshDomain(admin, home)).id,
      requestId: newRequest(),
    })),
    'domain.changeSetting': asDomainAdminOf(async (home) => ({
      beside: home.domainId,
      addWithoutInvitation: 'verified_domains_only',
      requestId: newRequest(),
    })),
    // Switching it on needs a server with a way to send.
    'domain.changeMail': asDomainAdminOf(async (home) => ({
      beside: home.domainId,
      mail: 'off',
      requestId: newRequest(),
    })),
  };
}
