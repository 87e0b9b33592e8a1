import { noticeDueTerms } from '@rollcall/server/terms/notice-terms.ts';
import { grantLicenseAdmin, revokeLicenseAdmin } from '@rollcall/server/vendor/grants.ts';
import { renewLicense } from '@rollcall/server/vendor/renew-license.ts';
import { sql } from 'kysely';
import { asVendor, canonical } from '../_kit/district.ts';
import { click, getRow } from '../_kit/membership.ts';
import { joined, newcomer } from '../_kit/valid-calls.ts';
import type { LiveCommand, Scene } from './live-command.ts';

const place = ({ home }: Scene) => ({ districtId: home.id, licenseId: home.licenseId });
const grantee = (email: string) => ({ email: canonical(email), name: 'A colleague' });

/** What the vendor and the clock do to a licence. */
export const vendorCommands: Readonly<Record<string, LiveCommand>> = {
  'vendor: grant license admin': {
    who: newcomer,
    run: (scene) =>
      asVendor(scene.app, place(scene), (tx) =>
        grantLicenseAdmin(tx, place(scene), grantee(scene.person.email)),
      ),
    events: ['admin.granted'],
  },
  'vendor: revoke license admin': {
    who: newcomer,
    first: (scene) =>
      asVendor(scene.app, place(scene), (tx) =>
        grantLicenseAdmin(tx, place(scene), grantee(scene.person.email)),
      ).then(() => undefined),
    run: (scene) =>
      asVendor(scene.app, place(scene), (tx) =>
        revokeLicenseAdmin(tx, place(scene), grantee(scene.person.email).email),
      ),
    events: ['admin.revoked'],
  },
  'the clock: a term that ends': {
    who: async (app, home) => {
      const person = await joined(app, home);
      await app.context.db.withSystemTx((tx) =>
        sql`
          update license set ends_at = now() + interval '10 days', term_set_at = starts_at - interval '1 year'
          where id = ${home.licenseId}
        `.execute(tx),
      );
      return person;
    },
    run: ({ app }) => noticeDueTerms(app.context),
    events: ['term.noticed'],
  },
  'vendor: renew': {
    who: joined,
    run: (scene) =>
      asVendor(scene.app, place(scene), (tx) =>
        renewLicense(tx, place(scene), {
          endsAt: new Date(Date.now() + 1e10),
          studentSeats: 5,
          admins: [],
          domainIds: [],
        }),
      ),
    events: ['license.renewed'],
  },
  'vendor: renew, for somebody who has just been removed': {
    who: joined,
    first: async ({ home, person }) => {
      const { client } = home.admin;
      const row = await getRow(client, home.licenseId, person.email);
      await client.member.remove.mutate(click(home.licenseId, row));
    },
    run: (scene) =>
      asVendor(scene.app, place(scene), (tx) =>
        renewLicense(tx, place(scene), { endsAt: new Date(Date.now() + 1e10), admins: [], domainIds: [] }),
      ),
    events: ['license.renewed'],
  },
};
