import { z } from 'zod';
import { assignmentId, platformId } from '../ids.ts';

/** What somebody is in the course that they launched from. `neither`: an observer, or a role that we do not know. */
export const courseRole = z.enum(['instructor', 'learner', 'test_learner', 'neither']);
export type CourseRole = z.infer<typeof courseRole>;

/** Text as the other system gave it, cut to what is stored. */
const given = z.string().max(300).nullable();

/**
 * A launch that has been verified (SPEC LAUNCH-1): signature, audience, time, nonce, browser, deployment. Whatever the
 * system says of the person is said of `deploymentId` + `subject`; an address is an attribute and never a key.
 */
export const verifiedLaunch = z.strictObject({
  platformId,
  deploymentId: z.string(),
  subject: z.string(),
  role: courseRole,
  name: given,
  email: given,
  course: z.strictObject({ id: z.string(), title: given }).nullable(),
  /** Where the class can be read, where the system offers it. */
  rosterUrl: z.url().nullable(),
  /** What was launched: a link in a course, or the wish to place one. */
  target: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('link'),
      resourceLinkId: z.string(),
      title: given,
      /** The assignment that was placed; null for a link that somebody made by hand. */
      assignmentId: assignmentId.nullable(),
    }),
    z.strictObject({
      kind: z.literal('placing'),
      returnUrl: z.url(),
      /** Comes back to the system as it was; null where it gave none. */
      data: z.string().nullable(),
      acceptsLinks: z.boolean(),
    }),
  ]),
});
export type VerifiedLaunch = z.infer<typeof verifiedLaunch>;
