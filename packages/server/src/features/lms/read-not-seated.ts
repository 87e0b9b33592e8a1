import { DomainError } from '@rollcall/core/errors.ts';
import type { LmsNotSeatedPage, lmsNotSeatedInput } from '@rollcall/core/lti/contract.ts';
import { memberOutcome } from '@rollcall/core/members/outcomes.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { ofLicense } from '../../license-row/of-license.ts';
import { withLms } from './license-of-lms.ts';

/** The place behind the last person of a page: name as sorted, registration, deployment, subject. */
const place = z.tuple([z.string(), z.string(), z.string(), z.string()]);
type Place = z.infer<typeof place>;

interface FoundRow {
  readonly name: string | null;
  readonly email: string | null;
  readonly assignmentTitle: string;
  readonly why: string;
  readonly at: Place;
}

/** People of the classes who are not on the licence, by name, with the reason. */
export async function readNotSeated(
  app: AppContext,
  who: SignedIn,
  { licenseId, cursor, limit }: z.infer<typeof lmsNotSeatedInput>,
): Promise<LmsNotSeatedPage> {
  const after = cursor == null ? null : placeOf(cursor);
  return withLms(app, who, licenseId, async (tx, license) => {
    const { rows } = await sql<FoundRow>`
      select name, email, "assignmentTitle", why,
        jsonb_build_array(sorted, platform, deployment, subject) as at
      from (
        select u.name, u.email_shown as email, a.title as "assignmentTitle", u.why,
          lower(coalesce(u.name, u.email_shown, '')) collate "C" as sorted, u.platform_id::text collate "C" as platform,
          u.deployment_id as deployment, u.subject
        from lti_user u
        join lti_assignment a on a.district_id = u.district_id and a.license_id = u.license_id and a.id = u.assignment_id
        where ${ofLicense(license, 'u')} and u.why is not null and a.removed_at is null
      ) found
      where ${after === null}::boolean or (sorted, platform, deployment, subject)
        > (${after?.[0] ?? ''}, ${after?.[1] ?? ''}, ${after?.[2] ?? ''}, ${after?.[3] ?? ''})
      order by sorted, platform, deployment, subject
      limit ${limit + 1}
    `.execute(tx);
    const people = rows.slice(0, limit);
    const last = people.at(-1);
    return {
      people: people.map(({ at: _at, why, ...row }) => ({ ...row, why: memberOutcome.parse(why) })),
      nextCursor: rows.length > limit && last !== undefined ? cursorOf(last.at) : null,
    };
  });
}

function cursorOf(at: Place): string {
  return Buffer.from(JSON.stringify(at)).toString('base64url');
}

function placeOf(cursor: string): Place {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new DomainError('INVALID_INPUT', { issues: [{ path: 'cursor', message: 'not_a_cursor' }] });
  }
}
