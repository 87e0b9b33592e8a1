import { authorisationStanding } from '@rollcall/core/sync/authorisation.ts';
import type { ConnectionView, SyncStanding } from '@rollcall/core/sync/contract.ts';

/** How a connection stands in one word: the first that holds, what needs somebody before what does not. */
export type ConnectionHealth =
  | 'ended'
  | 'waits'
  | 'trouble'
  | 'soon'
  | 'rests'
  | 'unsaved'
  | 'paused'
  | 'good';

export function connectionHealth(
  { hindrance }: Pick<SyncStanding, 'hindrance'>,
  connection: ConnectionView,
  now: Date,
): ConnectionHealth {
  const lapse = authorisationStanding(new Date(connection.lapsesAt), now);
  if (connection.state === 'ended' || lapse.kind === 'lapsed') return 'ended';
  if (connection.heldBack !== null || connection.vanished.length > 0) return 'waits';
  if (connection.lastProblem !== null) return 'trouble';
  if (lapse.kind === 'lapses_soon') return 'soon';
  if (hindrance !== null) return 'rests';
  if (connection.savedAt === null) return 'unsaved';
  return pauseStanding(connection, now) === 'now' ? 'paused' : 'good';
}

/** Whether a connection can be read at the moment, as far as its authorisation goes. */
export function isAuthorised({ state, lapsesAt }: ConnectionView, now: Date): boolean {
  return state === 'active' && authorisationStanding(new Date(lapsesAt), now).kind !== 'lapsed';
}

/** Whether a pause is in force, comes, or is not. Days are those of the connection's zone. */
export function pauseStanding(
  { pause, timeZone }: Pick<ConnectionView, 'pause' | 'timeZone'>,
  now: Date,
): 'none' | 'planned' | 'now' {
  const today = dayIn(timeZone, now);
  if (pause === null || pause.until < today) return 'none';
  return pause.from > today ? 'planned' : 'now';
}

/** The day that it is somewhere, as `2027-06-14`. */
export function dayIn(timeZone: string, now: Date): string {
  // The form in which Swedish writes days is the one of ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
}

/** That many days later. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The summer that is running or comes next: from the middle of June to the middle of August. */
export function nextSummer(today: string): { readonly from: string; readonly until: string } {
  const year = Number(today.slice(0, 4));
  const over = today > `${year}-08-15`;
  const from = `${over ? year + 1 : year}-06-15`;
  return { from: from < today ? today : from, until: `${over ? year + 1 : year}-08-15` };
}
