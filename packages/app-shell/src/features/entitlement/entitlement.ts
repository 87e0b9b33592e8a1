import { type FullFeature, fullFeature } from '@rollcall/core/features/feature.ts';
import { lockOf, unlocks } from '@rollcall/core/features/rules.ts';
import type { Inbox, InboxEntry } from '@rollcall/core/inbox/contract.ts';
import { graceDays } from '@rollcall/core/licenses/term.ts';

/**
 * `locked`: it needs a licence. `switchedOff`: the admins of the person's licences have switched it off. `checking`: the
 * inbox, which says it, has not arrived yet.
 */
export type FeatureState = 'on' | 'locked' | 'switchedOff' | 'checking';

export function featureState(inbox: Inbox | null, feature: FullFeature): FeatureState {
  if (inbox === null) return 'checking';
  const lock = lockOf(inbox.entries, feature);
  if (lock === null) return 'on';
  return lock.reason === 'switched_off' ? 'switchedOff' : 'locked';
}

/** The districts whose admins have switched a feature off for the person, each once. */
export function districtsWithout(inbox: Inbox | null, feature: FullFeature): string[] {
  const lock = inbox && lockOf(inbox.entries, feature);
  if (lock?.reason !== 'switched_off') return [];
  return [...new Set(lock.by.map(({ districtName }) => districtName))];
}

/** The full features that a licence gives to the person once it is accepted. */
export function givenBy({ switchedOff }: Pick<InboxEntry, 'switchedOff'>): FullFeature[] {
  return fullFeature.options.filter((name) => !switchedOff.includes(name));
}

/** Features that admins have switched for somebody who uses the app: what was on and is off, and the reverse. */
export function switchedBetween(
  before: Inbox,
  after: Inbox,
): { readonly off: readonly FullFeature[]; readonly on: readonly FullFeature[] } {
  const went = (from: FeatureState, to: FeatureState) =>
    fullFeature.options.filter(
      (name) => featureState(before, name) === from && featureState(after, name) === to,
    );
  return { off: went('on', 'switchedOff'), on: went('switchedOff', 'on') };
}

/** The licences that the person is on, those that unlock something first. */
export function acceptedLicenses(inbox: Inbox | null): InboxEntry[] {
  const accepted = inbox?.entries.filter((entry) => entry.state === 'accepted') ?? [];
  return accepted.toSorted((one, other) => Number(unlocks(other)) - Number(unlocks(one)));
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
