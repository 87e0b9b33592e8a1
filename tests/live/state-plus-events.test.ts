import { randomUUID } from 'node:crypto';
import { eventType } from '@rollcall/core/events/catalog.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { rawRequest } from '../_kit/http.ts';
import { changeLink, joinByLink, openLink, readLinkCode } from '../_kit/links.ts';
import { addPeople, click, getRow, inviteOf, newRequest, openKey } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { changeSelected, startSelection, uploadCsv, waitForRun } from '../_kit/runs.ts';
import { until } from '../_kit/socket.ts';
import { fakeWorkspaces } from '../_kit/sync-world.ts';
import { declined, invited, joined, newcomer, procedures, queued } from '../_kit/valid-calls.ts';
import { createOwnDatabase, type OwnDatabase } from '../schema/own-database.ts';
import { featureCommands } from './feature-commands.ts';
import { confirmLast, type LiveCommand, lastRun, type Scene } from './live-command.ts';
import { lmsCommands } from './lms-commands.ts';
import { mailCommands } from './mail-commands.ts';
import { syncChangesNothing, syncCommands } from './sync-commands.ts';
import { vendorCommands } from './vendor-commands.ts';

let app: Awaited<ReturnType<typeof startApp>>;
const workspaces = fakeWorkspaces();
/** Of its own: the servers of other tests would work these runs, and tell of them only whom they have connected. */
let own: OwnDatabase;
let database: TestDatabase;
beforeAll(async () => {
  own = await createOwnDatabase({ migrated: true });
  const urls = { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl };
  // In demo mode the server hands out its codes, by which a person proves a second address.
  app = await startApp({ ...urls, demo: true, logLevel: 'silent' }, { shownMs: 20 }, workspaces.jobs);
  database = openDatabase(own.superuserUrl);
});
afterAll(async () => {
  await app.stop();
  await database.end();
  await own[Symbol.asyncDispose]();
});

const clickOn = async ({ home, person }: Scene) =>
  click(home.licenseId, await getRow(home.admin.client, home.licenseId, person.email));
const answer = async ({ home, person }: Scene) => ({
  memberId: await inviteOf(person, home.licenseId),
  requestId: newRequest(),
});

async function proveSecondAddress({ person }: Scene, email: string): Promise<void> {
  const { demoCode } = await person.client.account.requestAddressCode.mutate({ email });
  await person.client.account.addAddress.mutate({ email, code: demoCode ?? '' });
}

async function planFile(home: TestDistrict, emails: readonly string[]): Promise<void> {
  const file = `Email\n${emails.join('\n')}\n`;
  const run = await uploadCsv(app, home.admin, { licenseId: home.licenseId, file });
  await waitForRun(home.admin, run, ['planned']);
}

/** Whatever changes a licence, by procedure where it is one. */
const commands: Readonly<Record<string, LiveCommand>> = {
  ...syncCommands,
  ...mailCommands,
  ...vendorCommands,
  ...featureCommands,
  ...lmsCommands,
  'member.add': {
    who: newcomer,
    run: ({ home, person }) =>
      addPeople(home.admin.client, home.licenseId, `${person.email}, ${home.address('x')}`),
    events: ['member.added'],
  },
  'member.add of somebody who declined': {
    who: declined,
    run: ({ home, person }) => addPeople(home.admin.client, home.licenseId, person.email),
    events: ['member.added'],
  },
  'member.add of more people than a packet lists': {
    who: newcomer,
    run: ({ home, person }) => {
      const others = Array.from({ length: 300 }, (_, index) => home.address(`many${index}`));
      return addPeople(home.admin.client, home.licenseId, [...others, person.email].join('\n'), 'teacher');
    },
    events: ['member.added'],
  },
  'member.remove': {
    who: joined,
    run: async (scene) => scene.home.admin.client.member.remove.mutate(await clickOn(scene)),
    events: ['member.removed'],
  },
  'member.withdraw': {
    who: invited,
    run: async (scene) => scene.home.admin.client.member.withdraw.mutate(await clickOn(scene)),
    events: ['member.withdrawn'],
  },
  'member.remind': {
    who: invited,
    run: async (scene) => scene.home.admin.client.member.remind.mutate(await clickOn(scene)),
    events: ['member.reminded'],
  },
  'member.reinvite': {
    who: declined,
    run: async (scene) => scene.home.admin.client.member.reinvite.mutate(await clickOn(scene)),
    events: ['member.added'],
  },
  'invite.join': {
    who: invited,
    run: async (scene) => scene.person.client.invite.join.mutate(await answer(scene)),
    events: ['member.joined'],
  },
  'invite.decline': {
    who: invited,
    run: async (scene) =>
      scene.person.client.invite.decline.mutate({ ...(await answer(scene)), reason: 'no time' }),
    events: ['member.declined'],
  },
  'invite.dismiss': {
    who: invited,
    run: async (scene) => scene.person.client.invite.dismiss.mutate(await answer(scene)),
    events: ['member.dismissed'],
  },
  'licenseKey.redeem': {
    who: invited,
    first: async ({ home }) => void (await openKey(home.admin.client, home.licenseId)),
    run: async ({ home, person }) => {
      const { key } = await home.admin.client.license.readKey.mutate({ licenseId: home.licenseId });
      return person.client.licenseKey.redeem.mutate({ key: key ?? '', requestId: newRequest() });
    },
    events: ['member.added'],
  },
  'link.join': {
    who: invited,
    first: async ({ home }) => void (await openLink(home.admin.client, home.licenseId)),
    run: async ({ home, person }) =>
      joinByLink(person, await readLinkCode(home.admin.client, home.licenseId)),
    events: ['member.added'],
  },
  'link.change': {
    who: newcomer,
    run: ({ home }) => changeLink(home.admin.client, home.licenseId),
    events: ['link.changed'],
  },
  'link.rotate': {
    who: newcomer,
    run: ({ home }) =>
      home.admin.client.link.rotate.mutate({ licenseId: home.licenseId, requestId: newRequest() }),
    events: ['link.changed'],
  },
  'license.setKey': {
    who: newcomer,
    run: ({ home }) =>
      home.admin.client.license.setKey.mutate({
        licenseId: home.licenseId,
        requestId: newRequest(),
        enabled: true,
        userType: 'teacher',
      }),
    events: ['license.keyChanged'],
  },
  'license.rotateKey': {
    who: newcomer,
    run: ({ home }) =>
      home.admin.client.license.rotateKey.mutate({ licenseId: home.licenseId, requestId: newRequest() }),
    events: ['license.keyChanged'],
  },
  'account.addAddress, where the address waits on the list': {
    who: newcomer,
    first: ({ home }) =>
      addPeople(home.admin.client, home.licenseId, home.address('second')).then(() => undefined),
    run: (scene) => proveSecondAddress(scene, scene.home.address('second')),
    events: ['member.identified'],
  },
  'account.addAddress, where both addresses are on the list': {
    who: joined,
    first: ({ home }) =>
      addPeople(home.admin.client, home.licenseId, home.address('second')).then(() => undefined),
    run: (scene) => proveSecondAddress(scene, scene.home.address('second')),
    events: ['member.identified'],
  },
  'shown, by the socket': {
    who: invited,
    run: async (scene) => {
      const memberId = await inviteOf(scene.person, scene.home.licenseId);
      scene.screen.socket.shown(memberId);
      await until(async () => {
        const row = await getRow(scene.home.admin.client, scene.home.licenseId, scene.person.email);
        expect(row.shownOn).not.toBeNull();
      });
    },
    events: ['member.shown'],
  },
  'run.confirm of a file': {
    who: newcomer,
    first: ({ home, person }) => planFile(home, [person.email, home.address('x')]),
    run: confirmLast,
    events: ['run.confirmed', 'run.applied', 'run.ended'],
  },
  'run.confirm of a file of more people than a packet lists': {
    who: declined,
    first: ({ home, person }) =>
      planFile(home, [person.email, ...Array.from({ length: 300 }, (_, nth) => home.address(`many${nth}`))]),
    run: confirmLast,
    events: ['run.confirmed', 'run.applied', 'run.ended'],
  },
  ...Object.fromEntries(
    (
      [
        ['remove', joined],
        ['withdraw', invited],
        ['remind', invited],
        ['reinvite', declined],
        ['change_type', joined],
      ] as const
    ).map(([verb, who]): [string, LiveCommand] => [
      `run.confirm of ${verb}`,
      {
        who,
        first: async ({ home, person }) => {
          const selected = { verb, emails: [person.email] };
          const more = verb === 'change_type' ? { userType: 'teacher' as const } : {};
          const run = await startSelection(home.admin, home.licenseId, { ...selected, ...more });
          await waitForRun(home.admin, run, ['planned']);
        },
        run: confirmLast,
        events: ['run.confirmed', 'run.applied', 'run.ended'],
      },
    ]),
  ),
  'run.confirm of an undo': {
    who: joined,
    first: async ({ home, person }) => {
      const { licenseId, admin } = home;
      const done = await changeSelected(admin, licenseId, { verb: 'remove', emails: [person.email] });
      const input = { licenseId, runId: done.id, requestId: newRequest() };
      await waitForRun(admin, await admin.client.run.undo.mutate(input), ['planned']);
    },
    run: confirmLast,
    events: ['run.confirmed', 'run.applied', 'run.ended'],
  },
  'run.cancel': {
    who: newcomer,
    first: async ({ home }) => void (await queued(app, home)),
    run: async ({ home }) => {
      const input = { licenseId: home.licenseId, runId: (await lastRun(home)).id };
      await home.admin.client.run.cancel.mutate({ ...input, requestId: newRequest() });
    },
    events: ['run.ended'],
  },
  'the list as a file': {
    who: invited,
    run: ({ home }) =>
      rawRequest(app.port, {
        path: `/files/licenses/${home.licenseId}/people.csv`,
        headers: { cookie: `rollcall=${home.admin.token}`, 'sec-fetch-site': 'same-origin' },
      }),
    events: ['list.exported'],
  },
};

/** Mutations after which every licence is as before. */
const changeNothing = new Set<string>([
  ...syncChangesNothing,
  'account.requestCode',
  'account.requestAddressCode',
  'account.signIn',
  'account.signOut',
  'account.endSession',
  'demo.signIn',
  'document.addComment',
  'document.begin',
  'feature.planPeople',
  'document.removeComment',
  'license.readKey',
  'link.readCode',
  'member.planAdd',
  // Of a run only what is confirmed is a change of the licence.
  'run.discard',
  'run.replan',
  'run.startSelection',
  'run.undo',
]);

async function eventsSince(licenseId: string, seq: number): Promise<{ seq: number; type: string }[]> {
  const rows = await database.rows<{ seq: string; type: string }>(
    'select seq, type from event where license_id = $1 and seq > $2 order by seq',
    [licenseId, seq],
  );
  return rows.map((row) => ({ seq: Number(row.seq), type: row.type }));
}

const withoutRepeats = (types: readonly string[]) => types.filter((type, at) => type !== types[at - 1]);

describe('the state before a command and its events are the state after it', () => {
  it.each(Object.entries(commands))('[LIVE-8] [I8] [LIVE-1] [I6] %s', async (_name, command) => {
    const { type = 'district' } = command;
    const home = await makeDistrict(app, { studentSeats: 400, staffSeats: 400, type });
    const person = await command.who(app, home);
    using screen = await PersonScreen.open(app.port, person);
    const scene = { app, home, person, screen, google: workspaces.of(home) };
    await command.first?.(scene);
    await app.settled();
    using admin = await AdminScreen.open(app.port, home.admin, home.licenseId);
    const before = admin.license.seq;

    await command.run(scene);
    await app.settled();
    await admin.expectFresh();
    await screen.expectFresh();
    const expected = command.events.map((type, index) => ({ seq: before + index + 1, type }));
    expect(await eventsSince(home.licenseId, before)).toEqual(expected);
    // Nothing was read anew, unless the rows were too many to list: the screen knows it all from the packets.
    expect(admin.fullReads).toBe(admin.applied.filter((packet) => packet.bulk).length);
    // What left in one packet names a type once.
    const heard = admin.applied.flatMap((packet) => packet.happened.map(({ type }) => type));
    expect(withoutRepeats(heard)).toEqual(withoutRepeats(command.events));
  });

  it('[LIVE-8] every mutation is either here or changes no license, and every event is caused by one', () => {
    const mutations = procedures.filter(({ type }) => type === 'mutation').map(({ name }) => name);
    const known = new Set(Object.keys(commands).map((name) => name.split(/[ ,]/)[0]));
    expect(mutations.filter((name) => !known.has(name) && !changeNothing.has(name))).toEqual([]);
    const caused = new Set(Object.values(commands).flatMap((command) => command.events));
    expect(eventType.options.filter((type) => !caused.has(type))).toEqual([]);
  });

  it('[LIVE-8] what is refused, repeated or without effect leaves no event', async () => {
    const home = await makeDistrict(app);
    const person = await invited(app, home);
    const google = workspaces.of(home);
    const scene = { app, home, person, google, screen: await PersonScreen.open(app.port, person) };
    using _screen = scene.screen;
    const join = await answer(scene);
    await person.client.invite.join.mutate(join);
    const closed = await invited(app, home);
    const close = { memberId: await inviteOf(closed, home.licenseId), requestId: newRequest() };
    await closed.client.invite.dismiss.mutate(close);
    await app.settled();
    using admin = await AdminScreen.open(app.port, home.admin, home.licenseId);
    const before = admin.license.seq;
    const heard = scene.screen.socket.inboxes.length;

    await person.client.invite.join.mutate(join);
    await person.client.invite.join.mutate({ ...join, requestId: newRequest() });
    await closed.client.invite.dismiss.mutate({ ...close, requestId: newRequest() });
    await addPeople(home.admin.client, home.licenseId, `${person.email}, nonsense`);
    const stale = { ...(await clickOn(scene)), seq: 0 };
    await expect(home.admin.client.member.remove.mutate(stale)).rejects.toThrow('CHANGED_MEANWHILE');
    await expect(
      home.admin.client.member.remove.mutate({ ...stale, memberId: randomUUID() as never }),
    ).rejects.toThrow('NOT_FOUND');
    await app.settled();
    await admin.expectFresh();
    expect(await eventsSince(home.licenseId, before)).toEqual([]);
    expect(admin.applied).toEqual([]);
    expect(scene.screen.socket.inboxes).toHaveLength(heard);
  });
});
