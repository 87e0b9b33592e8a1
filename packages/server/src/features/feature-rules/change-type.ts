import type { changeTypeInput } from '@rollcall/core/features/contract.ts';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { type LicenseCommandScope, runLicenseCommand } from '../../commands/run-license-command.ts';
import { recordChange } from '../../events/record-change.ts';

type TypeChange = z.infer<typeof changeTypeInput>;

/** Switches a feature off or on for everybody of a user type on the licence. Where it is so already, nothing changes. */
export async function changeType(
  app: AppContext,
  who: SignedIn,
  { licenseId, requestId, ...change }: TypeChange,
): Promise<{ ok: true }> {
  const command = { licenseId, action: 'feature.change', requestId, body: change } as const;
  return runLicenseCommand<{ ok: true }>(app, who, command, async (scope) => {
    const { tx, license, actor } = scope;
    const changed = change.isOn ? await switchOn(scope, change) : await switchOff(scope, change);
    if (changed) {
      const entry = { type: 'features.changed', payload: {}, targets: [], details: change } as const;
      await recordChange(tx, license, { ...entry, actor });
    }
    return { ok: true };
  });
}

type OneFeature = Pick<TypeChange, 'userType' | 'feature'>;

async function switchOff(
  { tx, license, actorName }: LicenseCommandScope,
  { userType, feature }: OneFeature,
): Promise<boolean> {
  const place = { district_id: license.districtId, license_id: license.id };
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('feature_rule')
    .values({
      ...place,
      user_type: userType,
      feature,
      switched_off_by: actorName,
      switched_off_at: license.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

async function switchOn(
  { tx, license }: LicenseCommandScope,
  { userType, feature }: OneFeature,
): Promise<boolean> {
  const place = { district_id: license.districtId, license_id: license.id };
  const { numDeletedRows } = await tx
    .deleteFrom('feature_rule')
    .where((where) => where.and({ ...place, user_type: userType, feature }))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
