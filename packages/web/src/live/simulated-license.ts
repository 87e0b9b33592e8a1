import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { Epoch, LicenseId, MemberId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { MemberPage, MemberView } from '@rollcall/core/members/contract.ts';
import { memberStatus } from '@rollcall/core/members/status.ts';
import { compareRows, type ListQuery } from './patches.ts';

const zero = { accepted: 0, invited: 0, rejected: 0 };
const counts = { teacher: zero, student: zero, other: zero };
const epoch = '00000000-0000-4000-8000-00000000000e' as Epoch;
const licenseId = '00000000-0000-4000-8000-000000000001' as LicenseId;
/** Few instants, so that many rows share one and the id decides. */
const instants = 5;

/** One thing that can happen; `pick` chooses whom it happens to. */
export interface Happening {
  readonly kind: 'add' | 'status' | 'shown' | 'remove';
  readonly pick: number;
}

/** A licence as the server keeps it, reduced to what its list of people is made of. For tests. */
export class SimulatedLicense {
  rows: MemberView[] = [];
  seq = 0;
  #ids = 0;

  /** Carries out what happens and tells it as one packet, with rows as they are at its end. */
  tell(happenings: readonly Happening[]): LicensePacket {
    const from = this.seq + 1;
    const changed = new Set(happenings.map((happening) => this.#happen(happening)));
    const members = this.rows.filter(({ id }) => changed.has(id));
    const removed = [...changed].filter((id) => !members.some((row) => row.id === id));
    const license = { id: licenseId, seq: this.seq } as LicenseView;
    return { licenseId, epoch, from, to: this.seq, license, members, removed, bulk: false, happened: [] };
  }

  #happen({ kind, pick }: Happening): MemberId {
    this.seq += 1;
    const index = pick % Math.max(1, this.rows.length);
    const row = this.rows[index];
    if (row === undefined || kind === 'add') return this.#add(pick);
    if (kind === 'remove') this.rows = this.rows.filter((other) => other !== row);
    else if (kind === 'shown') this.rows[index] = { ...row, shownOn: '2026-11-22', seq: this.seq };
    else {
      const status = memberStatus.options[pick % memberStatus.options.length] ?? 'invited';
      this.rows[index] = { ...row, status, seq: this.seq };
    }
    return row.id;
  }

  #add(pick: number): MemberId {
    this.#ids += 1;
    // Neither ids nor addresses come in the order of being added.
    const number = ((this.#ids * 7919) % 10_000).toString().padStart(12, '0');
    const id = `00000000-0000-4000-8000-${number}` as MemberId;
    const email = `p${(this.#ids * 104_729) % 10_007}@school.example`;
    const second = (pick % instants).toString().padStart(2, '0');
    this.rows.push({
      id,
      email,
      canonicalEmail: email,
      name: null,
      userType: 'student',
      status: memberStatus.options[pick % memberStatus.options.length] ?? 'invited',
      sources: ['email'],
      addedBy: 'Ana Ruiz',
      addedAt: `2026-11-22T10:00:${second}.000Z`,
      shownOn: null,
      seq: this.seq,
    });
    return id;
  }

  /** All rows of a list, in its order. */
  list({ filter, sort }: ListQuery): MemberView[] {
    return this.rows
      .filter((row) => filter.status === null || row.status === filter.status)
      .sort((one, other) => compareRows(one, other, sort));
  }

  /** A page as the server answers it now; the cursor is the id of the last row of the page before. */
  read(query: ListQuery, limit: number, after: MemberView | null): MemberPage {
    const rest = this.list(query).filter((row) => after === null || compareRows(row, after, query.sort) > 0);
    const members = rest.slice(0, limit);
    const last = members.at(-1);
    const nextCursor = rest.length > limit && last !== undefined ? last.id : null;
    return { members, nextCursor, counts, seq: this.seq, epoch };
  }
}
