import {
  changePeopleInput,
  changePeopleResult,
  changePersonInput,
  changeTypeInput,
  exceptionListInput,
  exceptionPage,
  exceptionPlan,
  featurePage,
  featurePageInput,
  featuresOfPerson,
  onePersonInput,
  planPeopleInput,
} from '@rollcall/core/features/contract.ts';
import { z } from 'zod';
import { adminProcedure, router } from '../../trpc.ts';
import { changePeople, planPeople } from './change-people.ts';
import { changePerson } from './change-person.ts';
import { changeType } from './change-type.ts';
import { listExceptions } from './list-exceptions.ts';
import { readFeaturePage } from './read-feature-page.ts';
import { readFeatures } from './read-features.ts';
import { readPerson } from './read-person.ts';

const done = z.strictObject({ ok: z.literal(true) });

/** Which features of the app a licence gives to whom (SPEC FEATURE-4). */
export const featureRouter = router({
  get: adminProcedure
    .input(featurePageInput)
    .output(featurePage)
    .query(({ ctx, input }) => readFeatures(ctx.app, ctx.who, input.licenseId, readFeaturePage)),

  changeType: adminProcedure
    .input(changeTypeInput)
    .output(done)
    .mutation(({ ctx, input }) => changeType(ctx.app, ctx.who, input)),

  listPeople: adminProcedure
    .input(exceptionListInput)
    .output(exceptionPage)
    .query(({ ctx, input }) =>
      readFeatures(ctx.app, ctx.who, input.licenseId, (tx, place) => listExceptions(tx, place, input)),
    ),

  getPerson: adminProcedure
    .input(onePersonInput)
    .output(featuresOfPerson)
    .query(({ ctx, input }) =>
      readFeatures(ctx.app, ctx.who, input.licenseId, (tx, place) => readPerson(tx, place, input.memberId)),
    ),

  changePerson: adminProcedure
    .input(changePersonInput)
    .output(done)
    .mutation(({ ctx, input }) => changePerson(ctx.app, ctx.who, input)),

  /** What changing would do. A mutation, so that addresses are in a body and never in a URL. */
  planPeople: adminProcedure
    .input(planPeopleInput)
    .output(exceptionPlan)
    .mutation(({ ctx, input }) => planPeople(ctx.app, ctx.who, input)),

  changePeople: adminProcedure
    .input(changePeopleInput)
    .output(changePeopleResult)
    .mutation(({ ctx, input }) => changePeople(ctx.app, ctx.who, input)),
});
