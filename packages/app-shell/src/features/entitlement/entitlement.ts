import type { Feature } from '@rollcall/core/features/feature.ts';
import type { Inbox, InboxEntry } from '@rollcall/core/inbox/contract.ts';
import { graceDays, phaseAllows } from '@rollcall/core/licenses/term.ts';

/** The features that an accepted licence adds, in the order in which the app shows them. */
export type FullFeature = Exclude<Feature, 'pen' | 'highlighter' | 'text'>;
export const fullFeatures = [
  'comments',
  'voiceNotes',
  'exportDocument',
] as const satisfies readonly FullFeature[];

/** `checking`: the inbox, which says it, has not arrived yet. */
export type FeatureState = 'on' | 'locked' | 'checking';

export function featureState(inbox: Inbox | null, feature: FullFeature): FeatureState {
  if (inbox === null) return 'checking';
  return inbox.features.includes(feature) ? 'on' : 'locked';
}

/** The licences that the person is on, those that unlock something first. */
export function acceptedLicenses(inbox: Inbox | null): InboxEntry[] {
  const accepted = inbox?.entries.filter((entry) => entry.state === 'accepted') ?? [];
  return accepted.toSorted((one, other) => Number(unlocks(other)) - Number(unlocks(one)));
}

export function unlocks(entry: InboxEntry): boolean {
  return entry.state === 'accepted' && phaseAllows[entry.phase].features;
}

/** When the features of a licence in grace go off. */
export function graceEnd(entry: InboxEntry): Date {
  return new Date(Date.parse(entry.endsAt) + graceDays * 24 * 60 * 60 * 1000);
}

/** What happened to the person on one licence between two inboxes. */
export interface LicenseChange {
  readonly kind: 'joined' | 'declined' | 'withdrawn' | 'ended';
  readonly entry: InboxEntry;
  /** Whether any licence gives the full features now. */
  readonly featuresLeft: boolean;
}

/**
 * Compares two inboxes person row by person row. A row that is missing from the newer one has ended: rows that ended
 * long ago are not told any more, as after a long sleep.
 */
export function changesBetween(before: Inbox, after: Inbox): LicenseChange[] {
  const featuresLeft = after.entries.some(unlocks);
  const left = before.entries.flatMap((was) => {
    const kind = kindOfLeaving(was, after);
    return kind === null ? [] : [{ kind, entry: was, featuresLeft }];
  });
  const joined = after.entries.filter(
    // Of two rows that turned out to be one person the stronger one stays: nothing was joined then.
    (is) => is.state === 'accepted' && !before.entries.some((was) => isAcceptedOn(was, is.licenseId)),
  );
  return [...left, ...joined.map((entry) => ({ kind: 'joined', entry, featuresLeft }) as const)];
}

function kindOfLeaving(was: InboxEntry, after: Inbox): 'declined' | 'withdrawn' | 'ended' | null {
  const state = after.entries.find(({ memberId }) => memberId === was.memberId)?.state ?? 'ended';
  if (was.state === 'invited' && state === 'rejected') return 'declined';
  if (hasOtherRow(after, was)) return null;
  if (was.state === 'invited' && state === 'ended') return 'withdrawn';
  return was.state === 'accepted' && state !== 'accepted' ? 'ended' : null;
}

function isAcceptedOn(entry: InboxEntry, licenseId: string): boolean {
  return entry.licenseId === licenseId && entry.state === 'accepted';
}

/** Whether the person still stands on the licence with another row. */
function hasOtherRow(inbox: Inbox, { licenseId, memberId }: InboxEntry): boolean {
  return inbox.entries.some(
    (entry) =>
      entry.licenseId === licenseId &&
      entry.memberId !== memberId &&
      (entry.state === 'accepted' || entry.state === 'invited'),
  );
}
