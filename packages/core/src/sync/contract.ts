import { z } from 'zod';
import { licenseId, memberId, requestId, runId } from '../ids.ts';
import { userType } from '../licenses/seats.ts';
import { memberOutcome } from '../members/outcomes.ts';
import { syncProblem, syncSource } from './sync-source.ts';

/** Ids of the other system: opaque, and compared byte by byte. */
const foreignId = z.string().min(1).max(200);

export const oneSyncInput = z.strictObject({ licenseId, source: syncSource });
export const changeSyncInput = z.strictObject({ licenseId, source: syncSource, requestId });

/** Why a method that fits the licence's type cannot be set up now. */
export const syncHindrance = z.enum([
  /** Whoever runs this installation has not set up Google for it. */
  'google_not_configured',
  /** Everybody of a domain is on the licence already: the vendor has switched that on. */
  'domain_wide_is_on',
]);
export type SyncHindrance = z.infer<typeof syncHindrance>;

export const connectionView = z.strictObject({
  source: syncSource,
  /** The account that the other system is read as. */
  accountEmail: z.string(),
  /** What the account allowed, as scopes of its issuer. */
  scopes: z.array(z.string()),
  /** Scopes that are needed and were not given. */
  missingScopes: z.array(z.string()),
  connectedBy: z.string(),
  authorisedAt: z.iso.datetime(),
  /** From then on nothing is read until it is renewed. */
  lapsesAt: z.iso.datetime(),
  /** `ended`: revoked, or no longer accepted; syncing rests and nobody is removed. */
  state: z.enum(['active', 'ended']),
  /** Null until something has been chosen and saved: before that there is no sync. */
  savedAt: z.iso.datetime().nullable(),
  lastGoodAt: z.iso.datetime().nullable(),
  lastProblem: z.strictObject({ problem: syncProblem, at: z.iso.datetime() }).nullable(),
  /** Null while there is nothing to sync, or it rests. */
  nextAt: z.iso.datetime().nullable(),
  /** The zone in which the night is counted, as an IANA name. */
  timeZone: z.string(),
  /** The days, both included, on which nothing is synced by itself. */
  pause: z.strictObject({ from: z.iso.date(), until: z.iso.date() }).nullable(),
  /** The sync that is under way; null when there is none. */
  running: runId.nullable(),
  /** Removals that wait for somebody to confirm them. */
  heldBack: z.strictObject({ runId, number: z.int(), people: z.int() }).nullable(),
  /** Chosen OUs or classes that are not there any more: their people stay until somebody decides. */
  vanished: z.array(z.strictObject({ id: foreignId, name: z.string(), people: z.int() })),
  /** People whom the source names and who are not on the licence. */
  notSeated: z.int(),
});
export type ConnectionView = z.infer<typeof connectionView>;

export const syncStanding = z.strictObject({
  hindrance: syncHindrance.nullable(),
  connection: connectionView.nullable(),
});
export type SyncStanding = z.infer<typeof syncStanding>;

/** Where the browser goes to allow the reading. `timeZone` says when it is night for whoever connects. */
export const beginConnectionInput = z.strictObject({
  licenseId,
  source: syncSource,
  timeZone: z.string().min(1).max(64),
  requestId,
});
export const beginConnectionResult = z.strictObject({ url: z.url() });

/**
 * How the way over the issuer's consent page ended. The browser comes back to the method's page of the dashboard
 * (`/licenses/<id>/add/<source>`) with it as the query `connect`.
 */
export const connectResult = z.enum([
  'connected',
  /** Whoever was asked said no. */
  'denied',
  /** Something that is needed was unticked. */
  'missing_scopes',
  /** What is followed already belongs to another Google Workspace or, for classes, to another teacher. */
  'other_workspace',
  /** The account may not read it: it administers no Google Workspace, or Google was told not to let others in. */
  'not_allowed',
  /** It took too long, was begun in another browser, or this address was opened twice. */
  'expired',
  /** The issuer could not be reached or gave an answer that cannot be used. */
  'failed',
]);
export type ConnectResult = z.infer<typeof connectResult>;

export const testConnectionResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('works'), tookMs: z.int() }),
  z.strictObject({ kind: z.literal('problem'), problem: syncProblem }),
]);
export type TestConnectionResult = z.infer<typeof testConnectionResult>;

export const orgUnitView = z.strictObject({
  id: foreignId,
  parentId: foreignId.nullable(),
  name: z.string(),
  path: z.string(),
  /** Active people directly in it; null until they have been counted. */
  people: z.int().nullable(),
});
export type OrgUnitView = z.infer<typeof orgUnitView>;

const ouChoice = z.strictObject({
  id: foreignId,
  /** What people in it and below become; null: it is left out, though one above is chosen. */
  userType: userType.nullable(),
});

export const ouTree = z.strictObject({
  units: z.array(orgUnitView),
  /** What is saved. */
  chosen: z.array(ouChoice),
  /** How far the counting of people is; null when nothing is being counted. */
  counting: z.strictObject({ people: z.int() }).nullable(),
  /** Why they could not be counted the last time; null: they could, or are being counted. */
  countProblem: syncProblem.nullable(),
});
export type OuTree = z.infer<typeof ouTree>;

export const courseView = z.strictObject({
  id: foreignId,
  name: z.string(),
  section: z.string().nullable(),
  state: z.enum(['active', 'archived']),
  students: z.int(),
  /** The other teachers: listed, and not on the licence unless they are chosen. */
  coTeachers: z.array(z.strictObject({ id: foreignId, name: z.string(), email: z.string().nullable() })),
  chosen: z.boolean(),
  chosenTeachers: z.array(foreignId),
});
export type CourseView = z.infer<typeof courseView>;
export const courseList = z.strictObject({ courses: z.array(courseView) });

/** What is to be synced from now on. */
export const syncSelection = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('ou'), units: z.array(ouChoice).max(10_000) }),
  z.strictObject({
    source: z.literal('classroom'),
    courses: z.array(z.strictObject({ id: foreignId, teachers: z.array(foreignId).max(50) })).max(500),
  }),
]);
export type SyncSelection = z.infer<typeof syncSelection>;

/** Plans what the selection would do, as a run: it is saved when the plan is confirmed. */
export const planSyncInput = z.strictObject({ licenseId, selection: syncSelection, requestId });

export const pauseSyncInput = z.strictObject({
  licenseId,
  source: syncSource,
  /** Null ends the pause. */
  pause: z
    .strictObject({ from: z.iso.date(), until: z.iso.date() })
    .refine(({ from, until }) => from <= until, { path: ['until'], message: 'ends_before_it_begins' })
    .nullable(),
  requestId,
});

export const notSeatedInput = z.strictObject({
  licenseId,
  source: syncSource,
  cursor: z.string().max(500).nullish(),
  limit: z.int().min(1).max(200).default(100),
  direction: z.literal('forward').optional(),
});
/** People whom the source names and who are not on the licence, by name. */
export const notSeatedPage = z.strictObject({
  people: z.array(
    z.strictObject({
      email: z.string().nullable(),
      name: z.string().nullable(),
      /** The OU or the class. */
      place: z.string(),
      why: memberOutcome,
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type NotSeatedPage = z.infer<typeof notSeatedPage>;

/** People whom no sync and no domain brings back. Adding them by hand is still possible. */
export const exclusionView = z.strictObject({
  /** What `exclusion.allowAgain` names somebody by: their address, or what stands for none. */
  key: z.string(),
  /** Empty for somebody without an address. */
  email: z.string(),
  name: z.string().nullable(),
  excludedBy: z.string(),
  excludedAt: z.iso.datetime(),
});
export type ExclusionView = z.infer<typeof exclusionView>;
export const exclusionListInput = z.strictObject({
  licenseId,
  cursor: z.string().max(300).nullish(),
  limit: z.int().min(1).max(200).default(100),
  direction: z.literal('forward').optional(),
});
export const exclusionPage = z.strictObject({
  people: z.array(exclusionView),
  nextCursor: z.string().nullable(),
});
/** Takes somebody off and keeps syncs and domains from bringing them back. */
export const excludeMemberInput = z.strictObject({ licenseId, memberId, seq: z.int(), requestId });
/** `email` is a key of the list of exclusions. */
export const allowAgainInput = z.strictObject({ licenseId, email: z.string().max(320), requestId });
