import {
  addByEmailInput,
  additionPlan,
  additionResult,
  memberChoices,
  memberChoicesInput,
  memberListInput,
  memberPage,
  memberPlaces,
  memberPlacesInput,
  oneMemberInput,
  oneMemberResult,
  planAdditionInput,
} from '@rollcall/core/members/contract.ts';
import { memberPanel, memberPanelInput } from '@rollcall/core/members/panel.ts';
import { typeSuspects, typeSuspectsInput } from '@rollcall/core/members/type-suspects.ts';
import { excludeMemberInput } from '@rollcall/core/sync/contract.ts';
import { adminProcedure, router } from '../../trpc.ts';
import { listMembers } from '../../views/member-list/list-members.ts';
import { readChoices } from '../../views/member-list/read-choices.ts';
import { readPlaces } from '../../views/member-list/read-places.ts';
import { isUnfiltered } from '../../views/member-list/read-window.ts';
import { readPanel } from '../../views/member-panel/read-panel.ts';
import { readTypeSuspects } from '../../views/type-suspects/read-type-suspects.ts';
import { addByEmail, planAddByEmail } from './add-by-email.ts';
import {
  excludeMember,
  reinviteMember,
  remindMember,
  removeMember,
  withdrawInvite,
} from './change-one-member.ts';
import { readLicense } from './read-license.ts';

export const memberRouter = router({
  list: adminProcedure
    .input(memberListInput)
    .output(memberPage)
    .query(({ ctx, input }) =>
      readLicense(
        ctx.app,
        ctx.who,
        input.licenseId,
        async ({ tx, place, license, epoch }) => {
          const page = await listMembers(tx, { ...input, place }, { ...input, cursor: input.cursor ?? null });
          return { ...page, counts: license.counts, seq: license.seq, epoch };
        },
        // Everybody, in an order that an index has: a few statements. A filter is a statement of its own.
        isUnfiltered(input) ? ctx.app.lists : ctx.app.db,
      ),
    ),

  places: adminProcedure
    .input(memberPlacesInput)
    .output(memberPlaces)
    .query(({ ctx, input }) =>
      readLicense(ctx.app, ctx.who, input.licenseId, async ({ tx, place, license, epoch }) => {
        const places = await readPlaces(tx, { ...input, place });
        return { ...places, seq: license.seq, epoch };
      }),
    ),

  choices: adminProcedure
    .input(memberChoicesInput)
    .output(memberChoices)
    .query(({ ctx, input }) =>
      readLicense(ctx.app, ctx.who, input.licenseId, ({ tx, place }) => readChoices(tx, place)),
    ),

  panel: adminProcedure
    .input(memberPanelInput)
    .output(memberPanel)
    .query(({ ctx, input }) =>
      readLicense(ctx.app, ctx.who, input.licenseId, ({ tx, place }) => readPanel(tx, place, input.memberId)),
    ),

  typeSuspects: adminProcedure
    .input(typeSuspectsInput)
    .output(typeSuspects)
    .query(({ ctx, input }) =>
      readLicense(ctx.app, ctx.who, input.licenseId, ({ tx, place }) => readTypeSuspects(tx, place)),
    ),

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

  exclude: adminProcedure
    .input(excludeMemberInput)
    .output(oneMemberResult)
    .mutation(({ ctx, input }) => excludeMember(ctx.app, ctx.who, input)),

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
