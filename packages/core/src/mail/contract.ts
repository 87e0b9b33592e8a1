import { z } from 'zod';
import { domainId, licenseId, requestId } from '../ids.ts';

/** Who in a district gets mail. Students only where the district has chosen it (SPEC MAIL-1). */
export const districtMail = z.enum(['off', 'staff', 'everybody']);
export type DistrictMail = z.infer<typeof districtMail>;

export const mailKind = z.enum(['invitation', 'reminder', 'term_notice']);
export type MailKind = z.infer<typeof mailKind>;

/**
 * Where one mail stands. `queued` with tries behind it: put off by the other side, and tried again. `answered_first`: the
 * person had seen, closed or answered the invite in the app before. `not_open`: nothing is left to invite to.
 */
export const mailState = z.enum([
  'queued',
  'sending',
  'sent',
  'no_such_address',
  'refused',
  'given_up',
  'answered_first',
  'not_open',
  'switched_off',
  'unsubscribed',
]);
export type MailState = z.infer<typeof mailState>;

/** What a person's row says of their latest mail. */
export const mailOutcome = mailState.extract([
  'sent',
  'no_such_address',
  'refused',
  'given_up',
  'unsubscribed',
]);
export type MailOutcome = z.infer<typeof mailOutcome>;

/** Why somebody would get no mail now, whatever happened before; `null` where they would. */
export const noMailReason = z.enum([
  'not_set_up',
  'switched_off',
  'students_get_none',
  'unsubscribed',
  'no_address',
]);
export type NoMailReason = z.infer<typeof noMailReason>;

export const mailOfMemberEntry = z.strictObject({
  kind: mailKind,
  state: mailState,
  /** When it reached its state; of one that waits, when it is due. */
  at: z.iso.datetime(),
  tries: z.int(),
});
export type MailOfMemberEntry = z.infer<typeof mailOfMemberEntry>;

/** Mail to one person of a licence, newest first. */
export const mailOfMember = z.strictObject({
  noMailBecause: noMailReason.nullable(),
  mails: z.array(mailOfMemberEntry).max(20),
});
export type MailOfMember = z.infer<typeof mailOfMember>;

/** How mail stands on one licence. */
export const mailStandingInput = z.strictObject({ licenseId });
export const mailStanding = z.strictObject({
  /** Whether this installation can send mail at all. */
  isSetUp: z.boolean(),
  mail: districtMail,
  /** How long the app comes first, in minutes. */
  delayMinutes: z.number(),
  waiting: z.int(),
  sent: z.int(),
  notDelivered: z.int(),
});
export type MailStanding = z.infer<typeof mailStanding>;

/** `beside` is any domain of the district that is meant. */
export const changeDistrictMailInput = z.strictObject({ beside: domainId, mail: districtMail, requestId });
