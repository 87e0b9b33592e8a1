import { z } from 'zod';

/** Everything that can be done on a licence, as a closed list. */
export const licenseAction = z.enum([
  'license.read',
  'license.readKey',
  'license.changeKey',
  'member.read',
  'member.add',
  'member.remove',
  'member.withdraw',
  'member.remind',
  'member.changeType',
  'member.export',
  'run.read',
  'run.control',
  'sync.read',
  'sync.control',
  'link.read',
  'link.change',
  'feature.read',
  'feature.change',
  'mail.read',
  'lms.read',
  'lms.control',
  'audit.read',
]);
export type LicenseAction = z.infer<typeof licenseAction>;
