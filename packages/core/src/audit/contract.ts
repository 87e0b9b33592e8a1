import { z } from 'zod';
import { calendarDay } from '../calendar-day.ts';
import { licenseDomainChange } from '../domains/contract.ts';
import { eventType } from '../events/catalog.ts';
import { fullFeature } from '../features/feature.ts';
import { personRule } from '../features/rules.ts';
import { licenseId, personId, runId } from '../ids.ts';
import { userType } from '../licenses/seats.ts';
import { launchProblem } from '../lti/launch-problem.ts';
import { assignmentStep, lmsChange } from '../lti/lms-change.ts';
import { mailOutcome } from '../mail/contract.ts';
import { memberOutcome } from '../members/outcomes.ts';
import { sourceKind } from '../members/sources.ts';
import { memberStatus } from '../members/status.ts';
import { runFailure } from '../runs/contract.ts';
import { runKind } from '../runs/run-kind.ts';
import { runState } from '../runs/run-state.ts';

/** Who acted, as a filter asks: an admin by person, the vendor, or Rollcall itself. */
export const auditActor = z.union([personId, z.enum(['vendor', 'system'])]);
export type AuditActor = z.infer<typeof auditActor>;

/** Which entries of the audit log are shown. All fields must fit; empty lists and null are any. */
export const auditFilter = z.strictObject({
  actions: z.array(eventType).max(eventType.options.length).default([]),
  actor: auditActor.nullable().default(null),
  /** Days in UTC, both inclusive. */
  from: calendarDay.nullable().default(null),
  to: calendarDay.nullable().default(null),
  /** An address, or words of a name: entries about those people, or by an admin of that name. */
  search: z.string().max(200).nullable().default(null),
  /** A run by what people call it. */
  runNumber: z.int().min(1).max(2_147_483_647).nullable().default(null),
});
export type AuditFilter = z.infer<typeof auditFilter>;
export const noAuditFilter: AuditFilter = auditFilter.parse({});

export const auditListInput = z.strictObject({
  licenseId,
  filter: auditFilter,
  /** The number of the last entry that was read; null begins at the newest. */
  cursor: z.int().min(1).nullish(),
  limit: z.int().min(1).max(200).default(50),
  direction: z.literal('forward').optional(),
});

export const exportedList = z.enum(['people', 'audit', 'results', 'refused']);
export type ExportedList = z.infer<typeof exportedList>;

/** What an entry says beyond who, what and whom: closed, so that nothing else of the stored values ever leaves. */
export const auditFacts = z.strictObject({
  source: sourceKind.optional(),
  outcomes: z.partialRecord(memberOutcome, z.int()).optional(),
  /** The status before. */
  was: memberStatus.optional(),
  /** Why somebody declined; null: without a reason. */
  reason: z.string().nullable().optional(),
  /** The address of the admin whose right was given or taken. */
  admin: z.string().optional(),
  endsAt: z.iso.datetime().optional(),
  /** Seats of a renewal; null is unlimited. Absent: they stayed. */
  staffSeats: z.int().nullable().optional(),
  studentSeats: z.int().nullable().optional(),
  key: z.enum(['rotated', 'on', 'off']).optional(),
  /** What happened to the link; `unusual`: more people came by it than come to a lesson. */
  link: z.enum(['on', 'off', 'limits', 'rotated', 'unusual']).optional(),
  /** How many people came within the time that is looked at. */
  arrivals: z.int().optional(),
  /** How many days the term has left. */
  days: z.int().optional(),
  /** How many mails came to which end. */
  mails: z.partialRecord(mailOutcome, z.int()).optional(),
  /** Whether somebody is kept out from now on, or may come again. */
  exclusion: z.enum(['on', 'off']).optional(),
  /** What happened to domains that bring their people, and which those are. */
  domainChange: licenseDomainChange.optional(),
  domains: z.array(z.string()).optional(),
  /** What happened to a learning management system, and what went wrong with it. */
  lms: lmsChange.optional(),
  lmsProblem: launchProblem.optional(),
  /** What happened to an assignment. */
  assignment: assignmentStep.optional(),
  /** What the system or the assignment is called. */
  called: z.string().optional(),
  /** What was said of features, and of which user type; absent where it was said of people. */
  features: z.partialRecord(fullFeature, personRule).optional(),
  featuresOf: userType.optional(),
  /** The user type that the key or the link gives. */
  userType: userType.optional(),
  /** How a run ended. */
  ended: runState.optional(),
  /** Why it was stopped; absent where it was not, or where somebody stopped it. */
  failure: runFailure.optional(),
  exported: exportedList.optional(),
  /** Not all of the list, but what matched. */
  filtered: z.boolean().optional(),
});
export type AuditFacts = z.infer<typeof auditFacts>;

export const auditEntry = z.strictObject({
  seq: z.int(),
  at: z.iso.datetime(),
  actor: z.strictObject({
    /** `member`: one of the people of the licence, acting for themselves. `former_admin`: has no right any more. */
    kind: z.enum(['admin', 'member', 'former_admin', 'vendor', 'system']),
    name: z.string().nullable(),
  }),
  action: eventType,
  people: z.strictObject({
    /** The first of them, as far as they are still known. */
    shown: z.array(z.strictObject({ email: z.string(), name: z.string().nullable() })).max(3),
    count: z.int(),
  }),
  /** Null where what was written has been erased since. */
  facts: auditFacts.nullable(),
  run: z.strictObject({ id: runId, number: z.int(), kind: runKind }).nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** Newest first. */
export const auditPage = z.strictObject({
  entries: z.array(auditEntry),
  nextCursor: z.int().nullable(),
  /** The licence's number when this was read: an event above it is an entry that is not here. */
  seq: z.int(),
  /** More people match the search than are looked up: some of their entries may be missing. */
  tooManyPeople: z.boolean(),
});
export type AuditPage = z.infer<typeof auditPage>;

export const auditActorsInput = z.strictObject({ licenseId });
/** Who manages the licence, for the filter: only those who have signed in have done anything. */
export const auditActors = z.array(z.strictObject({ id: personId, name: z.string() }));
