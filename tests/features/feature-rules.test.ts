import { lockOf } from '@rollcall/core/features/rules.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../_kit/client.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { changeFeatures, switchFeature } from '../_kit/features.ts';
import { addPeople, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { comment, declined, invited, joined, newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
withServer({}, (server) => {
  ({ app } = server);
});

const featuresOf = async (person: TestPerson) => (await person.client.invite.inbox.query()).features;
const switchedOff = { code: 'FEATURE_LOCKED', details: { feature: 'comments', reason: 'switched_off' } };

async function teacherOf(home: TestDistrict): Promise<TestPerson> {
  const teacher = await newcomer(app, home);
  await addPeople(home.admin.client, home.licenseId, teacher.email, 'teacher');
  const memberId = await inviteOf(teacher, home.licenseId);
  await teacher.client.invite.join.mutate({ memberId, requestId: newRequest() });
  return teacher;
}

async function seqOf({ admin, licenseId }: TestDistrict): Promise<number> {
  return (await admin.client.license.get.query({ licenseId })).license.seq;
}

describe('a feature that is switched off for a user type', () => {
  it('[FEATURE-4] [FEATURE-2] goes from people of that type, and the server refuses it to them with the reason', async () => {
    const home = await makeDistrict(app);
    const { client } = home.admin;
    const [pupil, teacher] = [await joined(app, home), await teacherOf(home)];
    const kept = await comment(pupil);
    await switchFeature(client, home.licenseId, ['student', 'comments'], false);

    expect(await featuresOf(pupil)).toEqual(['pen', 'highlighter', 'text', 'voiceNotes', 'exportDocument']);
    expect(await featuresOf(teacher)).toContain('comments');
    expect(await refusalOf(pupil.client.document.addComment.mutate({ text: 'x' }))).toEqual(switchedOff);
    expect(await refusalOf(pupil.client.document.comments.query())).toEqual(switchedOff);
    expect(await refusalOf(pupil.client.document.begin.mutate({ feature: 'comments' }))).toEqual(switchedOff);
    await pupil.client.document.begin.mutate({ feature: 'voiceNotes' });

    await switchFeature(client, home.licenseId, ['student', 'comments'], true);
    expect(await featuresOf(pupil)).toContain('comments');
    expect((await pupil.client.document.comments.query()).map(({ id }) => id)).toEqual([kept]);
  });

  it('[FEATURE-1] without a licence the reason is another one', async () => {
    const home = await makeDistrict(app);
    await switchFeature(home.admin.client, home.licenseId, ['student', 'comments'], false);
    const refused = { code: 'FEATURE_LOCKED', details: { feature: 'comments', reason: 'no_license' } };
    for (const person of [await newcomer(app, home), await invited(app, home)])
      expect(await refusalOf(person.client.document.comments.query())).toEqual(refused);
  });

  it('[FEATURE-4] stays on for whoever has it by a licence of another district', async () => {
    const [home, other] = [await makeDistrict(app), await makeDistrict(app)];
    const pupil = await joined(app, home);
    await switchFeature(home.admin.client, home.licenseId, ['student', 'comments'], false);
    await addPeople(other.admin.client, other.licenseId, pupil.email);
    expect(await featuresOf(pupil)).not.toContain('comments');
    const memberId = await inviteOf(pupil, other.licenseId);
    await pupil.client.invite.join.mutate({ memberId, requestId: newRequest() });
    expect(await featuresOf(pupil)).toContain('comments');
    await switchFeature(other.admin.client, other.licenseId, ['student', 'comments'], false);
    const { entries } = await pupil.client.invite.inbox.query();
    expect(
      lockOf(entries, 'comments')
        ?.by.map(({ licenseId }) => licenseId)
        .sort(),
    ).toEqual([home.licenseId, other.licenseId].sort());
  });

  it('[FEATURE-4] is shown with who switched it off; what is so already is no change', async () => {
    const home = await makeDistrict(app);
    const { client } = home.admin;
    const before = await seqOf(home);
    await switchFeature(client, home.licenseId, ['other', 'voiceNotes'], true);
    await switchFeature(client, home.licenseId, ['other', 'voiceNotes'], false);
    await switchFeature(client, home.licenseId, ['other', 'voiceNotes'], false);
    expect(await seqOf(home)).toBe(before + 1);
    const { types } = await client.feature.get.query({ licenseId: home.licenseId });
    expect(types).toHaveLength(9);
    expect(types.filter(({ isOn }) => !isOn)).toEqual([
      {
        userType: 'other',
        feature: 'voiceNotes',
        isOn: false,
        switchedOffBy: expect.any(String),
        switchedOffAt: expect.any(String),
        exceptionsOn: 0,
        exceptionsOff: 0,
      },
    ]);
    const { entries } = await client.audit.list.query({ licenseId: home.licenseId, filter: {} });
    expect(entries[0]).toMatchObject({
      action: 'features.changed',
      facts: { features: { voiceNotes: 'off' }, featuresOf: 'other' },
    });
  });
});

describe('an exception', () => {
  it('[FEATURE-4] gives what the type does not have, takes what it has, and can be taken back', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const [one, other] = [await joined(app, home), await joined(app, home)];
    const say = async (person: TestPerson, rule: 'on' | 'off' | 'as_type') =>
      admin.client.feature.changePerson.mutate({
        licenseId,
        memberId: (await getRow(admin.client, licenseId, person.email)).id,
        changes: { comments: rule },
        requestId: newRequest(),
      });
    await switchFeature(admin.client, licenseId, ['student', 'comments'], false);
    await say(one, 'on');
    expect(await featuresOf(one)).toContain('comments');
    expect(await featuresOf(other)).not.toContain('comments');
    await switchFeature(admin.client, licenseId, ['student', 'comments'], true);
    await say(one, 'off');
    expect(await refusalOf(one.client.document.comments.query())).toEqual(switchedOff);
    expect(await featuresOf(other)).toContain('comments');
    const before = await seqOf(home);
    await say(one, 'off');
    expect(await seqOf(home)).toBe(before);
    await say(one, 'as_type');
    expect(await featuresOf(one)).toContain('comments');
  });

  it('[FEATURE-4] is shown in the panel with what the type has, by whom, and in the history', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const pupil = await joined(app, home);
    await switchFeature(admin.client, licenseId, ['student', 'comments'], false);
    await changeFeatures(admin.client, licenseId, pupil.email, { comments: 'on', voiceNotes: 'off' });
    const { id: memberId } = await getRow(admin.client, licenseId, pupil.email);
    const shown = await admin.client.feature.getPerson.query({ licenseId, memberId });
    const said = { setBy: expect.any(String), setAt: expect.any(String) };
    expect(shown).toEqual({
      userType: 'student',
      features: [
        { feature: 'comments', isOnForType: false, rule: 'on', isOn: true, ...said },
        { feature: 'voiceNotes', isOnForType: true, rule: 'off', isOn: false, ...said },
        {
          feature: 'exportDocument',
          isOnForType: true,
          rule: 'as_type',
          isOn: true,
          setBy: null,
          setAt: null,
        },
      ],
    });
    const panel = await admin.client.member.panel.query({ licenseId, memberId });
    expect(panel.history[0]).toMatchObject({ what: 'features_changed', by: expect.any(String) });
  });

  it('[FEATURE-4] can be made for somebody who has not joined yet: it holds from the moment of joining', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const [pupil, away] = [await invited(app, home), await declined(app, home)];
    await changeFeatures(admin.client, licenseId, `${pupil.email} ${away.email}`, { comments: 'off' });
    const memberId = await inviteOf(pupil, licenseId);
    const { entries } = await pupil.client.invite.inbox.query();
    expect(entries).toMatchObject([{ memberId, switchedOff: ['comments'] }]);
    await pupil.client.invite.join.mutate({ memberId, requestId: newRequest() });
    expect(await featuresOf(pupil)).toEqual(['pen', 'highlighter', 'text', 'voiceNotes', 'exportDocument']);
  });

  it('[FEATURE-4] stays, whatever the rules of the type become', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const pupil = await joined(app, home);
    await changeFeatures(admin.client, licenseId, pupil.email, { comments: 'on' });
    await switchFeature(admin.client, licenseId, ['student', 'comments'], false);
    await switchFeature(admin.client, licenseId, ['student', 'voiceNotes'], false);
    expect(await featuresOf(pupil)).toEqual(['pen', 'highlighter', 'text', 'comments', 'exportDocument']);
  });
});
