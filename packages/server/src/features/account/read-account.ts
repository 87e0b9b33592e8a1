import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';

export interface Account {
  readonly personId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly emails: string[];
  readonly isAdmin: boolean;
}

/** The signed-in person's own account. */
export async function readAccount(app: AppContext, who: SignedIn): Promise<Account> {
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
    };
  });
}
