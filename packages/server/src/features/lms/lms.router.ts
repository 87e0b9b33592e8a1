import {
  addPlatformInput,
  changeAssignmentInput,
  changePlatformInput,
  connectTeacherInput,
  inviteInput,
  inviteResult,
  lmsInput,
  lmsNotSeatedInput,
  lmsNotSeatedPage,
  lmsView,
  platformView,
  readRosterInput,
  registerByHandInput,
  teacherTicket,
  teacherTicketInput,
} from '@rollcall/core/lti/contract.ts';
import { runView } from '@rollcall/core/runs/contract.ts';
import { adminProcedure, router } from '../../trpc.ts';
import { changeAssignment, readRoster } from './change-assignment.ts';
import { addPlatform, changePlatform, invite, registerByHand } from './change-platform.ts';
import { connectTeacher, readTicket } from './connect-teacher.ts';
import { withLms } from './license-of-lms.ts';
import { readLms } from './read-lms.ts';
import { readNotSeated } from './read-not-seated.ts';

export const lmsRouter = router({
  get: adminProcedure
    .input(lmsInput)
    .output(lmsView)
    .query(({ ctx, input }) =>
      withLms(ctx.app, ctx.who, input.licenseId, (tx, license) => readLms(tx, license, ctx.origin)),
    ),

  addPlatform: adminProcedure
    .input(addPlatformInput)
    .output(platformView)
    .mutation(({ ctx, input }) => addPlatform(ctx, input)),

  /** The one answer that holds the registration address. */
  invite: adminProcedure
    .input(inviteInput)
    .output(inviteResult)
    .mutation(({ ctx, input }) => invite(ctx, input)),

  registerByHand: adminProcedure
    .input(registerByHandInput)
    .output(platformView)
    .mutation(({ ctx, input }) => registerByHand(ctx, input)),

  changePlatform: adminProcedure
    .input(changePlatformInput)
    .output(lmsView)
    .mutation(({ ctx, input }) => changePlatform(ctx, input)),

  changeAssignment: adminProcedure
    .input(changeAssignmentInput)
    .output(lmsView)
    .mutation(({ ctx, input }) => changeAssignment(ctx, input)),

  readRoster: adminProcedure
    .input(readRosterInput)
    .output(runView)
    .mutation(({ ctx, input }) => readRoster(ctx.app, ctx.who, input)),

  /** Whom a launched teacher's ticket would connect: looking changes nothing. */
  readTicket: adminProcedure
    .input(teacherTicketInput)
    .output(teacherTicket)
    .query(({ ctx, input }) => readTicket(ctx.app, ctx.who, input.ticket)),

  connectTeacher: adminProcedure
    .input(connectTeacherInput)
    .output(teacherTicket)
    .mutation(({ ctx, input }) => connectTeacher(ctx.app, ctx.who, input)),

  notSeated: adminProcedure
    .input(lmsNotSeatedInput)
    .output(lmsNotSeatedPage)
    .query(({ ctx, input }) => readNotSeated(ctx.app, ctx.who, input)),
});
