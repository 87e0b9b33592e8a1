import type { AuditFacts } from '@rollcall/core/audit/contract.ts';
import { exportedList } from '@rollcall/core/audit/contract.ts';
import { licenseDomainChange } from '@rollcall/core/domains/contract.ts';
import type { EventType } from '@rollcall/core/events/catalog.ts';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import { personRule } from '@rollcall/core/features/rules.ts';
import { userType } from '@rollcall/core/licenses/seats.ts';
import { launchProblem } from '@rollcall/core/lti/launch-problem.ts';
import { assignmentStep, lmsChange } from '@rollcall/core/lti/lms-change.ts';
import { mailOutcome } from '@rollcall/core/mail/contract.ts';
import { type MemberOutcome, memberOutcome } from '@rollcall/core/members/outcomes.ts';
import { sourceKind } from '@rollcall/core/members/sources.ts';
import { memberStatus } from '@rollcall/core/members/status.ts';
import { runFailure } from '@rollcall/core/runs/contract.ts';
import { runState } from '@rollcall/core/runs/run-state.ts';
import { syncProblem, syncSource } from '@rollcall/core/sync/sync-source.ts';
import { z } from 'zod';

type Facts = z.ZodType<AuditFacts>;

/** What is stored may hold more than this version knows; nothing that is not named here leaves (SPEC AUDIT-2). */
const nothing: Facts = z.object({});

const ending: Facts = z.object({ was: memberStatus });

const ofRun: Facts = z.object({ outcomes: z.partialRecord(memberOutcome, z.int()).optional() });

const confirmedRun: Facts = z
  .object({ outcomes: z.partialRecord(memberOutcome, z.int()).optional(), keepsOut: z.boolean().optional() })
  .transform(({ keepsOut, ...told }) => ({
    ...told,
    ...(keepsOut === true ? { exclusion: 'on' as const } : {}),
  }));

const endOfRun: Facts = z
  .object({
    state: runState,
    failure: runFailure.nullable().default(null),
    outcomes: z.partialRecord(memberOutcome, z.int()),
  })
  .transform(({ state, failure, outcomes }) => ({
    ended: state,
    ...(failure === null ? {} : { failure }),
    outcomes,
  }));

const admin: Facts = z.object({ email: z.string() }).transform(({ email }) => ({ admin: email }));

const addition: Facts = z
  .object({ source: sourceKind, people: z.array(z.object({ outcome: memberOutcome })) })
  .transform(({ source, people }) => ({ source, outcomes: countOutcomes(people) }));

const keyChange: Facts = z.union([
  z.object({ rotated: z.literal(true) }).transform(() => ({ key: 'rotated' as const })),
  z
    .object({ enabled: z.boolean(), userType })
    .transform((key) => ({ key: key.enabled ? ('on' as const) : ('off' as const), userType: key.userType })),
]);

const syncFacts: Facts = z.object({ source: syncSource });

/** How the stored values of each action are read. Complete by type: a new action has to say what of it is shown. */
const factsOf: Readonly<Record<EventType, Facts>> = {
  'member.added': addition,
  'member.joined': nothing,
  'member.declined': z.object({ reason: z.string().nullable() }),
  'member.withdrawn': ending,
  'member.removed': ending,
  'member.reminded': nothing,
  'member.dismissed': nothing,
  'member.shown': nothing,
  'member.identified': nothing,
  'run.confirmed': confirmedRun,
  'run.applied': ofRun,
  'run.ended': endOfRun,
  'sync.connected': syncFacts,
  'sync.disconnected': syncFacts,
  'sync.saved': syncFacts,
  'sync.paused': syncFacts,
  'sync.failed': z
    .object({ source: syncSource, problem: syncProblem })
    .transform(({ source, problem }) => ({ source, failure: problem })),
  'exclusion.changed': z
    .object({ excluded: z.boolean() })
    .transform(({ excluded }) => ({ exclusion: excluded ? ('on' as const) : ('off' as const) })),
  'domains.changed': z
    .object({ what: licenseDomainChange, domains: z.array(z.string()) })
    .transform(({ what, domains }) => ({ domainChange: what, domains })),
  'link.changed': z.object({
    link: z.enum(['on', 'off', 'limits', 'rotated', 'unusual']),
    userType: userType.optional(),
    arrivals: z.int().optional(),
  }),
  'features.changed': z
    .object({ userType, feature: fullFeature, isOn: z.boolean() })
    .transform(({ userType: of, feature, isOn }) => ({
      features: { [feature]: isOn ? ('on' as const) : ('off' as const) },
      featuresOf: of,
    })),
  'member.featuresChanged': z
    .object({ changes: z.partialRecord(fullFeature, personRule) })
    .transform(({ changes }) => ({ features: changes })),
  'term.noticed': z.object({ days: z.int() }),
  'mail.reported': z.object({ mails: z.partialRecord(mailOutcome, z.int()).optional() }),
  'lms.changed': z
    .object({ what: lmsChange, name: z.string().optional() })
    .transform(({ what, name }) => ({ lms: what, called: name })),
  'lms.failed': z
    .object({ problem: launchProblem, title: z.string().optional() })
    .transform(({ problem, title }) => ({ lmsProblem: problem, called: title })),
  'lms.rosterRead': nothing,
  'assignment.changed': z
    .object({ what: assignmentStep, title: z.string() })
    .transform(({ what, title }) => ({ assignment: what, called: title })),
  'list.exported': z.object({ exported: exportedList, filtered: z.boolean() }),
  'license.renewed': z.object({
    endsAt: z.iso.datetime(),
    staffSeats: z.int().nullable().optional(),
    studentSeats: z.int().nullable().optional(),
  }),
  'license.keyChanged': keyChange,
  'admin.granted': admin,
  'admin.revoked': admin,
};

/** What an entry says; null where it was erased, or where another version wrote it in a way this one cannot read. */
export function readFacts(action: EventType, details: unknown): AuditFacts | null {
  const facts = factsOf[action].safeParse(details);
  return facts.success ? facts.data : null;
}

function countOutcomes(
  people: readonly { readonly outcome: MemberOutcome }[],
): Partial<Record<MemberOutcome, number>> {
  const counts: Partial<Record<MemberOutcome, number>> = {};
  for (const { outcome } of people) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
