import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { AppContext } from '../../app-context.ts';

/** Sends a code, or hands it to the page where the demo has no mail. Throws UNAVAILABLE when it cannot be sent. */
export async function sendCode(
  app: AppContext,
  to: CanonicalEmail,
  code: string,
  linking: string | null = null,
): Promise<{ demoCode: string | null }> {
  if (app.env.demo) return { demoCode: code };
  if (!app.mailer.delivers) {
    app.log.error('a sign-in code was asked for, but SMTP_URL is not set');
    throw new DomainError('UNAVAILABLE', {});
  }
  try {
    await app.mailer.sendCode(to, code, linking);
  } catch {
    throw new DomainError('UNAVAILABLE', {});
  }
  return { demoCode: null };
}
