import { accountRouter } from './features/account/account.router.ts';
import { auditRouter } from './features/audit/audit.router.ts';
import { connectionRouter } from './features/connections/connection.router.ts';
import { demoRouter } from './features/demo/demo.router.ts';
import { documentRouter } from './features/documents/document.router.ts';
import { domainWideRouter } from './features/domain-wide/domain-wide.router.ts';
import { domainRouter } from './features/domains/domain.router.ts';
import { exclusionRouter } from './features/exclusions/exclusion.router.ts';
import { featureRouter } from './features/feature-rules/feature.router.ts';
import { inviteRouter } from './features/invites/invite.router.ts';
import { licenseKeyRouter } from './features/license-key/license-key.router.ts';
import { licenseRouter } from './features/licenses/license.router.ts';
import { linkRouter } from './features/links/link.router.ts';
import { lmsRouter } from './features/lms/lms.router.ts';
import { mailRouter } from './features/mail/mail.router.ts';
import { memberRouter } from './features/members/member.router.ts';
import { runRouter } from './features/runs/run.router.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  account: accountRouter,
  audit: auditRouter,
  connection: connectionRouter,
  demo: demoRouter,
  document: documentRouter,
  domain: domainRouter,
  domainWide: domainWideRouter,
  exclusion: exclusionRouter,
  feature: featureRouter,
  invite: inviteRouter,
  license: licenseRouter,
  licenseKey: licenseKeyRouter,
  link: linkRouter,
  lms: lmsRouter,
  mail: mailRouter,
  member: memberRouter,
  run: runRouter,
});

/** All that the apps know of the server. */
export type AppRouter = typeof appRouter;
