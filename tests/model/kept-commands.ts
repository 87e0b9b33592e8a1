import type { Command } from './commands.ts';

/** Lists of commands that once showed a fault, each with what it was. They are played before anything random is. */
export const keptCommands: readonly { readonly fault: string; readonly commands: readonly Command[] }[] = [
  {
    fault: 'somebody who declined and finds no seat was said to have the user type that was asked for',
    commands: [
      {
        kind: 'add',
        method: 'email',
        place: 'north/district',
        by: 'plain',
        people: ['eve'],
        address: 'first',
        userType: 'other',
        again: false,
      },
      { kind: 'renew', place: 'north/district', staff: 0, students: 4 },
      { kind: 'answer', answer: 'decline', place: 'north/district', who: 'eve', again: false },
      {
        kind: 'add',
        method: 'email',
        place: 'north/district',
        by: 'domain',
        people: ['eve'],
        address: 'last',
        userType: 'teacher',
        again: false,
      },
    ],
  },
];
