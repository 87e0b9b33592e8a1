import { z } from 'zod';
import { licenseId, memberId } from '../ids.ts';
import { memberView } from './contract.ts';
import { sourceKind } from './sources.ts';

/** What can have happened to a person on a licence. */
export const memberHappening = z.enum([
  /** On the licence at once. */
  'added',
  'invited',
  /** Invited again after a decline. */
  'reinvited',
  'reminded',
  'shown',
  'joined',
  'declined',
  /** From invited or rejected to accepted by an addition that needs no answer. */
  'converted',
  'type_changed',
  /** An admin said which features they have, whatever their type has. */
  'features_changed',
  /** Address, name or user type followed the directory. */
  'updated',
  'withdrawn',
  'expired',
  'removed',
  /** The last source has ended. */
  'source_ended',
  /** Turned out to be the same person as another row. */
  'merged',
  /** The run that added them was undone. */
  'undone',
]);
export type MemberHappening = z.infer<typeof memberHappening>;

export const memberHistoryEntry = z.strictObject({
  /** A day for `shown`, else an instant. */
  at: z.union([z.iso.date(), z.iso.datetime()]),
  what: memberHappening,
  /** The admin's name; null for what the person or the system did. */
  by: z.string().nullable(),
  /** The number of the run that did it. */
  run: z.int().nullable(),
});
export type MemberHistoryEntry = z.infer<typeof memberHistoryEntry>;

export const memberPanelInput = z.strictObject({ licenseId, memberId });

/** Why is this person here, who added them, and what would removing do. */
export const memberPanel = z.strictObject({
  member: memberView,
  /** Live ones first, then ended ones; each newest first. */
  sources: z.array(
    z.strictObject({
      kind: sourceKind,
      addedBy: z.string(),
      startedAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
      /** What of its kind it is, by name: an OU, a class, a domain; empty where there is one only, or it is not known. */
      reference: z.string(),
    }),
  ),
  /** Newest first; also of earlier memberships of the same address on this licence. At most the latest 200. */
  history: z.array(memberHistoryEntry),
  removal: z.strictObject({
    /** The live sources that removing by hand ends. */
    ends: z.array(sourceKind),
    /** The live sources that would bring the person back. */
    wouldComeBackBy: z.array(sourceKind),
    /** Of those that removing ends: by which the person can come back themselves, as things stand. */
    mayComeBackBy: z.array(sourceKind),
  }),
});
export type MemberPanel = z.infer<typeof memberPanel>;
