import type { LicenseId } from '@rollcall/core/ids.ts';

/** Which box, whose, for which licence: two people at one computer never see each other's. */
export interface DraftOwner {
  readonly box: 'add-by-email' | 'feature-exceptions';
  readonly personId: string;
  readonly licenseId: LicenseId;
}

function draftKey({ box, personId, licenseId }: DraftOwner): string {
  return `rollcall.${box}.${personId}.${licenseId}`;
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
