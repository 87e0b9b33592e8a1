import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';

/** Whose authorisation it is, and a token of it. */
export interface GivenAuthorisation {
  readonly issuer: string;
  readonly subject: string;
  readonly token: string;
}

/**
 * Gives an authorisation back to its issuer, as far as it can be reached: from our side it is gone in any case. To give
 * back one token gives back all of the account, so an account that another licence reads with keeps its own. To be
 * called after the commit that erased the token.
 */
export async function giveBack(app: AppContext, given: GivenAuthorisation): Promise<void> {
  const issuer = app.issuers.all.find((one) => one.issuer === given.issuer);
  if (issuer === undefined) return;
  try {
    const { rows } = await app.db.withTx({ nobody: true }, (tx) =>
      sql<{ used: boolean }>`
        select account_is_connected(${given.issuer}, ${given.subject}) as used
      `.execute(tx),
    );
    if (rows[0]?.used === false) await issuer.revoke(given.token);
  } catch (error) {
    app.log.warn({ err: error }, 'an authorisation could not be given back to its issuer');
  }
}
