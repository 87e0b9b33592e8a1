import { DomainError } from '@rollcall/core/errors.ts';
import { memberOutcome } from '@rollcall/core/members/outcomes.ts';
import type { NotSeatedPage, notSeatedInput } from '@rollcall/core/sync/contract.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { withSync } from './license-of-sync.ts';

/** The place behind the last person of a page: name as sorted, reference, id. */
const place = z.tuple([z.string(), z.string(), z.string()]);

interface FoundRow {
  readonly email: string | null;
  readonly name: string | null;
  readonly place: string;
  readonly why: string;
  readonly sorted: string;
  readonly reference: string;
  readonly externalId: string;
}

/** People whom the source names and who are not on the licence by it, by name, with the reason. */
export async function readNotSeated(
  app: AppContext,
  who: SignedIn,
  input: z.infer<typeof notSeatedInput>,
): Promise<NotSeatedPage> {
  const { licenseId, source, limit } = input;
  const after = input.cursor == null ? null : placeOf(input.cursor);
  return withSync(app, who, { licenseId, source, action: 'sync.read' }, async (scope) => {
    const { districtId } = scope.place;
    const { rows } = await sql<FoundRow>`
      select * from (
        select coalesce(p.shown, p.email) as email, p.name, coalesce(nullif(i.path, ''), i.name, '') as place, p.why,
          lower(coalesce(p.name, p.shown, p.email, '')) collate "C" as sorted, p.reference, p.external_id as "externalId"
        from source_person p
        left join sync_item i on i.district_id = p.district_id and i.license_id = p.license_id and i.source = p.source
          and i.item_id = case when p.source = 'ou' then p.item_id else p.reference end
        where p.district_id = ${districtId} and p.license_id = ${licenseId} and p.source = ${source}
          and p.member_id is null
      ) found
      where ${after === null}::boolean
        or (sorted, reference, "externalId") > (${after?.[0] ?? ''}, ${after?.[1] ?? ''}, ${after?.[2] ?? ''})
      order by sorted, reference, "externalId"
      limit ${limit + 1}
    `.execute(scope.tx);
    const people = rows.slice(0, limit);
    return {
      people: people.map((row) => ({
        email: row.email,
        name: row.name,
        place: row.place,
        why: memberOutcome.parse(row.why),
      })),
      nextCursor: rows.length > limit ? cursorOf(people.at(-1)) : null,
    };
  });
}

function cursorOf(row: FoundRow | undefined): string | null {
  if (row === undefined) return null;
  return Buffer.from(JSON.stringify([row.sorted, row.reference, row.externalId])).toString('base64url');
}

function placeOf(cursor: string): z.infer<typeof place> {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new DomainError('INVALID_INPUT', { issues: [{ path: 'cursor', message: 'not_a_cursor' }] });
  }
}
