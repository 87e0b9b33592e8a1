import { licenseId, requestId } from '@rollcall/core/ids.ts';
import {
  beginConnectionInput,
  beginConnectionResult,
  changeSyncInput,
  courseList,
  notSeatedInput,
  notSeatedPage,
  oneSyncInput,
  ouTree,
  pauseSyncInput,
  syncStanding,
  testConnectionResult,
} from '@rollcall/core/sync/contract.ts';
import { z } from 'zod';
import { adminProcedure, router } from '../../trpc.ts';
import { beginConnection } from './begin-connection.ts';
import { disconnect, pauseSync } from './change-connection.ts';
import { countPeople } from './count-people.ts';
import { readCourses } from './read-courses.ts';
import { readNotSeated } from './read-not-seated.ts';
import { readOuTree } from './read-ou-tree.ts';
import { readStanding } from './read-standing.ts';
import { testConnection } from './test-connection.ts';

export const connectionRouter = router({
  get: adminProcedure
    .input(oneSyncInput)
    .output(syncStanding)
    .query(({ ctx, input }) => readStanding(ctx.app, ctx.who, input)),

  /** Where the browser goes to connect or to renew. */
  begin: adminProcedure
    .input(beginConnectionInput)
    .output(beginConnectionResult)
    .mutation(({ ctx, input }) => beginConnection(ctx, input)),

  test: adminProcedure
    .input(oneSyncInput)
    .output(testConnectionResult)
    .mutation(({ ctx, input }) => testConnection(ctx.app, ctx.who, input)),

  disconnect: adminProcedure
    .input(changeSyncInput)
    .output(syncStanding)
    .mutation(({ ctx, input }) => disconnect(ctx.app, ctx.who, input)),

  pause: adminProcedure
    .input(pauseSyncInput)
    .output(syncStanding)
    .mutation(({ ctx, input }) => pauseSync(ctx.app, ctx.who, input)),

  ouTree: adminProcedure
    .input(z.strictObject({ licenseId }))
    .output(ouTree)
    .query(({ ctx, input }) => readOuTree(ctx.app, ctx.who, input.licenseId)),

  /** Begins to count the people of each OU; `ouTree` says how far it is. */
  countPeople: adminProcedure
    .input(z.strictObject({ licenseId, requestId }))
    .output(z.strictObject({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => countPeople(ctx.app, ctx.who, input)),

  courses: adminProcedure
    .input(z.strictObject({ licenseId }))
    .output(courseList)
    .query(({ ctx, input }) => readCourses(ctx.app, ctx.who, input.licenseId)),

  notSeated: adminProcedure
    .input(notSeatedInput)
    .output(notSeatedPage)
    .query(({ ctx, input }) => readNotSeated(ctx.app, ctx.who, input)),
});
