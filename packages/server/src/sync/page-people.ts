import { canonicalEmail } from '@rollcall/core/emails.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { personName } from '@rollcall/core/members/person-name.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import type { FoundPerson } from '../integrations/upstream.ts';
import { incomplete } from './incomplete.ts';
import type { ReadPlan } from './read-plan.ts';

/** Somebody of a page who is to be on the licence, as stored. */
export interface PagePerson {
  readonly externalId: string;
  readonly itemId: string;
  /** Canonical; null where what stands there is no address. */
  readonly email: string | null;
  /** The spelling, where it is not the canonical one. */
  readonly shown: string | null;
  readonly name: string | null;
  readonly userType: UserType;
}

/**
 * Who of a page comes: active people of chosen OUs, students, chosen co-teachers. Throws SyncFailure `incomplete` for
 * somebody without an id, or in an OU that the tree does not have: it changed while it was read.
 */
export function peopleOfPage(plan: ReadPlan, part: number, found: readonly FoundPerson[]): PagePerson[] {
  if (found.some(({ id }) => !isForeignId(id))) throw incomplete();
  const active = found.filter((person) => person.active);
  return plan.source === 'ou' ? active.flatMap((one) => ofUnit(plan, one)) : ofClass(plan, part, active);
}

/** Ids of the other system are opaque, but they are ids: short, and fit to be stored. */
function isForeignId(id: string): boolean {
  return id !== '' && id.length <= 200 && id === storableText(id);
}

function ofUnit({ units }: Extract<ReadPlan, { source: 'ou' }>, person: FoundPerson): PagePerson[] {
  const unit =
    person.unitPath !== null && Object.hasOwn(units, person.unitPath) ? units[person.unitPath] : undefined;
  if (unit === undefined) throw incomplete();
  const [itemId, userType] = unit;
  return userType === null ? [] : [stored(person, itemId, userType)];
}

function ofClass(
  plan: Extract<ReadPlan, { source: 'classroom' }>,
  partNo: number,
  found: readonly FoundPerson[],
): PagePerson[] {
  const part = plan.parts[partNo];
  if (part === undefined) throw new Error('A page of a class that is not read');
  const { self } = plan;
  const others = found.filter(
    ({ id, email }) => id !== self.id && email?.toLowerCase() !== self.email.toLowerCase(),
  );
  if (part.people === 'students') return others.map((one) => stored(one, part.courseId, 'student'));
  return others
    .filter(({ id }) => part.chosen.includes(id))
    .map((one) => stored(one, part.courseId, 'teacher'));
}

function stored({ id, email, name }: FoundPerson, itemId: string, userType: UserType): PagePerson {
  const address = canonicalEmail(email ?? '');
  return {
    externalId: id,
    itemId,
    email: address.ok ? address.email : null,
    shown: address.ok && address.shown !== address.email ? address.shown : null,
    name: name === null ? null : personName(name),
    userType,
  };
}
