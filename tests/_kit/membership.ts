import { randomUUID } from 'node:crypto';
import type { LicenseId, MemberId, RequestId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { AdditionResult, MemberView } from '@rollcall/core/members/contract.ts';
import type { TestClient } from './client.ts';
import type { TestPerson } from './district.ts';

/** What the apps make once per intent. */
export function newRequest(): RequestId {
  return randomUUID() as RequestId;
}

/** Plans and confirms, as the dashboard does. The plan may turn out to be out of date: then nothing was added. */
export async function addPeople(
  admin: TestClient,
  licenseId: LicenseId,
  text: string,
  userType: UserType = 'student',
): Promise<AdditionResult> {
  const plan = await admin.member.planAdd.mutate({ licenseId, text, userType });
  return admin.member.add.mutate({
    licenseId,
    text,
    userType,
    digest: plan.digest,
    requestId: newRequest(),
  });
}

/** The row of an address as the admin sees it; null when it is not on the list. */
export async function findRow(
  admin: TestClient,
  licenseId: LicenseId,
  email: string,
): Promise<MemberView | null> {
  let cursor: string | null = null;
  do {
    const page: { members: MemberView[]; nextCursor: string | null } = await admin.member.list.query({
      licenseId,
      filter: {},
      sort: 'added',
      order: 'descending',
      cursor,
    });
    const row = page.members.find((member) => member.canonicalEmail === email);
    if (row !== undefined) return row;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return null;
}

export async function getRow(admin: TestClient, licenseId: LicenseId, email: string): Promise<MemberView> {
  const row = await findRow(admin, licenseId, email);
  if (row === null) throw new Error('The address is not on the list');
  return row;
}

/** How a click on a row names it: the version that was on screen, and a request id of its own. */
export function click(licenseId: LicenseId, row: MemberView) {
  return { licenseId, memberId: row.id, seq: row.seq, requestId: newRequest() };
}

/** What the person's inbox says of the licence; null when nothing. */
export async function standingOf(person: TestPerson, licenseId: LicenseId) {
  const { entries } = await person.client.invite.inbox.query();
  return entries.find((entry) => entry.licenseId === licenseId && entry.state !== 'ended') ?? null;
}

/** The row that the person's open invite is about. */
export async function inviteOf(person: TestPerson, licenseId: LicenseId): Promise<MemberId> {
  const standing = await standingOf(person, licenseId);
  if (standing === null) throw new Error('The person has no invite to this license');
  return standing.memberId;
}

/** Switches the key on and reads it out, as the Details page does. */
export async function openKey(
  admin: TestClient,
  licenseId: LicenseId,
  userType: UserType = 'student',
): Promise<string> {
  await admin.license.setKey.mutate({ licenseId, requestId: newRequest(), enabled: true, userType });
  const { key } = await admin.license.readKey.mutate({ licenseId });
  if (key === null) throw new Error('The license has no key');
  return key;
}
