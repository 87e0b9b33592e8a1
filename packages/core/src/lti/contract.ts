import { z } from 'zod';
import { assignmentId, licenseId, platformId, requestId, runId } from '../ids.ts';
import { memberOutcome } from '../members/outcomes.ts';
import { launchProblem } from './launch-problem.ts';

/** Deployment ids and subjects of the other system: opaque, compared byte by byte. */
const foreignId = z.string().min(1).max(255);

const problem = z.strictObject({ problem: launchProblem, at: z.iso.datetime() });

/** The addresses that a learning management system asks for when a tool is entered by hand. */
const toolAddresses = z.strictObject({
  loginUrl: z.url(),
  /** Redirect, launch and deep linking are one address. */
  launchUrl: z.url(),
  keysUrl: z.url(),
});

export const deploymentView = z.strictObject({
  id: foreignId,
  /** `waiting`: something was launched from it, and nobody has allowed it yet. */
  state: z.enum(['waiting', 'allowed', 'refused']),
  firstSeenAt: z.iso.datetime(),
  lastLaunchAt: z.iso.datetime().nullable(),
  /** The course that was last launched from it. */
  courseTitle: z.string().nullable(),
});
export type DeploymentView = z.infer<typeof deploymentView>;

export const platformView = z.strictObject({
  id: platformId,
  /** As its admin calls it. */
  name: z.string(),
  /** `draft`: not registered yet. */
  state: z.enum(['draft', 'active', 'off']),
  /** Null while it is a draft. */
  registered: z
    .strictObject({
      issuer: z.url(),
      clientId: z.string(),
      authorisationUrl: z.url(),
      tokenUrl: z.url(),
      keysUrl: z.url(),
      how: z.enum(['by_url', 'by_hand']),
    })
    .nullable(),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
  tool: toolAddresses,
  /** Until when the registration address works; null once it was used, or is too old. */
  invitationEndsAt: z.iso.datetime().nullable(),
  deployments: z.array(deploymentView),
  lastLaunchAt: z.iso.datetime().nullable(),
  lastProblem: problem.nullable(),
});
export type PlatformView = z.infer<typeof platformView>;

export const assignmentView = z.strictObject({
  id: assignmentId,
  platformId,
  title: z.string(),
  courseTitle: z.string().nullable(),
  placedBy: z.string(),
  placedAt: z.iso.datetime(),
  /** Closed: nobody comes by it any more, whoever came stays. */
  isOpen: z.boolean(),
  /** People whom it holds on the licence. */
  people: z.int(),
  /** People who came by it and found no seat, or are kept out. */
  notSeated: z.int(),
  /** Whether the system lets the whole class be read. */
  sharesRoster: z.boolean(),
  lastRosterAt: z.iso.datetime().nullable(),
  lastRosterProblem: problem.nullable(),
  /** The reading of its class that is under way. */
  reading: runId.nullable(),
});
export type AssignmentView = z.infer<typeof assignmentView>;

/** Somebody of the other system who may place assignments: the account of an admin stands behind them. */
export const connectedTeacher = z.strictObject({
  platformId,
  deploymentId: foreignId,
  subject: foreignId,
  /** As the other system calls them. */
  name: z.string().nullable(),
  accountName: z.string(),
  connectedAt: z.iso.datetime(),
});
export type ConnectedTeacher = z.infer<typeof connectedTeacher>;

export const lmsInput = z.strictObject({ licenseId });
export const lmsView = z.strictObject({
  platforms: z.array(platformView),
  assignments: z.array(assignmentView),
  teachers: z.array(connectedTeacher),
});
export type LmsView = z.infer<typeof lmsView>;

const platformName = z.string().trim().min(1).max(100);
const httpUrl = z.url({ protocol: /^https?$/ }).max(2000);

/** Begins a registration: from then on both ways are open, by address and by hand. */
export const addPlatformInput = z.strictObject({ licenseId, name: platformName, requestId });
/** A registration address works once and for some days; asking for a new one ends the old. It is shown only now. */
export const inviteInput = z.strictObject({ licenseId, platformId, requestId });
export const inviteResult = z.strictObject({ registrationUrl: z.url(), endsAt: z.iso.datetime() });

export const registerByHandInput = z.strictObject({
  licenseId,
  platformId,
  issuer: httpUrl,
  clientId: z.string().trim().min(1).max(255),
  authorisationUrl: httpUrl,
  tokenUrl: httpUrl,
  keysUrl: httpUrl,
  /** Null: the first launch asks. */
  deploymentId: foreignId.nullable(),
  requestId,
});
export const changePlatformInput = z.strictObject({
  licenseId,
  platformId,
  change: z.discriminatedUnion('what', [
    z.strictObject({ what: z.literal('rename'), name: platformName }),
    z.strictObject({ what: z.literal('switch'), isOn: z.boolean() }),
    /** Its assignments go with it; the people whom they brought stay. */
    z.strictObject({ what: z.literal('remove') }),
    z.strictObject({ what: z.literal('deployment'), deploymentId: foreignId, isAllowed: z.boolean() }),
    z.strictObject({ what: z.literal('disconnect_teacher'), deploymentId: foreignId, subject: foreignId }),
  ]),
  requestId,
});
export type PlatformChange = z.infer<typeof changePlatformInput>['change'];
export const changeAssignmentInput = z.strictObject({
  licenseId,
  assignmentId,
  change: z.discriminatedUnion('what', [
    z.strictObject({ what: z.literal('rename'), title: z.string().trim().min(1).max(200) }),
    z.strictObject({ what: z.literal('switch'), isOpen: z.boolean() }),
  ]),
  requestId,
});
export type AssignmentChange = z.infer<typeof changeAssignmentInput>['change'];
export const readRosterInput = z.strictObject({ licenseId, assignmentId, requestId });

/** A launched teacher's way to their account: shown first, and only a click connects. */
export const teacherTicketInput = z.strictObject({ ticket: z.string().min(1).max(4000) });
export const teacherTicket = z.strictObject({
  licenseId,
  licenseName: z.string(),
  platformName: z.string(),
  /** Whom the other system launched, as it calls them. */
  teacherName: z.string().nullable(),
  courseTitle: z.string().nullable(),
  isConnected: z.boolean(),
});
export type TeacherTicket = z.infer<typeof teacherTicket>;
export const connectTeacherInput = z.strictObject({ ticket: z.string().min(1).max(4000), requestId });

export const lmsNotSeatedInput = z.strictObject({
  licenseId,
  cursor: z.string().max(500).nullish(),
  limit: z.int().min(1).max(200).default(100),
  direction: z.literal('forward').optional(),
});
/** People of the classes who are not on the licence, by name. */
export const lmsNotSeatedPage = z.strictObject({
  people: z.array(
    z.strictObject({
      name: z.string().nullable(),
      email: z.string().nullable(),
      assignmentTitle: z.string(),
      why: memberOutcome,
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type LmsNotSeatedPage = z.infer<typeof lmsNotSeatedPage>;
