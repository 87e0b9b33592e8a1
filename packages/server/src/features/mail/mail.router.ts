import { mailOfMember, mailStanding, mailStandingInput } from '@rollcall/core/mail/contract.ts';
import { memberPanelInput } from '@rollcall/core/members/panel.ts';
import { adminProcedure, router } from '../../trpc.ts';
import { readMailOfMember, readMailStanding } from './read-mail.ts';

export const mailRouter = router({
  standing: adminProcedure
    .input(mailStandingInput)
    .output(mailStanding)
    .query(({ ctx, input }) => readMailStanding(ctx.app, ctx.who, input.licenseId)),

  ofMember: adminProcedure
    .input(memberPanelInput)
    .output(mailOfMember)
    .query(({ ctx, input }) => readMailOfMember(ctx.app, ctx.who, input)),
});
