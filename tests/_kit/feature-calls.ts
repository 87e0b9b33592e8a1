import type { RunningApp } from '@rollcall/server/app.ts';
import type { TestDistrict, TestPerson } from './district.ts';
import { changeFeatures } from './features.ts';
import { getRow, newRequest } from './membership.ts';

type MakePerson = (app: RunningApp, home: TestDistrict) => Promise<TestPerson>;
type Call = (
  app: RunningApp,
  home: TestDistrict,
) => Promise<{ readonly input: Readonly<Record<string, unknown>>; readonly token: string }>;

const onLicense =
  (more: Readonly<Record<string, unknown>>): Call =>
  async (_app, { licenseId, admin }) => ({ input: { licenseId, ...more }, token: admin.token });

/** Said of voice notes, and of staff: the other calls of a test need what they try themselves. */
const changes = { voiceNotes: 'off' } as const;

/** A valid call of each procedure about features, with people as they are made by the others. */
export function featureCalls({
  invited,
  joined,
}: {
  readonly invited: MakePerson;
  readonly joined: MakePerson;
}): Readonly<Record<string, Call>> {
  const onMember =
    (more: () => Readonly<Record<string, unknown>>): Call =>
    async (app, home) => {
      const { licenseId, admin } = home;
      const row = await getRow(admin.client, licenseId, (await joined(app, home)).email);
      return { input: { licenseId, memberId: row.id, ...more() }, token: admin.token };
    };
  return {
    'feature.get': onLicense({}),
    'feature.changeType': async (_app, { licenseId, admin }) => ({
      input: { licenseId, userType: 'other', feature: 'voiceNotes', isOn: false, requestId: newRequest() },
      token: admin.token,
    }),
    'feature.listPeople': async (app, home) => {
      await changeFeatures(home.admin.client, home.licenseId, (await invited(app, home)).email, changes);
      return { input: { licenseId: home.licenseId }, token: home.admin.token };
    },
    'feature.getPerson': onMember(() => ({})),
    'feature.changePerson': onMember(() => ({ changes, requestId: newRequest() })),
    'feature.planPeople': onLicense({ text: 'somebody@example.org', changes }),
    'feature.changePeople': async (app, home) => {
      const { licenseId, admin } = home;
      const body = { licenseId, text: (await invited(app, home)).email, changes };
      const { digest } = await admin.client.feature.planPeople.mutate(body);
      return { input: { ...body, digest, requestId: newRequest() }, token: admin.token };
    },
  };
}
