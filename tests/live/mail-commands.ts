import { changeMailStop } from '@rollcall/server/features/mail/stop-mail.ts';
import { hashOfMailToken, mailToken } from '@rollcall/server/mail/mail-token.ts';
import { sql } from 'kysely';
import { getRow } from '../_kit/membership.ts';
import { invited } from '../_kit/valid-calls.ts';
import type { LiveCommand } from './live-command.ts';

/** What the readers of mail do; sending has tests of its own, on a database that no other server sends from. */
export const mailCommands: Readonly<Record<string, LiveCommand>> = {
  'mail: its reader wants no more': {
    who: invited,
    run: async ({ app, home, person }) => {
      const { id } = await getRow(home.admin.client, home.licenseId, person.email);
      const mailId = crypto.randomUUID();
      const token = mailToken(app.context.env.secret, mailId);
      await app.context.db.withSystemTx((tx) =>
        sql`
          insert into mail (district_id, license_id, id, kind, member_id, armed_at, state, ended_at, told_at, token_hash)
          values (${home.id}, ${home.licenseId}, ${mailId}, 'invitation', ${id}, now(), 'sent', now(), now(),
            ${hashOfMailToken(token)})
        `.execute(tx),
      );
      await changeMailStop(app.context, token, 'stop');
    },
    events: ['mail.reported'],
  },
};
