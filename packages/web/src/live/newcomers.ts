import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';

/** At most so many new rows a second come among those that are being looked at. */
const arrivalsPerS = 3;
/** Nobody counts further. */
const countLimit = 10_000;

/** Who was added and has not been on screen, and how fast new rows come. */
export class Newcomers {
  readonly #unseen = new Set<MemberId>();
  #second = 0;
  #inSecond = 0;

  get count(): number {
    return this.#unseen.size;
  }

  /** How many they are together with these. */
  countWith(others: Iterable<MemberId>): number {
    let count = this.#unseen.size;
    for (const id of others) if (!this.#unseen.has(id)) count += 1;
    return count;
  }

  /** Those of a packet who were added by it and match. */
  hear({ members, happened }: LicensePacket, matches: (row: MemberView) => boolean): void {
    const added = happened.find(({ type }) => type === 'member.added')?.count ?? 0;
    if (added === 0 || this.#unseen.size >= countLimit) return;
    // A packet does not say who was added: those who came last.
    const newest = members.toSorted((one, other) => (one.addedAt < other.addedAt ? 1 : -1)).slice(0, added);
    for (const row of newest) if (matches(row)) this.#unseen.add(row.id);
  }

  see(ids: Iterable<MemberId>): void {
    for (const id of ids) this.#unseen.delete(id);
  }

  forget(gone?: readonly MemberId[]): void {
    if (gone === undefined) this.#unseen.clear();
    else this.see(gone);
  }

  /** Whether one more row may come among those being looked at without making the list restless. */
  isCalm(): boolean {
    const second = Math.floor(performance.now() / 1_000);
    if (this.#second !== second) this.#inSecond = 0;
    this.#second = second;
    this.#inSecond += 1;
    return this.#inSecond <= arrivalsPerS;
  }
}
