import { changeFeatures, switchFeature } from '../_kit/features.ts';
import { getRow, newRequest } from '../_kit/membership.ts';
import { joined } from '../_kit/valid-calls.ts';
import type { LiveCommand } from './live-command.ts';

/** Whatever changes which features a licence gives. */
export const featureCommands: Readonly<Record<string, LiveCommand>> = {
  'feature.changeType': {
    who: joined,
    run: ({ home }) => switchFeature(home.admin.client, home.licenseId, ['student', 'comments'], false),
    events: ['features.changed'],
  },
  'feature.changePerson': {
    who: joined,
    run: async ({ home: { admin, licenseId }, person }) =>
      admin.client.feature.changePerson.mutate({
        licenseId,
        memberId: (await getRow(admin.client, licenseId, person.email)).id,
        changes: { comments: 'off' },
        requestId: newRequest(),
      }),
    events: ['member.featuresChanged'],
  },
  'feature.changePeople': {
    who: joined,
    first: ({ home }) => switchFeature(home.admin.client, home.licenseId, ['student', 'comments'], false),
    run: ({ home, person }) =>
      changeFeatures(home.admin.client, home.licenseId, person.email, { comments: 'on', voiceNotes: 'off' }),
    events: ['member.featuresChanged'],
  },
};
