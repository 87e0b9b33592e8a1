import { z } from 'zod';
import { licenseId, memberId, requestId } from '../ids.ts';
import { userType } from '../licenses/seats.ts';
import { pasteLengthLimit } from '../members/split-addresses.ts';
import { memberStatus } from '../members/status.ts';
import { fullFeature } from './feature.ts';
import { exception, personRule } from './rules.ts';

export const featurePageInput = z.strictObject({ licenseId });

/** One feature of one user type: whether it is on, who switched it off, and how many exceptions there are. */
export const featureOfType = z.strictObject({
  userType,
  feature: fullFeature,
  isOn: z.boolean(),
  /** Null where it is on. */
  switchedOffBy: z.string().nullable(),
  switchedOffAt: z.iso.datetime().nullable(),
  /** People of the type on the list with an exception for the feature. */
  exceptionsOn: z.int(),
  exceptionsOff: z.int(),
});
export type FeatureOfType = z.infer<typeof featureOfType>;

/** Which features a licence gives to whom: every feature with every user type, and how many people have exceptions. */
export const featurePage = z.strictObject({
  types: z.array(featureOfType),
  /** Each person once, however many exceptions they have. */
  peopleWithExceptions: z.int(),
});
export type FeaturePage = z.infer<typeof featurePage>;

export const changeTypeInput = z.strictObject({
  licenseId,
  userType,
  feature: fullFeature,
  isOn: z.boolean(),
  requestId,
});

/** The exceptions of one person, by feature; absent where the type's rule holds. */
export const exceptions = z.partialRecord(fullFeature, exception);
export type Exceptions = z.infer<typeof exceptions>;

export const exceptionListInput = z.strictObject({
  licenseId,
  /** Words that must all be in the address or the name. */
  search: z.string().max(200).nullable().default(null),
  /** The canonical address of the last one of the page before; null begins. */
  cursor: z.string().max(254).nullish(),
  limit: z.int().min(1).max(200).default(50),
  direction: z.literal('forward').optional(),
});

export const personWithExceptions = z.strictObject({
  memberId,
  email: z.string(),
  name: z.string().nullable(),
  userType,
  status: memberStatus,
  exceptions,
  /** Of the latest of them. */
  setBy: z.string(),
  setAt: z.iso.datetime(),
});
export type PersonWithExceptions = z.infer<typeof personWithExceptions>;

/** By address. */
export const exceptionPage = z.strictObject({
  people: z.array(personWithExceptions),
  nextCursor: z.string().nullable(),
});

export const onePersonInput = z.strictObject({ licenseId, memberId });

/** Of one person, each feature: what the type has, what the person's exception says, and what follows. */
export const featuresOfPerson = z.strictObject({
  userType,
  features: z.array(
    z.strictObject({
      feature: fullFeature,
      isOnForType: z.boolean(),
      rule: personRule,
      isOn: z.boolean(),
      /** Of the exception; null without one. */
      setBy: z.string().nullable(),
      setAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type FeaturesOfPerson = z.infer<typeof featuresOfPerson>;

/** What is to be said of which features; what is not named stays as it is. */
export const featureChanges = z
  .partialRecord(fullFeature, personRule)
  .refine((changes) => Object.keys(changes).length > 0, 'no_feature');
export type FeatureChanges = z.infer<typeof featureChanges>;

export const changePersonInput = z.strictObject({
  licenseId,
  memberId,
  changes: featureChanges,
  requestId,
});

/** What becomes, or became, of one pasted line. */
export const exceptionOutcome = z.enum([
  'changed',
  /** The person's exceptions are so already. */
  'unchanged',
  'not_member',
  'invalid_email',
  'duplicate',
]);
export type ExceptionOutcome = z.infer<typeof exceptionOutcome>;

export const exceptionLine = z.strictObject({
  line: z.int(),
  text: z.string(),
  /** Null when the text holds no address; `reason` then says why. */
  email: z.string().nullable(),
  outcome: exceptionOutcome,
  reason: z.string().nullable(),
});
export type ExceptionLine = z.infer<typeof exceptionLine>;

export const planPeopleInput = z.strictObject({
  licenseId,
  text: z.string().max(pasteLengthLimit),
  changes: featureChanges,
});

/** What changing would do, line by line. Nothing has changed yet. */
export const exceptionPlan = z.strictObject({
  lines: z.array(exceptionLine),
  outcomes: z.partialRecord(exceptionOutcome, z.int()),
  /** What the admin confirms: how many of each outcome. */
  digest: z.string(),
});
export type ExceptionPlan = z.infer<typeof exceptionPlan>;

export const changePeopleInput = z.strictObject({
  ...planPeopleInput.shape,
  digest: z.string().max(2000),
  requestId,
});

/** Either done, with what happened to each line, or planned anew because the world changed since the plan. */
export const changePeopleResult = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('done'),
    lines: z.array(exceptionLine),
    outcomes: z.partialRecord(exceptionOutcome, z.int()),
  }),
  z.strictObject({ kind: z.literal('plan_changed'), plan: exceptionPlan }),
]);
export type ChangePeopleResult = z.infer<typeof changePeopleResult>;
