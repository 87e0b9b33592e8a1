import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, RequestId } from '@rollcall/core/ids.ts';
import { formatLicenseKey } from '@rollcall/core/licenses/license-key.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import {
  districtOfGrant,
  type LicenseCommandScope,
  readGrants,
  runLicenseCommand,
} from '../../commands/run-license-command.ts';
import { recordChange } from '../../events/record-change.ts';
import { assertMethodFits } from '../../license-row/assert-method-fits.ts';
import { licenseKeys } from '../../membership/license-key-store.ts';

/** The key in its shown form, for the admin who must read it out. Null while there is none. */
export async function readLicenseKey(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
): Promise<string | null> {
  const districtId = await districtOfGrant(app, who, licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    const grants = await readGrants(tx, who, districtId, licenseId);
    if (!can(grants, 'license.readKey')) throw new DomainError('NOT_FOUND', { noun: 'license' });
    const row = await tx
      .selectFrom('license')
      .select('key_sealed')
      .where((where) => where.and({ district_id: districtId, id: licenseId }))
      .executeTakeFirst();
    if (row === undefined) throw new DomainError('NOT_FOUND', { noun: 'license' });
    return row.key_sealed === null
      ? null
      : formatLicenseKey(licenseKeys.open(app.env.secret, row.key_sealed));
  });
}

/** Makes a new key; the old one is dead from the commit on. Whether the key is on stays as it was. */
export async function rotateLicenseKey(
  app: AppContext,
  who: SignedIn,
  input: { readonly licenseId: LicenseId; readonly requestId: RequestId },
): Promise<{ ok: true }> {
  const command = { ...input, action: 'license.changeKey', body: { verb: 'rotate' } } as const;
  return runLicenseCommand(app, who, command, async (scope) => {
    await writeKey(scope, freshKey(app), { rotated: true });
    return { ok: true };
  });
}

/** Switches the key on or off and says which user type it gives. Switching on for the first time makes the key. */
export async function setLicenseKey(
  app: AppContext,
  who: SignedIn,
  input: {
    readonly licenseId: LicenseId;
    readonly requestId: RequestId;
    readonly enabled: boolean;
    readonly userType: UserType;
  },
): Promise<{ ok: true }> {
  const { licenseId, requestId, enabled, userType } = input;
  const command = { licenseId, requestId, action: 'license.changeKey', body: { enabled, userType } } as const;
  return runLicenseCommand(app, who, command, async (scope) => {
    assertMethodFits('key', scope.license.row.type);
    const first = enabled && scope.license.row.key_hmac === null ? freshKey(app) : {};
    await writeKey(scope, { ...first, key_enabled: enabled, key_user_type: userType }, { enabled, userType });
    return { ok: true };
  });
}

function freshKey(app: AppContext): { key_hmac: Buffer; key_sealed: Buffer } {
  const key = licenseKeys.fresh();
  return {
    key_hmac: licenseKeys.hmac(app.env.secret, key),
    key_sealed: licenseKeys.seal(app.env.secret, key),
  };
}

async function writeKey(
  { tx, license, actor }: LicenseCommandScope,
  values: { key_hmac?: Buffer; key_sealed?: Buffer; key_enabled?: boolean; key_user_type?: UserType },
  details: Record<string, unknown>,
): Promise<void> {
  await tx
    .updateTable('license')
    .set(values)
    .where((where) => where.and({ district_id: license.districtId, id: license.id }))
    .execute();
  await recordChange(tx, license, { type: 'license.keyChanged', payload: {}, actor, targets: [], details });
}
