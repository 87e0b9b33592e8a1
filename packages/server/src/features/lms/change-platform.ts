import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, PlatformId, RequestId } from '@rollcall/core/ids.ts';
import type {
  inviteResult,
  LmsView,
  PlatformChange,
  PlatformView,
  registerByHandInput,
} from '@rollcall/core/lti/contract.ts';
import type { LmsChange } from '@rollcall/core/lti/lms-change.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { SignedIn } from '../../auth/session.ts';
import type { LicenseCommandScope } from '../../commands/run-license-command.ts';
import { recordChange } from '../../events/record-change.ts';
import { invitationHash, invitationToken } from '../../lms/invitation-token.ts';
import { keepByHand } from '../../lms/keep-registration.ts';
import { knowsSomebody } from '../../lms/launched-user.ts';
import { belowPlatform, platformKey } from '../../lms/platform-place.ts';
import { registrationUrl } from '../../lms/tool-addresses.ts';
import type { RequestContext } from '../../trpc.ts';
import { changeLms, getPlatform, placeOf } from './license-of-lms.ts';
import { readLms, readPlatforms } from './read-lms.ts';

type Call = Pick<RequestContext, 'app' | 'origin'> & { readonly who: SignedIn };
interface OfPlatform {
  readonly licenseId: LicenseId;
  readonly platformId: PlatformId;
  readonly requestId: RequestId;
}

/** Registrations of one licence, at most: a teacher has one or two. */
const platformLimit = 20;
/** How long a registration address works, in days: whoever runs the system reads it when they get to it. */
const invitationDays = 7;

/** Begins a registration. Throws INVALID_INPUT where there are too many. */
export async function addPlatform(
  { app, who, origin }: Call,
  input: { readonly licenseId: LicenseId; readonly name: string; readonly requestId: RequestId },
): Promise<PlatformView> {
  const body = { verb: 'addPlatform', name: input.name };
  return changeLms(app, who, { ...input, body }, async (scope) => {
    const { tx, license } = scope;
    const key = { district_id: license.districtId, license_id: license.id };
    const { held } = await tx
      .selectFrom('lti_platform')
      .select(({ fn }) => fn.countAll<number>().as('held'))
      .where((where) => where.and(key))
      .executeTakeFirstOrThrow();
    if (held >= platformLimit)
      throw new DomainError('INVALID_INPUT', { issues: [{ path: 'name', message: 'too_many' }] });
    const { id } = await tx
      .insertInto('lti_platform')
      .values({ ...key, name: input.name, added_by: scope.actorName })
      .returning('id')
      .executeTakeFirstOrThrow();
    await record(scope, id as PlatformId, { what: 'added', name: input.name });
    return presentOne(scope, id as PlatformId, origin);
  });
}

/**
 * Makes the address with which a system registers itself, once; the one before it ends. The token leaves by this answer
 * only, and only its hash is kept: it follows from the request, so that a repeated one is answered alike.
 */
export async function invite(
  { app, who, origin }: Call,
  input: OfPlatform,
): Promise<z.infer<typeof inviteResult>> {
  const { platformId, requestId } = input;
  const token = invitationToken(app, { by: who.personId, platformId, requestId });
  const body = { verb: 'invite', platformId };
  const { endsAt } = await changeLms(app, who, { ...input, body }, async (scope) => {
    const { tx, license } = scope;
    const row = await getPlatform(tx, placeOf(license), input.platformId);
    if (row.state !== 'draft') throw new DomainError('NOT_FOUND', { noun: 'lms' });
    const { ends } = await tx
      .updateTable('lti_platform')
      .set({
        invitation_hash: invitationHash(token),
        invitation_ends_at: sql`now() + make_interval(days => ${invitationDays})`,
      })
      .where((where) => where.and(platformKey({ ...placeOf(license), platformId: input.platformId })))
      .returning('invitation_ends_at as ends')
      .executeTakeFirstOrThrow();
    if (ends === null) throw new Error('An invitation that was just made has no end');
    await record(scope, input.platformId, { what: 'invited', name: row.name });
    return { endsAt: ends.toISOString() };
  });
  return { registrationUrl: registrationUrl(origin, token), endsAt };
}

/**
 * Enters what a system says of itself, or corrects it. The old identity launches no more from the commit on. Throws
 * INVALID_INPUT for another issuer once somebody is known by the one that is entered: its people would be taken for them.
 */
export async function registerByHand(
  { app, who, origin }: Call,
  input: z.infer<typeof registerByHandInput>,
): Promise<PlatformView> {
  const { licenseId, requestId, ...asked } = input;
  return changeLms(app, who, { licenseId, requestId, body: { verb: 'byHand', ...asked } }, async (scope) => {
    const place = { ...placeOf(scope.license), platformId: input.platformId };
    const row = await getPlatform(scope.tx, place, input.platformId);
    if (row.issuer !== null && row.issuer !== asked.issuer && (await knowsSomebody(scope.tx, place)))
      throw new DomainError('INVALID_INPUT', { issues: [{ path: 'issuer', message: 'another_system' }] });
    await keepByHand(scope.tx, place, { ...asked, tokenAudience: null });
    await record(scope, input.platformId, { what: 'registered', name: row.name });
    return presentOne(scope, input.platformId, origin);
  });
}

/** Renames, switches, allows, disconnects or removes. Sessions of launches end with what they came by (SPEC I12). */
export async function changePlatform(
  { app, who, origin }: Call,
  input: OfPlatform & { readonly change: PlatformChange },
): Promise<LmsView> {
  const { change, platformId } = input;
  let ended: readonly string[] = [];
  const body = { verb: 'changePlatform', platformId, change };
  const view = await changeLms(app, who, { ...input, body }, async (scope) => {
    const row = await getPlatform(scope.tx, placeOf(scope.license), platformId);
    ended = await apply(scope, platformId, change);
    await record(scope, platformId, { what: changeOf(change), name: row.name });
    return readLms(scope.tx, scope.license, origin);
  });
  for (const session of ended) app.live.sessionEnded(session);
  return view;
}

/** What the audit log calls a change. */
function changeOf(change: PlatformChange): LmsChange {
  if (change.what === 'switch') return change.isOn ? 'switched_on' : 'switched_off';
  if (change.what === 'deployment') return change.isAllowed ? 'deployment_allowed' : 'deployment_refused';
  return change.what;
}

/** The sessions that end by it. */
async function apply(
  { tx, license }: LicenseCommandScope,
  platformId: PlatformId,
  change: PlatformChange,
): Promise<readonly string[]> {
  const place = { ...placeOf(license), platformId };
  const update = tx.updateTable('lti_platform').where((where) => where.and(platformKey(place)));
  if (change.what === 'rename') {
    await update.set({ name: change.name }).execute();
    return [];
  }
  if (change.what === 'switch') {
    await update
      .set({ state: change.isOn ? 'active' : 'off' })
      .where('state', '<>', 'draft')
      .execute();
    return change.isOn ? [] : endSessions(tx, platformId, null);
  }
  if (change.what === 'deployment') {
    const allowed = await tx
      .updateTable('lti_deployment')
      .set({ state: change.isAllowed ? 'allowed' : 'refused' })
      .where((where) => where.and({ ...belowPlatform(place), deployment_id: change.deploymentId }))
      .executeTakeFirst();
    if (allowed.numUpdatedRows === 0n) throw new DomainError('NOT_FOUND', { noun: 'lms' });
    return change.isAllowed ? [] : endSessions(tx, platformId, change.deploymentId);
  }
  if (change.what === 'disconnect_teacher') {
    const { deploymentId: deployment_id, subject } = change;
    await tx
      .updateTable('lti_user')
      .set({ admin_person_id: null, admin_connected_at: null })
      .where((where) => where.and({ ...belowPlatform(place), deployment_id, subject }))
      .execute();
    return [];
  }
  const ended = await endSessions(tx, platformId, null);
  await tx
    .updateTable('lti_assignment')
    .set({ removed_at: license.now, is_open: false, roster_url: null })
    .where((where) => where.and(belowPlatform(place)))
    .where('removed_at', 'is', null)
    .execute();
  await tx
    .deleteFrom('lti_platform')
    .where((where) => where.and(platformKey(place)))
    .execute();
  return ended;
}

async function endSessions(
  tx: LicenseCommandScope['tx'],
  platformId: PlatformId,
  deploymentId: string | null,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from end_launch_sessions(${platformId}, ${deploymentId}::text)
  `.execute(tx);
  return rows.map(({ id }) => id);
}

function record(
  { tx, license, actor }: LicenseCommandScope,
  platformId: PlatformId,
  details: { readonly what: LmsChange; readonly name: string },
): Promise<void> {
  return recordChange(tx, license, {
    type: 'lms.changed',
    payload: {},
    actor,
    targets: [platformId],
    details,
  });
}

async function presentOne(
  { tx, license }: LicenseCommandScope,
  platformId: PlatformId,
  origin: string,
): Promise<PlatformView> {
  const [view] = await readPlatforms(tx, license, origin, platformId);
  if (view === undefined) throw new Error('A registration has gone under its licence’s lock');
  return view;
}
