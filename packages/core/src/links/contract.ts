import { z } from 'zod';
import { licenseId, memberId, requestId } from '../ids.ts';
import { termPhase } from '../licenses/license.ts';
import { userType } from '../licenses/seats.ts';
import { linkUsesLimit, namedDomainsLimit } from './link-limits.ts';

/** Whom a link is for. A domain counts by an address there that the person has verified. */
export const linkAudience = z.enum(['anybody', 'verified_domains', 'named_domains']);
export type LinkAudience = z.infer<typeof linkAudience>;

/** What an admin sets. Switching on what was off or over begins anew: uses and board count from there. */
const linkSettings = {
  enabled: z.boolean(),
  userType,
  audience: linkAudience,
  /** Read only with `named_domains`, but kept with the others. */
  domains: z.array(z.string().max(300)).max(namedDomainsLimit),
  /** Null: until it is switched off. */
  expiresAt: z.iso.datetime().nullable(),
  /** Null: as many as there are seats. */
  maxUses: z.int().min(1).max(linkUsesLimit).nullable(),
};

export const changeLinkInput = z
  .strictObject({ licenseId, requestId, ...linkSettings })
  .refine(({ audience, domains }) => audience !== 'named_domains' || domains.length > 0, {
    path: ['domains'],
    message: 'no_domain',
  });
export type ChangeLinkInput = z.infer<typeof changeLinkInput>;

/** One who came by the link, as the district may see them. */
export const linkArrival = z.strictObject({
  memberId,
  email: z.string(),
  /** What the person is called: as the district said, else as they call themselves. */
  name: z.string(),
  userType,
  arrivedAt: z.iso.datetime(),
  /** The version of the row, for taking the person off again. */
  seq: z.int(),
});
export type LinkArrival = z.infer<typeof linkArrival>;

/** Why nobody can join by the link just now; null where people can. */
const linkHindrance = z.enum(['not_active', 'switched_off', 'expired', 'used_up']);

export const linkView = z.strictObject({
  ...linkSettings,
  hindrance: linkHindrance.nullable(),
  /** People who joined by it since it was opened. */
  uses: z.int(),
  /** When it was last switched on; null: never yet. */
  openedAt: z.iso.datetime().nullable(),
  /** More people than usual came within a short time, and how many those were; null: nothing unusual since it was opened. */
  unusual: z.strictObject({ at: z.iso.datetime(), arrivals: z.int() }).nullable(),
  /** The domains that `verified_domains` means at present. */
  verifiedDomains: z.array(z.string()),
  /** Who is on the license by it since it was opened, latest first; the first hundred of them. */
  arrivals: z.array(linkArrival),
  /** When this was read, by the clock that decides about its end. */
  readAt: z.iso.datetime(),
});
export type LinkView = z.infer<typeof linkView>;

/** How a link stands for whoever opened it: `open` is the only one with something to press. */
export const linkStanding = z.enum([
  'open',
  'already_member',
  'not_active',
  'switched_off',
  'expired',
  'used_up',
  'kept_out',
  'no_address',
  'wrong_domain',
  'no_seat',
]);
export type LinkStanding = z.infer<typeof linkStanding>;

/** What whoever holds the link is told. Opening it changes nothing. */
export const linkLook = z.strictObject({
  standing: linkStanding,
  licenseName: z.string(),
  districtName: z.string(),
  /** What the person would be, or is already. */
  userType,
  /** The address under which the district would see the person. */
  email: z.string().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  phase: termPhase,
  /** With `wrong_domain`: the domains that it is for. */
  domains: z.array(z.string()),
});
export type LinkLook = z.infer<typeof linkLook>;

const code = z.string().max(200);
export const lookInput = z.strictObject({ code });
export const joinByLinkInput = z.strictObject({ code, requestId });
export const joinedByLink = z.strictObject({
  outcome: z.enum(['added', 'converted', 'already_member']),
  licenseName: z.string(),
});
export type JoinedByLink = z.infer<typeof joinedByLink>;

/** Why joining was refused. `unknown`: never was, was replaced, or is none; the three are one answer. */
export const linkRefusal = z.enum(['unknown', ...linkStanding.exclude(['open', 'already_member']).options]);
