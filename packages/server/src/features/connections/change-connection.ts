import type { RequestId } from '@rollcall/core/ids.ts';
import type { SyncStanding } from '@rollcall/core/sync/contract.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { type LicenseCommandScope, runLicenseCommand } from '../../commands/run-license-command.ts';
import { type ConnectionPlace, connectionKey } from '../../connections/connection-row.ts';
import { type GivenAuthorisation, giveBack } from '../../connections/revoke.ts';
import { openToken } from '../../connections/sealed-token.ts';
import { recordChange } from '../../events/record-change.ts';
import { assertMethodFits } from '../../license-row/assert-method-fits.ts';
import { discardOpenSyncs } from '../../sync/discard-open.ts';
import { nextSync } from '../../sync/next-sync.ts';
import type { SyncQuestion } from './license-of-sync.ts';
import { standingOf } from './read-standing.ts';

type Change = SyncQuestion & { readonly requestId: RequestId };

/**
 * Ends a connection: the token is erased, then given back to its issuer. Whoever came by it stays on the licence: what
 * was read or planned of it and is not confirmed is thrown away. Nothing happens where there is none.
 */
export async function disconnect(app: AppContext, who: SignedIn, input: Change): Promise<SyncStanding> {
  // Outside of the answer, which is kept for repeats: a token has no place there.
  const given: GivenAuthorisation[] = [];
  const standing = await changeSync(app, who, input, { verb: 'disconnect' }, async (scope, place) => {
    const ended = await scope.tx
      .deleteFrom('connection')
      .where((where) => where.and(connectionKey(place)))
      .returning(['issuer', 'subject', 'token_sealed'])
      .executeTakeFirst();
    if (ended === undefined) return;
    await discardOpenSyncs(scope.tx, scope.license, place.source);
    // People of whom nothing is known but that they are there: nobody asks for them again.
    await scope.tx
      .deleteFrom('source_person')
      .where((where) => where.and(connectionKey(place)))
      .where('member_id', 'is', null)
      .execute();
    const { issuer, subject, token_sealed: sealed } = ended;
    const token = sealed === null ? null : openToken(app.env, place, sealed);
    if (token !== null) given.push({ issuer, subject, token });
    await recordOf(scope, 'sync.disconnected', { source: place.source });
  });
  for (const authorisation of given) await giveBack(app, authorisation);
  return standing;
}

/** Says on which days nothing is synced by itself; null ends that. Nothing happens where nothing is connected. */
export async function pauseSync(
  app: AppContext,
  who: SignedIn,
  input: Change & { readonly pause: { readonly from: string; readonly until: string } | null },
): Promise<SyncStanding> {
  const { pause } = input;
  return changeSync(app, who, input, { verb: 'pause', pause }, async (scope, place) => {
    const paused = await scope.tx
      .updateTable('connection')
      .set({ pause_from: pause?.from ?? null, pause_until: pause?.until ?? null })
      .where((where) => where.and(connectionKey(place)))
      .executeTakeFirst();
    if (paused.numUpdatedRows === 0n) return;
    await scope.tx
      .updateTable('connection')
      .set({ next_at: nextSync('connection') })
      .where((where) => where.and(connectionKey(place)))
      .where('next_at', 'is not', null)
      .execute();
    await recordOf(scope, 'sync.paused', { source: place.source, pause });
  });
}

async function changeSync(
  app: AppContext,
  who: SignedIn,
  { licenseId, source, requestId }: Change,
  asked: object,
  change: (scope: LicenseCommandScope, place: ConnectionPlace) => Promise<void>,
): Promise<SyncStanding> {
  const command = { licenseId, requestId, action: 'sync.control', body: { ...asked, source } } as const;
  return runLicenseCommand(app, who, command, async (scope) => {
    assertMethodFits(source, scope.license.row.type);
    const place = { districtId: scope.license.districtId, licenseId, source };
    await change(scope, place);
    return standingOf(app, scope.tx, place);
  });
}

async function recordOf(
  { tx, license, actor }: LicenseCommandScope,
  type: 'sync.disconnected' | 'sync.paused',
  details: Record<string, unknown>,
): Promise<void> {
  await recordChange(tx, license, { type, payload: {}, actor, targets: [], details });
}
