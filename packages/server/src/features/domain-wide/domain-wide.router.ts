import { can } from '@rollcall/core/access/can.ts';
import {
  domainNotSeatedInput,
  domainWideView,
  oneDomainWideInput,
  stopDomainInput,
} from '@rollcall/core/domains/contract.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { notSeatedPage } from '@rollcall/core/sync/contract.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { domainNotFound } from '../../commands/run-district-command.ts';
import { districtOfGrant, readGrants, runLicenseCommand } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { leaveOutDomains } from '../../domains/license-domains.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { adminProcedure, router } from '../../trpc.ts';
import { readDomainWide, readNotSeated } from './read-domain-wide.ts';

export const domainWideRouter = router({
  get: adminProcedure
    .input(oneDomainWideInput)
    .output(domainWideView)
    .query(({ ctx, input }) => reading(ctx.app, ctx.who, input.licenseId, readDomainWide)),

  notSeated: adminProcedure
    .input(domainNotSeatedInput)
    .output(notSeatedPage)
    .query(({ ctx, input }) =>
      reading(ctx.app, ctx.who, input.licenseId, (tx, place) => readNotSeated(tx, place, input)),
    ),

  /** The domain's people come no more by themselves. Who is on the licence stays. */
  stop: adminProcedure
    .input(stopDomainInput)
    .output(domainWideView)
    .mutation(({ ctx, input: { licenseId, requestId, domainId } }) => {
      const command = {
        licenseId,
        action: 'sync.control',
        requestId,
        body: { stop: domainId },
      } as const;
      return runLicenseCommand(ctx.app, ctx.who, command, async (scope) => {
        if ((await leaveOutDomains(scope, [domainId])) === 0) throw domainNotFound();
        return readDomainWide(scope.tx, { districtId: scope.license.districtId, licenseId });
      });
    }),
});

/** One read of a licence's domains by whoever may; NOT_FOUND for everybody else. */
async function reading<Result>(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
  read: (tx: DistrictTx, place: LicensePlace) => Promise<Result>,
): Promise<Result> {
  const districtId = await districtOfGrant(app, who, licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    if (!can(await readGrants(tx, who, districtId, licenseId), 'sync.read'))
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    return read(tx, { districtId, licenseId });
  });
}
