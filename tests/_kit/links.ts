import type { LicenseId } from '@rollcall/core/ids.ts';
import type { ChangeLinkInput, JoinedByLink } from '@rollcall/core/links/contract.ts';
import type { TestClient } from './client.ts';
import type { TestPerson } from './district.ts';
import { newRequest } from './membership.ts';

export type LinkSettings = Omit<ChangeLinkInput, 'licenseId' | 'requestId'>;

/** For anybody, with no end and any number of uses. */
export const openToAll: LinkSettings = {
  enabled: true,
  userType: 'student',
  audience: 'anybody',
  domains: [],
  expiresAt: null,
  maxUses: null,
};

export async function changeLink(
  admin: TestClient,
  licenseId: LicenseId,
  change: Partial<LinkSettings> = {},
): Promise<void> {
  await admin.link.change.mutate({ licenseId, requestId: newRequest(), ...openToAll, ...change });
}

export async function readLinkCode(admin: TestClient, licenseId: LicenseId): Promise<string> {
  const link = await admin.link.readCode.mutate({ licenseId });
  if (link === null) throw new Error('The license has no link');
  return link.code;
}

/** Switches the link on and reads its code, as the page of the link does. */
export async function openLink(
  admin: TestClient,
  licenseId: LicenseId,
  change: Partial<LinkSettings> = {},
): Promise<string> {
  await changeLink(admin, licenseId, change);
  return readLinkCode(admin, licenseId);
}

/** A person opens the link and presses Join. */
export function joinByLink(person: TestPerson, code: string): Promise<JoinedByLink> {
  return person.client.link.join.mutate({ code, requestId: newRequest() });
}
