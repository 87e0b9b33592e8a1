import type { ChangePeopleResult, FeatureChanges } from '@rollcall/core/features/contract.ts';
import type { FullFeature } from '@rollcall/core/features/feature.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { TestClient } from './client.ts';
import { newRequest } from './membership.ts';

/** Presses the switch of a feature for a user type. */
export async function switchFeature(
  admin: TestClient,
  licenseId: LicenseId,
  [userType, feature]: readonly [UserType, FullFeature],
  isOn: boolean,
): Promise<void> {
  await admin.feature.changeType.mutate({ licenseId, userType, feature, isOn, requestId: newRequest() });
}

/** Plans and confirms, as the dashboard does. */
export async function changeFeatures(
  admin: TestClient,
  licenseId: LicenseId,
  text: string,
  changes: FeatureChanges,
): Promise<ChangePeopleResult> {
  const body = { licenseId, text, changes };
  const { digest } = await admin.feature.planPeople.mutate(body);
  return admin.feature.changePeople.mutate({ ...body, digest, requestId: newRequest() });
}
