import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { type Admission, type AdmissionFacts, admit, type FreeSeats } from '@rollcall/core/members/admit.ts';
import type { SourceKind } from '@rollcall/core/members/sources.ts';
import type { DistrictTx } from '../db/tx.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { type EndedInvite, type LiveRow, readMemberFacts } from './member-facts.ts';

/** One person to be admitted. Addresses are canonical and distinct within a batch. */
export interface Candidate {
  readonly email: CanonicalEmail;
  /** The spelling to show. */
  readonly shown: string;
  readonly name: string | null;
  /** Known when the person acts for themselves; else found by verified address. */
  readonly personId: PersonId | null;
  readonly mode: 'invite' | 'at_once';
  readonly userType: UserType;
}

export interface AdmissionSource {
  readonly kind: SourceKind;
  readonly reference: string;
}

/** A candidate with what adding does to them and, where there is one, the row they have. */
export interface DecidedAdmission {
  readonly candidate: Candidate;
  readonly admission: Admission;
  readonly personId: PersonId | null;
  readonly row: LiveRow | null;
  /** When the pop-up of this person last came back, on this row or on one that ended lately. */
  readonly lastRearmedAt: Date | null;
}

/**
 * Decides a whole batch, person by person in its order, without writing. Under the licence's lock the decision
 * holds; without it, it is a plan. `free` is what may be claimed and is used up as seats are given out.
 */
export async function decideAdmissions(
  tx: DistrictTx,
  license: Pick<LockedLicense, 'districtId' | 'id' | 'now'>,
  candidates: readonly Candidate[],
  source: AdmissionSource,
  free: FreeSeats,
): Promise<DecidedAdmission[]> {
  const emails = candidates.map((candidate) => candidate.email);
  const people = candidates.flatMap((candidate) => candidate.personId ?? []);
  const facts = await readMemberFacts(tx, license, emails, people, source);
  const rows = new RowsByKey(facts.rows);
  const ended = new EndedByKey(facts.endedInvites);
  const personOf = (one: Candidate) => one.personId ?? facts.owners.get(one.email) ?? null;
  const atOnce = new Set(candidates.filter((one) => one.mode === 'at_once').map(personOf));

  return candidates.map((candidate) => {
    const personId = personOf(candidate);
    const row = rows.find(candidate.email, personId);
    const known = row === null ? ended.factsOf(candidate.email, personId) : factsOf(row);
    // Who stands in a batch with several addresses is added as the strongest says, whichever comes first.
    const mode = personId !== null && atOnce.has(personId) ? 'at_once' : candidate.mode;
    const admission = admit(known, { mode, userType: candidate.userType, now: license.now }, free);
    rows.remember(candidate.email, personId, row, admission);
    return { candidate, admission, personId, row, lastRearmedAt: known.lastRearmedAt };
  });
}

function factsOf(row: LiveRow): AdmissionFacts {
  return {
    state: row.status,
    currentType: row.userType,
    heldBySameSource: row.heldBySameSource,
    invitedBefore: row.wasInvited,
    lastRearmedAt: row.rearmedAt,
  };
}

/** What earlier invites mean for somebody without a row, whichever of the person's addresses they went to. */
class EndedByKey {
  readonly #rearmedAt = new Map<string, Date | null>();

  constructor(invites: readonly EndedInvite[]) {
    for (const { email, personId, rearmedAt } of invites) {
      this.#keep(email, rearmedAt);
      if (personId !== null) this.#keep(personId, rearmedAt);
    }
  }

  factsOf(email: string, personId: string | null): AdmissionFacts {
    const keys = personId === null ? [email] : [email, personId];
    return {
      state: 'none',
      currentType: null,
      heldBySameSource: false,
      invitedBefore: keys.some((key) => this.#rearmedAt.has(key)),
      lastRearmedAt: keys.map((key) => this.#rearmedAt.get(key) ?? null).reduce(later, null),
    };
  }

  #keep(key: string, rearmedAt: Date | null): void {
    this.#rearmedAt.set(key, later(this.#rearmedAt.get(key) ?? null, rearmedAt));
  }
}

function later(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

/** Finds a person's row by address or by person, also one that this very batch is about to write. */
class RowsByKey {
  readonly #byEmail = new Map<string, LiveRow>();
  readonly #byPerson = new Map<string, LiveRow>();

  constructor(rows: readonly LiveRow[]) {
    for (const row of rows) this.#keep(row);
  }

  find(email: string, personId: string | null): LiveRow | null {
    return this.#byEmail.get(email) ?? (personId === null ? null : (this.#byPerson.get(personId) ?? null));
  }

  remember(email: string, personId: string | null, row: LiveRow | null, admission: Admission): void {
    if (admission.to === 'none' || admission.to === admission.from) return;
    const base = row ?? { id: '', email, personId, rearmedAt: null };
    this.#keep({
      ...base,
      userType: admission.userType,
      status: admission.to,
      wasInvited: true,
      heldBySameSource: true,
    });
  }

  #keep(row: LiveRow): void {
    this.#byEmail.set(row.email, row);
    if (row.personId !== null) this.#byPerson.set(row.personId, row);
  }
}
