import { randomUUID } from 'node:crypto';
import type { FeatureChanges } from '@rollcall/core/features/contract.ts';
import { pasteLimit } from '@rollcall/core/members/split-addresses.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../_kit/client.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { changeFeatures, switchFeature } from '../_kit/features.ts';
import { addPeople, click, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { confirmAndFinish, startSelection, undoRun, waitForRun } from '../_kit/runs.ts';
import { until } from '../_kit/socket.ts';
import { joined, newcomer, proveAddress } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
// In demo mode the server hands out its codes, by which a person proves a second address.
withServer({ demo: true }, (server) => {
  ({ app } = server);
});

const noComments = { comments: 'off' } as const satisfies FeatureChanges;
const featuresOf = async (person: TestPerson) => (await person.client.invite.inbox.query()).features;

async function peopleOf({ admin, licenseId }: TestDistrict, search: string | null = null) {
  const people: { email: string; exceptions: object }[] = [];
  let cursor: string | null = null;
  do {
    const page: { people: typeof people; nextCursor: string | null } =
      await admin.client.feature.listPeople.query({ licenseId, search, cursor, limit: 2 });
    people.push(...page.people);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return people.map(({ email, exceptions }) => ({ email, exceptions }));
}

async function removeAndReturn(home: TestDistrict, pupil: TestPerson): Promise<void> {
  const { admin, licenseId } = home;
  const row = await getRow(admin.client, licenseId, pupil.email);
  await admin.client.member.remove.mutate(click(licenseId, row));
  await addPeople(admin.client, licenseId, pupil.email);
  const memberId = await inviteOf(pupil, licenseId);
  await pupil.client.invite.join.mutate({ memberId, requestId: newRequest() });
}

describe('exceptions of pasted people', () => {
  it('[FEATURE-6] every line has its outcome before anything happens, and the same one afterwards', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const [one, two] = [home.address('one'), home.address('two')];
    await addPeople(admin.client, licenseId, `${one}, ${two}`);
    await changeFeatures(admin.client, licenseId, two, noComments);
    const text = `One <${one.toUpperCase()}>\n${two}\n${home.address('nobody')}\nnonsense\n${one}`;
    const body = { licenseId, text, changes: noComments };
    const plan = await admin.client.feature.planPeople.mutate(body);
    expect(plan.lines.map(({ line, outcome, reason }) => [line, outcome, reason])).toEqual([
      [1, 'changed', null],
      [2, 'unchanged', null],
      [3, 'not_member', null],
      [4, 'invalid_email', 'no_at_sign'],
      [5, 'duplicate', null],
    ]);
    expect(await peopleOf(home)).toEqual([{ email: two, exceptions: { comments: 'off' } }]);

    const confirm = { ...body, digest: plan.digest, requestId: newRequest() };
    const done = await admin.client.feature.changePeople.mutate(confirm);
    expect(done).toEqual({ kind: 'done', lines: plan.lines, outcomes: plan.outcomes });
    const { seq } = (await admin.client.license.get.query({ licenseId })).license;
    expect(await admin.client.feature.changePeople.mutate(confirm)).toEqual(done);
    expect((await admin.client.license.get.query({ licenseId })).license.seq).toBe(seq);
    expect(await peopleOf(home)).toHaveLength(2);
    const other = { ...confirm, changes: { comments: 'on' } as const };
    expect((await refusalOf(admin.client.feature.changePeople.mutate(other))).code).toBe('REQUEST_REUSED');
  });

  it('[FEATURE-6] [PLAN-2] a world that has changed since is planned again, and nothing happens', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const [one, two] = [home.address('one'), home.address('two')];
    await addPeople(admin.client, licenseId, one);
    const body = { licenseId, text: `${one} ${two}`, changes: noComments };
    const { digest } = await admin.client.feature.planPeople.mutate(body);
    await addPeople(admin.client, licenseId, two);
    const answer = { ...body, digest, requestId: newRequest() };
    expect(await admin.client.feature.changePeople.mutate(answer)).toMatchObject({
      kind: 'plan_changed',
      plan: { outcomes: { changed: 2 } },
    });
    expect(await peopleOf(home)).toEqual([]);
  });

  it('[FEATURE-6] up to the limit of a paste, and not one more', async () => {
    const home = await makeDistrict(app, { studentSeats: null });
    const { admin, licenseId } = home;
    const pupil = await joined(app, home);
    const others = Array.from({ length: pasteLimit - 1 }, (_, index) => home.address(`p${index}`));
    await addPeople(admin.client, licenseId, others.join('\n'));
    using screen = await PersonScreen.open(app.port, pupil);
    const text = [...others, pupil.email].join('\n');
    const tooMany = { licenseId, text: `${text}\n${home.address('more')}`, changes: noComments };
    expect(await refusalOf(admin.client.feature.planPeople.mutate(tooMany))).toEqual({
      code: 'TOO_MANY_ADDRESSES',
      details: { found: pasteLimit + 1, limit: pasteLimit },
    });
    expect(await changeFeatures(admin.client, licenseId, text, noComments)).toMatchObject({
      outcomes: { changed: pasteLimit },
    });
    await until(() => expect(screen.inbox.features).not.toContain('comments'));
    expect((await admin.client.feature.get.query({ licenseId })).peopleWithExceptions).toBe(pasteLimit);
  });

  it('[FEATURE-6] what is not named stays as it is, and all of it can be taken back', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const [one, two, three] = [home.address('ann'), home.address('bob'), home.address('cy')];
    await addPeople(admin.client, licenseId, `Ann Lee <${one}> Bob <${two}> Cy Lee <${three}>`);
    await changeFeatures(admin.client, licenseId, one, { comments: 'off', exportDocument: 'on' });
    await changeFeatures(admin.client, licenseId, `${one} ${two} ${three}`, { voiceNotes: 'off' });
    expect(await peopleOf(home)).toEqual([
      { email: one, exceptions: { comments: 'off', exportDocument: 'on', voiceNotes: 'off' } },
      { email: two, exceptions: { voiceNotes: 'off' } },
      { email: three, exceptions: { voiceNotes: 'off' } },
    ]);
    expect((await peopleOf(home, 'lee')).map(({ email }) => email)).toEqual([one, three]);
    expect(await peopleOf(home, '%')).toEqual([]);
    const { types, peopleWithExceptions } = await admin.client.feature.get.query({ licenseId });
    expect(peopleWithExceptions).toBe(3);
    expect(
      types
        .filter(({ userType }) => userType === 'student')
        .map(({ exceptionsOn, exceptionsOff }) => [exceptionsOn, exceptionsOff]),
    ).toEqual([
      [0, 1],
      [0, 3],
      [1, 0],
    ]);
    const back = { comments: 'as_type', voiceNotes: 'as_type', exportDocument: 'as_type' } as const;
    await changeFeatures(admin.client, licenseId, `${one} ${two}`, back);
    expect(await peopleOf(home)).toEqual([{ email: three, exceptions: { voiceNotes: 'off' } }]);
  });

  it('[FEATURE-6] [B04] without a feature there is nothing to plan, and unknown ones are refused', async () => {
    const { admin, licenseId } = await makeDistrict(app);
    for (const changes of [{}, { pen: 'off' }, { comments: 'perhaps' }]) {
      const call = admin.client.feature.planPeople.mutate({
        licenseId,
        text: '',
        changes: changes as FeatureChanges,
      });
      expect((await refusalOf(call)).code).toBe('INVALID_INPUT');
    }
  });
});

describe('how long an exception holds', () => {
  it('[FEATURE-5] who is removed and added again starts without', async () => {
    const home = await makeDistrict(app);
    const pupil = await joined(app, home);
    await changeFeatures(home.admin.client, home.licenseId, pupil.email, noComments);
    await removeAndReturn(home, pupil);
    expect(await featuresOf(pupil)).toContain('comments');
    expect(await peopleOf(home)).toEqual([]);
    expect(
      (await home.admin.client.feature.get.query({ licenseId: home.licenseId })).peopleWithExceptions,
    ).toBe(0);
  });

  it('[FEATURE-5] [RUN-7] where the removal is undone, it is back', async () => {
    const home = await makeDistrict(app);
    const pupil = await joined(app, home);
    await changeFeatures(home.admin.client, home.licenseId, pupil.email, noComments);
    const emails = [pupil.email];
    const run = await startSelection(home.admin, home.licenseId, { verb: 'remove', emails });
    const done = await confirmAndFinish(home.admin, await waitForRun(home.admin, run, ['planned']));
    expect(await peopleOf(home)).toEqual([]);
    await undoRun(home.admin, done);
    expect(await peopleOf(home)).toEqual([{ email: pupil.email, exceptions: { comments: 'off' } }]);
    expect(await featuresOf(pupil)).not.toContain('comments');
  });

  it('[FEATURE-5] [SOURCE-4] two rows that turn out to be one person: it holds for the one that is left', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const pupil = await joined(app, home);
    const second = `second-${randomUUID().slice(0, 8)}@elsewhere.example`;
    await addPeople(admin.client, licenseId, second);
    await changeFeatures(admin.client, licenseId, second, { comments: 'off', voiceNotes: 'off' });
    await changeFeatures(admin.client, licenseId, pupil.email, { voiceNotes: 'on' });
    await switchFeature(admin.client, licenseId, ['student', 'voiceNotes'], false);
    await proveAddress(pupil, second);
    expect(await peopleOf(home)).toEqual([
      { email: pupil.email, exceptions: { comments: 'off', voiceNotes: 'on' } },
    ]);
    expect(await featuresOf(pupil)).toEqual(['pen', 'highlighter', 'text', 'voiceNotes', 'exportDocument']);
  });

  it('[FEATURE-6] [ACCESS-3] somebody who has gone is not there to be changed', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    await addPeople(admin.client, licenseId, home.address('gone'));
    const row = await getRow(admin.client, licenseId, home.address('gone'));
    await admin.client.member.remove.mutate(click(licenseId, row));
    const place = { licenseId, memberId: row.id };
    const change = { ...place, changes: noComments, requestId: newRequest() };
    const missing = { code: 'NOT_FOUND', details: { noun: 'member' } };
    expect(await refusalOf(admin.client.feature.changePerson.mutate(change))).toEqual(missing);
    expect(await refusalOf(admin.client.feature.getPerson.query(place))).toEqual(missing);
  });

  it('[FEATURE-3] [FEATURE-7] switches reach apps that are open, of the people concerned only', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const [pupil, other] = [await joined(app, home), await joined(app, home)];
    const outsider = await newcomer(app, home);
    await app.settled();
    using hers = await PersonScreen.open(app.port, pupil);
    using his = await PersonScreen.open(app.port, other);
    using outside = await PersonScreen.open(app.port, outsider);
    await switchFeature(admin.client, licenseId, ['student', 'comments'], false);
    await until(() => expect(hers.inbox.features).not.toContain('comments'));
    await until(() => expect(his.inbox.features).not.toContain('comments'));
    await changeFeatures(admin.client, licenseId, pupil.email, { comments: 'on' });
    await until(() => expect(hers.inbox.features).toContain('comments'));
    await app.settled();
    expect(his.inbox.features).not.toContain('comments');
    expect(his.socket.inboxes).toHaveLength(2);
    expect(outside.socket.inboxes).toHaveLength(1);
    await hers.expectFresh();
    await his.expectFresh();
  });
});
