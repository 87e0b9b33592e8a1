import { canonicalEmail, type EmailResult } from '@rollcall/core/emails.ts';
import { splitAddresses } from '@rollcall/core/members/split-addresses.ts';
import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { Grantee } from '../vendor/grants.ts';

// Each reads one word of the command line, or throws InvalidArgumentError, which names the option.

const seatLimit = 2_147_483_647;

/** A day, from its first moment in UTC, or an instant with its zone. */
export function readInstant(text: string): Date {
  const day = z.iso.date().safeParse(text);
  const instant = z.iso.datetime({ offset: true }).safeParse(text);
  if (!day.success && !instant.success)
    throw new InvalidArgumentError(
      'Write a day like 2027-08-01, or an instant like 2027-08-01T00:00:00-05:00.',
    );
  return new Date(day.success ? `${text}T00:00:00Z` : text);
}

/** Seats as they are asked for. A word and not null, which the parser would take for nothing at all. */
export type AskedSeats = number | 'unlimited';

export function readSeats(text: string): AskedSeats {
  if (text.toLowerCase() === 'unlimited') return 'unlimited';
  const seats = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(seats <= seatLimit))
    throw new InvalidArgumentError('Write a whole number from 0 up, or "unlimited".');
  return seats;
}

/** As the database keeps it: null is unlimited. */
export function seatTotal(asked: AskedSeats): number | null {
  return asked === 'unlimited' ? null : asked;
}

export function readName(text: string): string {
  const name = text.trim().replaceAll(/\s+/g, ' ').normalize('NFC');
  if (name === '' || name.length > 200 || /\p{Cc}|\p{Cf}/u.test(name))
    throw new InvalidArgumentError('Write a name of 1 to 200 visible characters.');
  return name;
}

/** `ana@school.example` or `Ana Ruiz <ana@school.example>`. Without a name the address stands for it. */
export function readPerson(text: string): Grantee {
  const [piece, ...others] = splitAddresses(text);
  if (piece === undefined || others.length > 0)
    throw new InvalidArgumentError(
      'Write one person: ana@school.example, or "Ana Ruiz <ana@school.example>".',
    );
  const address = canonicalEmail(piece.address);
  if (!address.ok)
    throw new InvalidArgumentError(`"${piece.address}" is not an e-mail address: ${why(address)}.`);
  return { email: address.email, name: piece.name ?? address.shown };
}

/** For options that may stand there several times. */
export function readPeople(text: string, before: readonly Grantee[] = []): readonly Grantee[] {
  return [...before, readPerson(text)];
}

function why(result: Extract<EmailResult, { ok: false }>): string {
  return result.reason.toLowerCase().replaceAll('_', ' ');
}
