import { answerInput, answerResult, declineInput, inbox } from '@rollcall/core/inbox/contract.ts';
import { runInviteCommand } from '../../commands/run-invite-command.ts';
import { answerInvite } from '../../membership/answer-invite.ts';
import { dismissInvite } from '../../membership/touch-invite.ts';
import { personProcedure, router } from '../../trpc.ts';
import { readInbox } from '../../views/inbox.ts';

export const inviteRouter = router({
  /** The inbox by HTTP, for when the socket is out of reach. */
  inbox: personProcedure
    .output(inbox)
    .query(({ ctx }) =>
      ctx.app.db.withTx({ person: ctx.who.personId }, (tx) => readInbox(tx, ctx.who.personId)),
    ),

  join: personProcedure
    .input(answerInput)
    .output(answerResult)
    .mutation(({ ctx, input }) =>
      runInviteCommand(
        ctx.app,
        ctx.who,
        { ...input, body: { verb: 'join', memberId: input.memberId } },
        async (scope) => ({
          state: await answerInvite(scope.tx, scope.license, scope.member, { kind: 'join' }, scope.actor),
        }),
      ),
    ),

  decline: personProcedure
    .input(declineInput)
    .output(answerResult)
    .mutation(({ ctx, input: { requestId, ...body } }) =>
      runInviteCommand(ctx.app, ctx.who, { memberId: body.memberId, requestId, body }, async (scope) => {
        const reason = body.reason === '' ? null : body.reason;
        return {
          state: await answerInvite(
            scope.tx,
            scope.license,
            scope.member,
            { kind: 'decline', reason },
            scope.actor,
          ),
        };
      }),
    ),

  /** Closes the pop-up on every device; the invite stays open under License Invites. */
  dismiss: personProcedure
    .input(answerInput)
    .output(answerResult)
    .mutation(({ ctx, input }) =>
      runInviteCommand(
        ctx.app,
        ctx.who,
        { ...input, body: { verb: 'dismiss', memberId: input.memberId } },
        async (scope) => {
          if (scope.member.status === 'invited')
            await dismissInvite(scope.tx, scope.license, scope.member, scope.actor);
          return { state: scope.member.status };
        },
      ),
    ),
});
