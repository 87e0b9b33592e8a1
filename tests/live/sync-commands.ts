import { runLicenseCommand } from '@rollcall/server/commands/run-license-command.ts';
import { keepAuthorisation } from '@rollcall/server/connections/keep-authorisation.ts';
import { SyncFailure } from '@rollcall/server/integrations/upstream.ts';
import { insertConnection } from '../_kit/connection-row.ts';
import { idOfDomain, putDomainOn, switchDomains } from '../_kit/domains.ts';
import { click, getRow, newRequest } from '../_kit/membership.ts';
import { waitForRun } from '../_kit/runs.ts';
import { chooseUnits } from '../_kit/sync-world.ts';
import { joined, newcomer } from '../_kit/valid-calls.ts';
import { confirmLast, type LiveCommand, type Scene } from './live-command.ts';

const ofSource = ({ home }: Scene) => ({
  licenseId: home.licenseId,
  source: 'ou' as const,
  requestId: newRequest(),
});

/** The licence is connected, and the person is in the one unit there is. */
async function connected({ app, home, person, google }: Scene): Promise<void> {
  await insertConnection(app, home, 'ou');
  google.addUnit('pupils');
  google.addPerson('p0', 'pupils', person.email);
  google.addPerson('p1', 'pupils', home.address('p1'));
}

async function planned(scene: Scene): Promise<void> {
  await connected(scene);
  const { admin, licenseId } = scene.home;
  const selection = chooseUnits({ pupils: 'student' });
  const run = await admin.client.run.planSync.mutate({ licenseId, selection, requestId: newRequest() });
  await waitForRun(admin, run, ['planned']);
}

async function followed(scene: Scene): Promise<void> {
  await planned(scene);
  await confirmLast(scene);
}

async function sync(scene: Scene): Promise<void> {
  const { admin } = scene.home;
  await waitForRun(admin, await admin.client.run.syncNow.mutate(ofSource(scene)), ['done', 'failed']);
}

/** As the callback does when Google's answer is enough. */
async function connect({ app, home }: Scene): Promise<void> {
  const resumed = await app.context.sessions.resume(home.admin.token, { rotate: false });
  if (resumed === null) throw new Error('The admin is not signed in');
  const { licenseId } = home;
  const command = { licenseId, action: 'sync.control', requestId: newRequest(), body: {} } as const;
  await runLicenseCommand(app.context, resumed.who, command, (scope) =>
    keepAuthorisation(
      app.context,
      scope,
      { districtId: home.id, licenseId, source: 'ou' },
      {
        issuer: 'https://accounts.test',
        subject: 'somebody',
        customer: 'C0',
        accountEmail: home.admin.email,
        scopes: [],
        refreshToken: 'a token of the tests',
        refreshExpiresInS: null,
        timeZone: 'Europe/Berlin',
      },
    ),
  );
}

async function keepOut({ home, person }: Scene): Promise<unknown> {
  const row = await getRow(home.admin.client, home.licenseId, person.email);
  return home.admin.client.member.exclude.mutate(await click(home.licenseId, row));
}

/** Whatever changes a licence by what it follows, by procedure where it is one. */
export const syncCommands: Readonly<Record<string, LiveCommand>> = {
  'the callback of connecting': { who: newcomer, run: connect, events: ['sync.connected'] },
  'connection.pause': {
    who: newcomer,
    first: followed,
    run: (scene) =>
      scene.home.admin.client.connection.pause.mutate({
        ...ofSource(scene),
        pause: { from: '2027-06-15', until: '2027-08-15' },
      }),
    events: ['sync.paused'],
  },
  'connection.disconnect': {
    who: newcomer,
    first: connected,
    run: (scene) => scene.home.admin.client.connection.disconnect.mutate(ofSource(scene)),
    events: ['sync.disconnected'],
  },
  'run.confirm of a choice': {
    who: newcomer,
    first: planned,
    run: confirmLast,
    events: ['sync.saved', 'run.confirmed', 'run.applied', 'run.ended'],
  },
  'run.syncNow, after somebody left and came': {
    who: newcomer,
    first: async (scene) => {
      await followed(scene);
      scene.google.getPerson('p0').active = false;
      scene.google.addPerson('p2', 'pupils', scene.home.address('p2'));
    },
    run: sync,
    events: ['run.confirmed', 'run.applied', 'run.applied', 'run.ended'],
  },
  'run.syncNow of what cannot be read': {
    who: newcomer,
    first: async (scene) => {
      await followed(scene);
      scene.google.fault = () => ({ failure: new SyncFailure('refused', { retryAfterMs: null }) });
    },
    run: sync,
    events: ['sync.failed'],
  },
  'member.exclude': {
    who: joined,
    run: keepOut,
    events: ['member.removed', 'exclusion.changed'],
  },
  'exclusion.allowAgain': {
    who: joined,
    first: async (scene) => void (await keepOut(scene)),
    run: ({ home, person }) =>
      home.admin.client.exclusion.allowAgain.mutate({
        licenseId: home.licenseId,
        email: person.email,
        requestId: newRequest(),
      }),
    events: ['exclusion.changed'],
  },
  'run.confirm of domains': {
    who: newcomer,
    first: async ({ app, home }) => {
      await switchDomains(app, home);
      const { admin, licenseId } = home;
      const domains = [{ domainId: idOfDomain(home), userType: 'student' as const }];
      const input = { licenseId, domains, requestId: newRequest() };
      await waitForRun(admin, await admin.client.run.planDomains.mutate(input), ['planned']);
    },
    run: confirmLast,
    events: ['run.confirmed', 'domains.changed', 'run.applied', 'run.ended'],
  },
  'domainWide.stop': {
    who: newcomer,
    first: async ({ app, home }) => void (await putDomainOn(app, home)),
    run: ({ home }) =>
      home.admin.client.domainWide.stop.mutate({
        licenseId: home.licenseId,
        domainId: idOfDomain(home),
        requestId: newRequest(),
      }),
    events: ['domains.changed'],
  },
};

/** Mutations about other systems and domains after which every licence is as before. */
export const syncChangesNothing = [
  'account.beginSignIn',
  'account.proveIdentity',
  'account.sendIdentityCode',
  'connection.begin',
  'connection.countPeople',
  'connection.test',
  'domain.add',
  'domain.changeMail',
  'domain.changeSetting',
  // What a check finds out about a chosen domain is told by tests/domains.
  'domain.check',
  'domain.remove',
  'run.planDomains',
  'run.planSync',
] as const;
