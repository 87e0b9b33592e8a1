import {
  addDomainInput,
  changeDomainSettingInput,
  districtDomains,
  domainList,
  domainLogInput,
  domainLogPage,
  domainView,
  oneDomainInput,
} from '@rollcall/core/domains/contract.ts';
import { changeDistrictMailInput } from '@rollcall/core/mail/contract.ts';
import { z } from 'zod';
import { districtOfDomain, districtsOfDomainAdmin } from '../../commands/run-district-command.ts';
import { adminProcedure, router } from '../../trpc.ts';
import { addDomain, changeSetting, checkDomainNow, removeDomain } from './change-domains.ts';
import { changeMail } from './change-mail.ts';
import { readDistrictDomains, readDomainLog } from './read-domains.ts';

export const domainRouter = router({
  /** Whoever is no domain admin anywhere has no districts here. */
  list: adminProcedure.output(domainList).query(async ({ ctx }) => {
    const districts = await districtsOfDomainAdmin(ctx.app, ctx.who);
    return {
      districts: await Promise.all(
        districts.map((district) =>
          ctx.app.db.withTx({ district }, (tx) => readDistrictDomains(tx, district)),
        ),
      ),
      sandboxUrl: recordsPageOf(ctx.app.env.sandboxUrl),
      mailIsSetUp: ctx.app.env.smtpUrl !== undefined,
      mailDelayMinutes: ctx.app.env.mail.delayMs / 60_000,
    };
  }),

  log: adminProcedure
    .input(domainLogInput)
    .output(domainLogPage)
    .query(async ({ ctx, input }) => {
      const district = await districtOfDomain(ctx.app, ctx.who, input.beside);
      return ctx.app.db.withTx({ district }, (tx) => readDomainLog(tx, district, input));
    }),

  add: adminProcedure
    .input(addDomainInput)
    .output(domainView)
    .mutation(({ ctx, input }) => addDomain(ctx.app, ctx.who, input)),

  check: adminProcedure
    .input(oneDomainInput)
    .output(domainView)
    .mutation(({ ctx, input }) => checkDomainNow(ctx.app, ctx.who, input)),

  remove: adminProcedure
    .input(oneDomainInput)
    .output(z.strictObject({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => removeDomain(ctx.app, ctx.who, input)),

  changeSetting: adminProcedure
    .input(changeDomainSettingInput)
    .output(districtDomains.pick({ addWithoutInvitation: true }))
    .mutation(({ ctx, input }) => changeSetting(ctx.app, ctx.who, input)),

  changeMail: adminProcedure
    .input(changeDistrictMailInput)
    .output(districtDomains.pick({ mail: true }))
    .mutation(({ ctx, input }) => changeMail(ctx.app, ctx.who, input)),
});

/** Where the sandbox's DNS records are set. */
function recordsPageOf(sandboxUrl: string | undefined): string | null {
  return sandboxUrl === undefined ? null : new URL('/dns', sandboxUrl).href;
}
