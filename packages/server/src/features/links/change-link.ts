import { ownableDomain } from '@rollcall/core/domains.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, RequestId } from '@rollcall/core/ids.ts';
import type { ChangeLinkInput } from '@rollcall/core/links/contract.ts';
import { linkHindrance } from '@rollcall/core/links/link-standing.ts';
import type { Updateable } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { type LicenseCommandScope, runLicenseCommand } from '../../commands/run-license-command.ts';
import type { License } from '../../db/schema.gen.ts';
import { recordChange } from '../../events/record-change.ts';
import { assertMethodFits } from '../../license-row/assert-method-fits.ts';
import type { SeenLicense } from '../../license-row/lock-license.ts';
import { linkCodes } from '../../membership/link-store.ts';
import { limitsOf } from './judge-link.ts';

const done = { ok: true } as const;

/** What belongs to one opening of the link: it is counted anew from here. */
const newOpening = (now: Date) => ({
  link_uses: 0,
  link_opened_at: now,
  link_alarm_at: null,
  link_alarm_arrivals: null,
});

/**
 * Switches the link on or off and sets its limits. On after it was off or over, it begins anew: uses and arrivals count
 * from there. Throws INVALID_INPUT for an end that is over, DOMAIN_NOT_ACCEPTED for a name that is no school's domain.
 */
export async function changeLink(
  app: AppContext,
  who: SignedIn,
  input: ChangeLinkInput,
): Promise<typeof done> {
  const { licenseId, requestId, ...asked } = input;
  const domains = canonicalDomains(asked.domains);
  const command = { licenseId, requestId, action: 'link.change', body: asked } as const;
  return runLicenseCommand(app, who, command, async (scope) => {
    const { license } = scope;
    assertMethodFits('link', license.row.type);
    const expiresAt = asked.expiresAt === null ? null : new Date(asked.expiresAt);
    if (asked.enabled && expiresAt !== null && expiresAt <= license.now) throw endIsOver();
    const begins = asked.enabled && isClosed(license);
    await writeLink(
      app,
      scope,
      {
        link_enabled: asked.enabled,
        link_user_type: asked.userType,
        link_audience: asked.audience,
        link_domains: domains,
        link_expires_at: expiresAt,
        link_max_uses: asked.maxUses,
        ...(begins && newOpening(license.now)),
      },
      { link: verbOf(license, asked.enabled, begins), userType: asked.userType },
    );
    return done;
  });
}

/** Makes a new code: the old one is unknown from the commit on. Whether the link is on stays as it was. */
export async function rotateLink(
  app: AppContext,
  who: SignedIn,
  input: { readonly licenseId: LicenseId; readonly requestId: RequestId },
): Promise<typeof done> {
  const command = { ...input, action: 'link.change', body: { verb: 'rotate' } } as const;
  return runLicenseCommand(app, who, command, async (scope) => {
    const begins = scope.license.row.link_enabled ? newOpening(scope.license.now) : { link_uses: 0 };
    await writeLink(app, scope, { ...freshCode(app), ...begins }, { link: 'rotated' });
    return done;
  });
}

function endIsOver(): DomainError {
  return new DomainError('INVALID_INPUT', { issues: [{ path: 'expiresAt', message: 'is_over' }] });
}

function canonicalDomains(names: readonly string[]): string[] {
  const domains = names.map((name) => {
    const read = ownableDomain(name);
    if (!read.ok) throw new DomainError('DOMAIN_NOT_ACCEPTED', { reason: read.reason });
    return read.domain;
  });
  return [...new Set(domains)].sort();
}

/** Off, or over by its date. What is used up goes on with more uses. */
function isClosed(license: SeenLicense): boolean {
  const { row, now } = license;
  const hindrance = linkHindrance(limitsOf(license), 'active', now);
  return row.link_opened_at === null || hindrance === 'switched_off' || hindrance === 'expired';
}

function verbOf({ row }: SeenLicense, enabled: boolean, begins: boolean): 'on' | 'off' | 'limits' {
  if (begins) return 'on';
  return row.link_enabled && !enabled ? 'off' : 'limits';
}

function freshCode(app: AppContext): { link_hmac: Buffer; link_sealed: Buffer } {
  const code = linkCodes.fresh();
  return {
    link_hmac: linkCodes.hmac(app.env.secret, code),
    link_sealed: linkCodes.seal(app.env.secret, code),
  };
}

/** Switching on for the first time makes the code. */
async function writeLink(
  app: AppContext,
  { tx, license, actor }: LicenseCommandScope,
  values: Updateable<License>,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  const first = values.link_enabled === true && license.row.link_hmac === null ? freshCode(app) : {};
  await tx
    .updateTable('license')
    .set({ ...values, ...first })
    .where((where) => where.and({ district_id: license.districtId, id: license.id }))
    .execute();
  await recordChange(tx, license, { type: 'link.changed', payload: {}, actor, targets: [], details });
}
