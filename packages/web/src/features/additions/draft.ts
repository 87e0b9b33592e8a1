import type { LicenseId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';

/** Whose draft, for which licence: two people at one computer never see each other's. */
export interface DraftOwner {
  readonly personId: string;
  readonly licenseId: LicenseId;
}

const userTypeKey = 'rollcall.add-by-email.user-type';
const userTypes: Readonly<Record<UserType, true>> = { teacher: true, student: true, other: true };

function draftKey({ personId, licenseId }: DraftOwner): string {
  return `rollcall.add-by-email.${personId}.${licenseId}`;
}

/** What was typed into the box and not sent: it outlives a reload and other pages, and ends with the browser tab. */
export function readDraft(owner: DraftOwner): string {
  try {
    return sessionStorage.getItem(draftKey(owner)) ?? '';
  } catch {
    return '';
  }
}

/** Keeps what is in the box. Where there is no storage, or too little, it lasts as long as the page. */
export function keepDraft(owner: DraftOwner, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(draftKey(owner));
    else sessionStorage.setItem(draftKey(owner), text);
  } catch {
    // Nothing is lost while the page stays open.
  }
}

/** The user type chosen last in this browser; students without one. */
export function readLastUserType(): UserType {
  try {
    const saved = localStorage.getItem(userTypeKey) ?? '';
    return Object.hasOwn(userTypes, saved) ? (saved as UserType) : 'student';
  } catch {
    return 'student';
  }
}

export function keepLastUserType(userType: UserType): void {
  try {
    localStorage.setItem(userTypeKey, userType);
  } catch {
    // It is asked for each time anyway.
  }
}
