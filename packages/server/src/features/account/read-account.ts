import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';

export interface Account {
  readonly personId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly emails: string[];
  readonly isAdmin: boolean;
  /** What a course launched, in a session that began so. */
  readonly launch: { readonly assignmentTitle: string; readonly courseTitle: string | null } | null;
}

/** The signed-in person's own account. */
export async function readAccount(app: AppContext, who: SignedIn): Promise<Account> {
  const launch = await readLaunched(app, who);
  return app.db.withTx({ person: who.personId }, async (tx) => {
    const emails = await tx
      .selectFrom('person_email')
      .select('shown')
      .where('person_id', '=', who.personId)
      .orderBy('verified_at')
      .orderBy('email')
      .execute();
    const grant = await tx
      .selectFrom('license_admin')
      .select('license_id')
      .where('person_id', '=', who.personId)
      .executeTakeFirst();
    return {
      personId: who.personId,
      sessionId: who.sessionId,
      name: who.name,
      emails: emails.map((row) => row.shown),
      isAdmin: grant !== undefined,
      launch,
    };
  });
}

/** Where the person last came from, in the one licence that their session is good for. */
async function readLaunched(app: AppContext, { personId, launch }: SignedIn): Promise<Account['launch']> {
  if (launch === null) return null;
  const { districtId, licenseId } = launch;
  const row = await app.db.withTx({ district: districtId }, (tx) =>
    tx
      .selectFrom('lti_user as u')
      .innerJoin('lti_assignment as a', (join) =>
        join
          .onRef('a.district_id', '=', 'u.district_id')
          .onRef('a.license_id', '=', 'u.license_id')
          .onRef('a.id', '=', 'u.assignment_id'),
      )
      .select(['a.title', 'a.course_title'])
      .where('u.district_id', '=', districtId)
      .where('u.license_id', '=', licenseId)
      .where('u.person_id', '=', personId)
      .executeTakeFirst(),
  );
  return { assignmentTitle: row?.title ?? '', courseTitle: row?.course_title ?? null };
}
