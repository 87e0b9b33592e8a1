import { z } from 'zod';

const id = z.string().min(1).max(200);
const text = z.string().max(1_000);

/** No list at all where there is nobody: Google leaves it out. */
export const orgUnitsAnswer = z.object({
  organizationUnits: z
    .array(
      z.object({
        orgUnitId: id,
        parentOrgUnitId: id.optional(),
        name: text.optional(),
        orgUnitPath: z.string().max(8_000),
      }),
    )
    .default([]),
});

export const userAnswer = z.object({
  id,
  primaryEmail: text.optional(),
  name: z.object({ fullName: text.optional() }).optional(),
  orgUnitPath: z.string().max(8_000).optional(),
  suspended: z.boolean().optional(),
  archived: z.boolean().optional(),
});
export type DirectoryUser = z.infer<typeof userAnswer>;

export const usersAnswer = z.object({
  users: z.array(userAnswer).default([]),
  nextPageToken: z.string().min(1).optional(),
});

/** What Google answers where it knows nobody of an id: a 404 of anybody else on the way says nothing. */
export const nobodyAnswer = z.object({ error: z.object({ code: z.literal(404) }) });

export const customerAnswer = z.object({ users: z.array(z.object({ customerId: id })).min(1) });
