import { canonicalEmail, type EmailRefusal, type EmailResult } from '@rollcall/core/emails.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { personName } from '@rollcall/core/members/person-name.ts';
import { readPiece } from '@rollcall/core/members/split-addresses.ts';
import type { CsvRole, CsvRowRefusal } from '@rollcall/core/runs/csv-contract.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import { KnownAddresses } from './known-addresses.ts';
import { userTypeOf } from './user-type-words.ts';

/** One row, decided as far as the file alone allows. */
export interface CsvRow {
  readonly email: string | null;
  /** The spelling for display, where it differs from the canonical one; what stands there where that is no address. */
  readonly shown: string | null;
  readonly name: string | null;
  readonly userType: UserType | null;
  readonly refusal: CsvRowRefusal | null;
  readonly reason: EmailRefusal | null;
}

/** Of a cell without an address, for display: an address is shorter. In UTF-16 units. */
const shownCellLength = 320;

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
      shown: shownOf(result, piece),
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

function shownOf(result: EmailResult, cell: string): string | null {
  if (!result.ok) return storableText(cell.slice(0, shownCellLength));
  return result.shown === result.email ? null : result.shown;
}
