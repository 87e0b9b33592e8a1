import {
  type DeploymentMethod,
  deploymentMethod,
  methodFits,
} from '@rollcall/core/licenses/deployment-methods.ts';
import { type LicenseType, licenseType } from '@rollcall/core/licenses/license.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { switchDomainWide } from '@rollcall/server/vendor/domain-wide.ts';
import { beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../_kit/client.ts';
import { insertConnection } from '../_kit/connection-row.ts';
import { asVendor, makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { newRequest } from '../_kit/membership.ts';
import { sendCsv } from '../_kit/runs.ts';
import { withSyncWorld } from '../_kit/sync-world.ts';

let app: RunningApp;
withSyncWorld((world) => {
  ({ app } = world);
});

const homes = new Map<LicenseType, TestDistrict>();
beforeAll(async () => {
  for (const type of licenseType.options) homes.set(type, await makeDistrict(app, { type }));
});
const homeOf = (type: LicenseType): TestDistrict => {
  const home = homes.get(type);
  if (home === undefined) throw new Error(`There is no ${type} license`);
  return home;
};

const typeOf = (licenseId: string): LicenseType => {
  for (const [type, home] of homes) if (home.licenseId === licenseId) return type;
  throw new Error('Not a license of this test');
};

async function upload({ admin, licenseId, address }: TestDistrict): Promise<number> {
  const answer = await sendCsv(app, admin, { licenseId, file: `Email\n${address('ben')}\n` });
  expect(answer.status).toBe(200);
  return answer.status;
}

/** How each method begins, as its page of the dashboard begins it. */
const begin: Readonly<Record<DeploymentMethod, (home: TestDistrict) => Promise<unknown>>> = {
  email: ({ admin, licenseId, address }) =>
    admin.client.member.planAdd.mutate({ licenseId, text: address('ana'), userType: 'student' }),
  csv: upload,
  ou: async (home) => {
    await insertConnection(app, home, 'ou');
    const { admin, licenseId } = home;
    const selection = { source: 'ou' as const, units: [{ id: 'root', userType: 'student' as const }] };
    return admin.client.run.planSync.mutate({ licenseId, selection, requestId: newRequest() });
  },
  classroom: async (home) => {
    await insertConnection(app, home, 'classroom');
    const { admin, licenseId } = home;
    const selection = { source: 'classroom' as const, courses: [{ id: 'class', teachers: [] }] };
    return admin.client.run.planSync.mutate({ licenseId, selection, requestId: newRequest() });
  },
  domain: async ({ admin, licenseId, id: districtId, domainId }) => {
    const own = { districtId, licenseId };
    // The vendor, too, can switch it on for a District licence only.
    const wide = await asVendor(app, own, (tx) => switchDomainWide(tx, own, true)).catch(() => false);
    expect(wide).toBe(methodFits.domain[typeOf(licenseId)].fits);
    const domains = [{ domainId: domainId as never, userType: 'student' as const }];
    return admin.client.run.planDomains.mutate({ licenseId, domains, requestId: newRequest() });
  },
  assignment: ({ admin, licenseId }) =>
    admin.client.lms.addPlatform.mutate({ licenseId, name: 'Canvas', requestId: newRequest() }),
  link: ({ admin, licenseId }) =>
    admin.client.link.change.mutate({
      licenseId,
      requestId: newRequest(),
      enabled: true,
      userType: 'student',
      audience: 'anybody',
      domains: [],
      expiresAt: null,
      maxUses: null,
    }),
  key: ({ admin, licenseId }) =>
    admin.client.license.setKey.mutate({
      licenseId,
      requestId: newRequest(),
      enabled: true,
      userType: 'student',
    }),
};

const cells = deploymentMethod.options.flatMap((method) =>
  licenseType.options.map((type) => ({ method, type, fit: methodFits[method][type] })),
);

test('[METHOD-1] there are 32 combinations', () => {
  expect(cells).toHaveLength(32);
});

test.each(cells.filter(({ fit }) => fit.fits))(
  '[METHOD-1] $method can be begun on a $type license',
  async ({ method, type }) => {
    await expect(begin[method](homeOf(type))).resolves.toBeDefined();
  },
);

test.each(cells.filter(({ fit }) => !fit.fits))(
  '[METHOD-3] $method is refused on a $type license, with the reason that the dashboard shows',
  async ({ method, type, fit }) => {
    if (fit.fits) throw new Error('Only what does not fit is refused');
    expect(await refusalOf(begin[method](homeOf(type)))).toEqual({
      code: 'METHOD_NOT_AVAILABLE',
      details: { method, reason: fit.reason },
    });
  },
);
