import { auditActors, auditActorsInput, auditListInput, auditPage } from '@rollcall/core/audit/contract.ts';
import { adminProcedure, router } from '../../trpc.ts';
import { readAuditActors, readAuditPage } from './read-audit.ts';

export const auditRouter = router({
  /** What happened on a licence, newest first. */
  list: adminProcedure
    .input(auditListInput)
    .output(auditPage)
    .query(({ ctx, input }) => readAuditPage(ctx.app, ctx.who, input)),

  /** Whose deeds can be asked for. */
  actors: adminProcedure
    .input(auditActorsInput)
    .output(auditActors)
    .query(({ ctx, input }) => readAuditActors(ctx.app, ctx.who, input.licenseId)),
});
