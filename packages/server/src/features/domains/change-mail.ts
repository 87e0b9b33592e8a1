import { DomainError } from '@rollcall/core/errors.ts';
import type { changeDistrictMailInput, DistrictMail } from '@rollcall/core/mail/contract.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { runDistrictCommand } from '../../commands/run-district-command.ts';
import { logDomain } from '../../domains/log-domain.ts';
import { districtMailOf } from '../../mail/district-mail.ts';

/**
 * Sets who in the district gets mail (SPEC MAIL-1). What happened before is not mailed: each kind counts from when it was
 * switched on. Throws MAIL_NOT_SET_UP where this installation has no way to send any.
 */
export async function changeMail(
  app: AppContext,
  who: SignedIn,
  input: z.infer<typeof changeDistrictMailInput>,
): Promise<{ mail: DistrictMail }> {
  const { beside, requestId, mail } = input;
  const command = { domainId: beside, requestId, body: { mail } };
  return runDistrictCommand(app, who, command, async ({ tx, districtId, actor, actorName }) => {
    if (mail !== 'off' && app.env.smtpUrl === undefined) throw new DomainError('MAIL_NOT_SET_UP', {});
    const before = await tx
      .selectFrom('district')
      .select(['mail_since', 'student_mail_since'])
      .where('id', '=', districtId)
      .executeTakeFirstOrThrow();
    if (districtMailOf(before) === mail) return { mail };
    await tx
      .updateTable('district')
      .set({
        mail_since: mail === 'off' ? null : (before.mail_since ?? sql<Date>`now()`),
        student_mail_since: mail === 'everybody' ? sql<Date>`now()` : null,
      })
      .where('id', '=', districtId)
      .execute();
    await logDomain(tx, districtId, { actor, name: actorName }, { action: 'mail_changed', mail });
    return { mail };
  });
}
