import { DomainError } from '@rollcall/core/errors.ts';
import { type Feature, feature } from '@rollcall/core/features/feature.ts';
import { lockOf } from '@rollcall/core/features/rules.ts';
import { commentId } from '@rollcall/core/ids.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import type { PersonTx } from '../../db/tx.ts';
import { personProcedure, router } from '../../trpc.ts';
import { readInbox } from '../../views/inbox.ts';

const commentView = z.strictObject({ id: commentId, text: z.string(), createdAt: z.iso.datetime() });

/** Runs in the person's scope, after a check that the feature is theirs at this moment (SPEC FEATURE-2). */
async function withFeature<Result>(
  app: AppContext,
  who: SignedIn,
  wanted: Feature,
  run: (tx: PersonTx) => Promise<Result>,
): Promise<Result> {
  return app.db.withTx({ person: who.personId }, async (tx) => {
    const lock = lockOf((await readInbox(tx, who.personId)).entries, wanted);
    if (lock !== null) throw new DomainError('FEATURE_LOCKED', { feature: wanted, reason: lock.reason });
    return run(tx);
  });
}

/** Comments that are shown: the latest, so that a new one is always among them. */
const commentsShown = 200;

/** What the app does with a document. Each full feature is refused here too when it is locked on screen. */
export const documentRouter = router({
  comments: personProcedure.output(z.array(commentView)).query(({ ctx }) =>
    withFeature(ctx.app, ctx.who, 'comments', async (tx) => {
      const rows = await tx
        .selectFrom('comment')
        .select(['id', 'text', 'created_at'])
        .where('person_id', '=', ctx.who.personId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(commentsShown)
        .execute();
      return rows.reverse().map((row) => ({
        id: commentId.parse(row.id),
        text: row.text,
        createdAt: row.created_at.toISOString(),
      }));
    }),
  ),

  addComment: personProcedure
    .input(z.strictObject({ text: z.string().trim().min(1).max(2000).transform(storableText) }))
    .output(commentView)
    .mutation(({ ctx, input }) =>
      withFeature(ctx.app, ctx.who, 'comments', async (tx) => {
        const row = await tx
          .insertInto('comment')
          .values({ person_id: ctx.who.personId, text: input.text })
          .returning(['id', 'text', 'created_at'])
          .executeTakeFirstOrThrow();
        return { id: commentId.parse(row.id), text: row.text, createdAt: row.created_at.toISOString() };
      }),
    ),

  removeComment: personProcedure
    .input(z.strictObject({ commentId }))
    .output(z.strictObject({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) =>
      withFeature(ctx.app, ctx.who, 'comments', async (tx) => {
        const removed = await tx
          .deleteFrom('comment')
          .where('person_id', '=', ctx.who.personId)
          .where('id', '=', input.commentId)
          .executeTakeFirst();
        if (removed.numDeletedRows === 0n) throw new DomainError('NOT_FOUND', { noun: 'comment' });
        return { ok: true };
      }),
    ),

  /** Asked before a feature that works in the browser begins: voice notes and export. FEATURE_LOCKED when it may not. */
  begin: personProcedure
    .input(z.strictObject({ feature }))
    .output(z.strictObject({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => withFeature(ctx.app, ctx.who, input.feature, async () => ({ ok: true }))),
});
