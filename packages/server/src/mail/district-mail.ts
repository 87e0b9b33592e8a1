import type { DistrictMail } from '@rollcall/core/mail/contract.ts';

/** Since when who gets mail, as the district's row keeps it. */
export interface MailSince {
  readonly mail_since: Date | null;
  readonly student_mail_since: Date | null;
}

/** The setting that a district's row stands for. */
export function districtMailOf({ mail_since, student_mail_since }: MailSince): DistrictMail {
  if (mail_since === null) return 'off';
  return student_mail_since === null ? 'staff' : 'everybody';
}
