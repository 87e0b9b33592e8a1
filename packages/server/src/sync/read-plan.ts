import { userType } from '@rollcall/core/licenses/seats.ts';
import { z } from 'zod';

/** What one generation reads, as it was decided when it began: parts one after the other, each in pages. */
export const readPlan = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('ou'),
    /** OUs, each read with all below it. */
    parts: z.array(z.strictObject({ unitPath: z.string() })),
    /** Every OU by its path: its id, and what its people become; null leaves them out. */
    units: z.record(z.string(), z.tuple([z.string(), userType.nullable()])),
    /** Ids of OUs that are not there any more: their people stay until somebody decides (SPEC SYNC-6). */
    kept: z.array(z.string()),
  }),
  z.strictObject({
    source: z.literal('classroom'),
    parts: z.array(
      z.discriminatedUnion('people', [
        z.strictObject({ people: z.literal('students'), courseId: z.string() }),
        /** Only the co-teachers who are chosen come. */
        z.strictObject({ people: z.literal('teachers'), courseId: z.string(), chosen: z.array(z.string()) }),
      ]),
    ),
    /** Whom the connection reads as: never added. */
    self: z.strictObject({ id: z.string(), email: z.string() }),
    /** Ids of classes that are archived or gone. */
    kept: z.array(z.string()),
  }),
]);
export type ReadPlan = z.infer<typeof readPlan>;

/** Where a read goes on: the part, its page, and what tells that page tokens go round in circles. */
export const readPlace = z.strictObject({
  part: z.int(),
  pageToken: z.string().nullable(),
  /**
   * One token from before, by its fingerprint: whoever goes round comes back to it. After `left` pages another one is
   * marked, which stays for twice as long, so that a circle of any size is found and nothing grows with the pages.
   */
  mark: z.strictObject({ print: z.string(), every: z.int(), left: z.int() }).nullable(),
});
export type ReadPlace = z.infer<typeof readPlace>;

export const firstPlace: ReadPlace = { part: 0, pageToken: null, mark: null };
