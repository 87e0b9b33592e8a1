import type { MemberId } from '@rollcall/core/ids.ts';
import type { Inbox, InboxEntry } from '@rollcall/core/inbox/contract.ts';

/** The invites that can be answered, the longest-waiting first. */
export function openInvites(inbox: Inbox | null): InboxEntry[] {
  const open = inbox?.entries.filter((entry) => entry.state === 'invited') ?? [];
  return open.toSorted((one, other) => (one.invitedAt ?? '').localeCompare(other.invitedAt ?? ''));
}

/** Those that want to be on the screen by themselves, without the ones just closed in this window. */
export function poppingUp(inbox: Inbox | null, closed: ReadonlySet<MemberId>): InboxEntry[] {
  return openInvites(inbox).filter((entry) => entry.popUp && !closed.has(entry.memberId));
}

/**
 * Which invite the pop-up shows: the one it shows already while that waits, else the next. So a second invite that
 * arrives does not take the first one's place under the person's finger.
 */
export function nextInvite(waiting: readonly InboxEntry[], shown: MemberId | null): InboxEntry | null {
  return waiting.find((entry) => entry.memberId === shown) ?? waiting[0] ?? null;
}
