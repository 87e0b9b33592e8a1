import { canonicalEmail, type EmailRefusal } from '@rollcall/core/emails.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { personName } from '@rollcall/core/members/person-name.ts';
import { readPiece } from '@rollcall/core/members/split-addresses.ts';
import type { CsvRole, CsvRowRefusal } from '@rollcall/core/runs/csv-contract.ts';
import { KnownAddresses } from './known-addresses.ts';
import { userTypeOf } from './user-type-words.ts';

/** One row, decided as far as the file alone allows. */
export interface CsvRow {
  readonly email: string | null;
  /** The spelling for display, where it differs from the canonical one. */
  readonly shown: string | null;
  readonly name: string | null;
  readonly userType: UserType | null;
  readonly refusal: CsvRowRefusal | null;
  readonly reason: EmailRefusal | null;
}

/** Reads the rows of one file, in their order: the first of two rows with one address counts. */
export class RowReader {
  readonly #at: Readonly<Record<CsvRole, number>>;
  readonly #known = new KnownAddresses();

  constructor(roles: readonly CsvRole[]) {
    const at = (role: CsvRole) => roles.indexOf(role);
    this.#at = {
      email: at('email'),
      name: at('name'),
      firstName: at('firstName'),
      lastName: at('lastName'),
      userType: at('userType'),
      ignored: -1,
    };
  }

  read(fields: readonly string[]): CsvRow {
    const typeCell = this.#cell(fields, 'userType').trim();
    const userType = typeCell === '' ? null : (userTypeOf(typeCell) ?? null);
    const piece = this.#cell(fields, 'email').trim();
    const { address, name } = /[<"]|^mailto:/i.test(piece)
      ? readPiece(piece)
      : { address: piece, name: null };
    const result = canonicalEmail(address);
    return {
      email: result.ok ? result.email : null,
      shown: result.ok && result.shown !== result.email ? result.shown : null,
      name: this.#name(fields) ?? name,
      userType,
      refusal: result.ok ? this.#refusal(result.email, typeCell, userType) : 'invalid_email',
      reason: result.ok ? null : result.reason,
    };
  }

  #refusal(email: string, typeCell: string, userType: UserType | null): CsvRowRefusal | null {
    if (typeCell !== '' && userType === null) return 'invalid_user_type';
    return this.#known.add(email) ? null : 'duplicate';
  }

  #name(fields: readonly string[]): string | null {
    const whole = this.#cell(fields, 'name');
    if (whole.trim() !== '') return personName(whole);
    return personName(`${this.#cell(fields, 'firstName').trim()} ${this.#cell(fields, 'lastName').trim()}`);
  }

  #cell(fields: readonly string[], role: CsvRole): string {
    return fields[this.#at[role]] ?? '';
  }
}
