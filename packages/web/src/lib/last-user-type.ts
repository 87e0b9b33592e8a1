import type { UserType } from '@rollcall/core/licenses/seats.ts';

const userTypeKey = 'rollcall.add.user-type';
const userTypes: Readonly<Record<UserType, true>> = { teacher: true, student: true, other: true };

/** The user type chosen last in this browser, whichever way of adding it was for; students without one. */
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
