import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import {
  addByEmailInput,
  additionPlan,
  additionResult,
  memberListInput,
  memberPage,
  oneMemberInput,
  oneMemberResult,
  planAdditionInput,
} from '@rollcall/core/members/contract.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import { adminProcedure, router } from '../../trpc.ts';
import { readEpoch } from '../../views/inbox.ts';
import { findLicenseView } from '../../views/license-views.ts';
import { listMembers } from '../../views/member-views.ts';
import { addByEmail, planAddByEmail } from './add-by-email.ts';
import { reinviteMember, remindMember, removeMember, withdrawInvite } from './change-one-member.ts';

export const memberRouter = router({
  list: adminProcedure
    .input(memberListInput)
    .output(memberPage)
    .query(async ({ ctx, input }) => {
      const districtId = await districtOfGrant(ctx.app, ctx.who, input.licenseId);
      return ctx.app.db.withTx({ district: districtId }, async (tx) => {
        const grants = await readGrants(tx, ctx.who, districtId, input.licenseId);
        // Read first: an event that commits between the two reads is then told again, never missed.
        const license = await findLicenseView(tx, districtId, input.licenseId);
        if (license === undefined || !can(grants, 'member.read'))
          throw new DomainError('NOT_FOUND', { noun: 'license' });
        const place = { districtId, licenseId: input.licenseId };
        const page = await listMembers(tx, place, { ...input, cursor: input.cursor ?? null });
        return { ...page, counts: license.counts, seq: license.seq, epoch: await readEpoch(tx) };
      });
    }),

  /** What adding would do. A mutation, so that addresses are in a body and never in a URL. */
  planAdd: adminProcedure
    .input(planAdditionInput)
    .output(additionPlan)
    .mutation(({ ctx, input }) => planAddByEmail(ctx.app, ctx.who, input)),

  add: adminProcedure
    .input(addByEmailInput)
    .output(additionResult)
    .mutation(({ ctx, input }) => addByEmail(ctx.app, ctx.who, input)),

  remove: adminProcedure
    .input(oneMemberInput)
    .output(oneMemberResult)
    .mutation(({ ctx, input }) => removeMember(ctx.app, ctx.who, input)),

  withdraw: adminProcedure
    .input(oneMemberInput)
    .output(oneMemberResult)
    .mutation(({ ctx, input }) => withdrawInvite(ctx.app, ctx.who, input)),

  remind: adminProcedure
    .input(oneMemberInput)
    .output(oneMemberResult)
    .mutation(({ ctx, input }) => remindMember(ctx.app, ctx.who, input)),

  reinvite: adminProcedure
    .input(oneMemberInput)
    .output(oneMemberResult)
    .mutation(({ ctx, input }) => reinviteMember(ctx.app, ctx.who, input)),
});
