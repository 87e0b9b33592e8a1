import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { AddWithoutInvitation } from '@rollcall/core/members/invite-rule.ts';
import fc from 'fast-check';

/** The districts of the model, and of each a District licence and a Teacher licence. */
export const places = ['north/district', 'north/teacher', 'south/district', 'south/teacher'] as const;
export type Place = (typeof places)[number];
export type DistrictName = 'north' | 'south';
export const districtOf = (place: Place): DistrictName => (place.startsWith('north') ? 'north' : 'south');

/**
 * Who there is, with the domain of each address: of a district, or of nobody. Whoever has none of the first kind is an
 * outsider; `gwen` has no account.
 */
export const addressesOf = {
  ada: ['north'],
  ben: ['north', 'nobody'],
  cleo: ['south'],
  dan: ['nobody'],
  eve: ['nobody', 'south'],
  gwen: ['north'],
} as const satisfies Record<string, readonly (DistrictName | 'nobody')[]>;
export type Who = keyof typeof addressesOf;
export const everybody = Object.keys(addressesOf) as Who[];
export const withAccount = everybody.filter((who) => who !== 'gwen');

/** One of a person's addresses: the first, or the last. */
export type AddressChoice = 'first' | 'last';

export type Phase = 'active' | 'grace' | 'dormant';

/** What may happen in the model's world. `again`: the same request is sent once more, as after a lost answer. */
export type Command =
  | {
      readonly kind: 'add';
      readonly method: 'email' | 'csv';
      readonly place: Place;
      readonly by: 'plain' | 'domain';
      readonly people: readonly Who[];
      readonly address: AddressChoice;
      readonly userType: UserType;
      readonly again: boolean;
    }
  | {
      readonly kind: 'come';
      /** `launch`: from the assignment of a Teacher licence, as somebody whose address the system says. */
      readonly way: 'key' | 'link' | 'launch';
      readonly place: Place;
      readonly who: Who;
      readonly again: boolean;
    }
  | {
      readonly kind: 'answer';
      readonly answer: 'join' | 'decline';
      readonly place: Place;
      readonly who: Who;
      readonly again: boolean;
    }
  | {
      readonly kind: 'end';
      readonly how: 'remove' | 'withdraw' | 'keepOut';
      readonly place: Place;
      readonly who: Who;
      readonly again: boolean;
    }
  | { readonly kind: 'reinvite'; readonly place: Place; readonly by: 'plain' | 'domain'; readonly who: Who }
  | { readonly kind: 'allowAgain'; readonly place: Place; readonly who: Who }
  | { readonly kind: 'changeType'; readonly place: Place; readonly who: Who; readonly userType: UserType }
  /** The directory of north, or the class of its teacher, names these people from now on, and is read. */
  | {
      readonly kind: 'sync';
      readonly place: 'north/district' | 'north/teacher';
      readonly named: readonly Who[];
    }
  /** Somebody uses the app, and comes by their domain where that brings people. */
  | { readonly kind: 'useApp'; readonly who: Who }
  | { readonly kind: 'renew'; readonly place: Place; readonly staff: number; readonly students: number }
  | { readonly kind: 'turnTerm'; readonly place: Place; readonly phase: Phase }
  | { readonly kind: 'setting'; readonly district: DistrictName; readonly setting: AddWithoutInvitation }
  | { readonly kind: 'loseDomain' | 'findDomain'; readonly district: DistrictName }
  /** An admin of the other district names a row of this licence. */
  | { readonly kind: 'trespass'; readonly place: Place; readonly who: Who };

const place = fc.constantFrom(...places);
const who = fc.constantFrom(...everybody);
const account = fc.constantFrom(...withAccount);
const people = fc.uniqueArray(who, { minLength: 1, maxLength: 4 });
const by = fc.constantFrom('plain' as const, 'domain' as const);
const district = fc.constantFrom('north' as const, 'south' as const);
const userType = fc.constantFrom<UserType>('student', 'student', 'teacher', 'other');
const again = fc.boolean();
const constant = <const Value>(value: Value) => fc.constant(value);

/** One thing that happens. The weights make the usual usual: a world in which every term has ended tries nothing. */
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: constant('add'),
      method: fc.constantFrom('email', 'email', 'email', 'csv'),
      place,
      by,
      people,
      address: fc.constantFrom('first', 'last'),
      userType,
      again,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: constant('come'),
      way: fc.constantFrom('key', 'link', 'launch'),
      place,
      who: account,
      again,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: constant('answer'),
      answer: fc.constantFrom('join', 'decline'),
      place,
      who: account,
      again,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: constant('end'),
      how: fc.constantFrom('remove', 'withdraw', 'keepOut'),
      place,
      who,
      again,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: constant('reinvite'), place, by, who }) },
  { weight: 1, arbitrary: fc.record({ kind: constant('allowAgain'), place, who }) },
  { weight: 2, arbitrary: fc.record({ kind: constant('changeType'), place, who, userType }) },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: constant('sync'),
      place: fc.constantFrom('north/district', 'north/district', 'north/teacher'),
      // Nearly everybody, nearly always: a source that empties is held back, and nothing more would come of it.
      named: fc.oneof(
        { weight: 4, arbitrary: fc.uniqueArray(who, { minLength: 4 }) },
        { weight: 1, arbitrary: fc.uniqueArray(who, { maxLength: 3 }) },
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: constant('useApp'), who: account }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: constant('renew'),
      place,
      staff: fc.nat({ max: 3 }),
      students: fc.nat({ max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: constant('turnTerm'),
      place,
      phase: fc.constantFrom('active', 'active', 'grace', 'dormant'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: constant('setting'),
      district,
      setting: fc.constantFrom('all_addresses', 'verified_domains_only'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('loseDomain', 'findDomain'), district }) },
  { weight: 1, arbitrary: fc.record({ kind: constant('trespass'), place, who }) },
);

export function commandLists(longest: number): fc.Arbitrary<Command[]> {
  return fc.array(command, { minLength: Math.floor(longest / 2), maxLength: longest, size: 'max' });
}
