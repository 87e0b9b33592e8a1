import { z } from 'zod';
import { feature, fullFeature } from '../features/feature.ts';
import { epoch, licenseId, memberId, requestId } from '../ids.ts';
import { licenseType, termPhase } from '../licenses/license.ts';
import { userType } from '../licenses/seats.ts';
import { storableText } from '../storable-text.ts';

/**
 * A person's standing on one licence. `ended` and `rejected` are sent too, so that a client which keeps the
 * highest `seq` per licence learns of an end from a packet that overtakes an older one. An invite that cannot be
 * answered at present, as its licence is outside its term, is `ended` too.
 */
export const inboxEntry = z.strictObject({
  licenseId,
  memberId,
  /** The licence's head when this was read. */
  seq: z.int(),
  state: z.enum(['invited', 'accepted', 'rejected', 'ended']),
  licenseName: z.string(),
  licenseType,
  districtName: z.string(),
  userType,
  invitedBy: z.string(),
  invitedAt: z.iso.datetime().nullable(),
  acceptedAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime(),
  phase: termPhase,
  /** True while the pop-up wants to be on screen: armed, and not dismissed since. */
  popUp: z.boolean(),
  /** The features that the licence does not give to this person: its admins have switched them off. */
  switchedOff: z.array(fullFeature),
});
export type InboxEntry = z.infer<typeof inboxEntry>;

/** The whole small state of a person: it replaces what the client had, licence by licence. */
export const inbox = z.strictObject({
  epoch,
  entries: z.array(inboxEntry),
  features: z.array(feature),
});
export type Inbox = z.infer<typeof inbox>;

/** An inbox as it is read off the wire, so that a newer server or an older one and this client go on together. */
export const inboxRead = z.object({
  ...inbox.shape,
  entries: z.array(
    z.object({
      ...inboxEntry.shape,
      switchedOff: z.array(z.string()).default([]).transform(knownOf(fullFeature)),
    }),
  ),
  features: z.array(z.string()).transform(knownOf(feature)),
});

function knownOf<Name extends string>(names: { readonly options: readonly Name[] }) {
  return (told: readonly string[]): Name[] => names.options.filter((name) => told.includes(name));
}

export const answerInput = z.strictObject({ memberId, requestId });
export const declineInput = z.strictObject({
  memberId,
  requestId,
  reason: z.string().trim().max(500).transform(storableText).nullable(),
});
export const answerResult = z.strictObject({ state: z.enum(['accepted', 'rejected', 'invited']) });
