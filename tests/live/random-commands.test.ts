import type { RunningApp } from '@rollcall/server/app.ts';
import { renewLicense } from '@rollcall/server/vendor/renew-license.ts';
import { TRPCClientError } from '@trpc/client';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { AdminScreen, type Line } from '../_kit/admin-screen.ts';
import { expectBooksBalance } from '../_kit/books.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { asVendor, makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, click, getRow, inviteOf, newRequest, openKey } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { withServer } from '../_kit/with-server.ts';

const long = process.env.ROLLCALL_LONG === '1';
const [runs, longest] = long ? [150, 60] : [12, 30];

let app: RunningApp;
let database: TestDatabase;
// Beats come fast, so that a packet that the line lost is noticed within the test.
withServer({ timing: { heartbeatMs: 100, shownMs: 20, sweepMs: 200 } }, (server) => {
  ({ app, database } = server);
});

interface Actor {
  readonly person: TestPerson;
  readonly screen: PersonScreen;
}
interface World {
  readonly home: TestDistrict;
  readonly key: string;
  readonly actors: readonly Actor[];
  readonly admin: AdminScreen;
}

/** What may happen, to one of a few people. */
const steps = {
  add: ({ home }: World, { person }: Actor) => addPeople(home.admin.client, home.licenseId, person.email),
  addAsTeacher: ({ home, actors }: World) =>
    addPeople(home.admin.client, home.licenseId, actors.map(({ person }) => person.email).join(), 'teacher'),
  addStrangers: ({ home }: World) =>
    addPeople(home.admin.client, home.licenseId, `${newRequest()}@far.example, ${newRequest()}@far.example`),
  remove: async ({ home }: World, { person }: Actor) =>
    home.admin.client.member.remove.mutate(await clickOn(home, person)),
  withdraw: async ({ home }: World, { person }: Actor) =>
    home.admin.client.member.withdraw.mutate(await clickOn(home, person)),
  remind: async ({ home }: World, { person }: Actor) =>
    home.admin.client.member.remind.mutate(await clickOn(home, person)),
  reinvite: async ({ home }: World, { person }: Actor) =>
    home.admin.client.member.reinvite.mutate(await clickOn(home, person)),
  join: async ({ home }: World, { person }: Actor) =>
    person.client.invite.join.mutate({
      memberId: await inviteOf(person, home.licenseId),
      requestId: newRequest(),
    }),
  decline: async ({ home }: World, { person }: Actor) =>
    person.client.invite.decline.mutate({
      memberId: await inviteOf(person, home.licenseId),
      requestId: newRequest(),
      reason: null,
    }),
  dismiss: async ({ home }: World, { person }: Actor) =>
    person.client.invite.dismiss.mutate({
      memberId: await inviteOf(person, home.licenseId),
      requestId: newRequest(),
    }),
  enterKey: ({ key }: World, { person }: Actor) =>
    person.client.licenseKey.redeem.mutate({ key, requestId: newRequest() }),
  show: async (_world: World, { screen }: Actor) =>
    screen.socket.shown(...(screen.popUps.slice(0, 50) as never[])),
  renew: ({ home }: World) =>
    asVendor(app, { districtId: home.id, licenseId: home.licenseId }, (tx) =>
      renewLicense(
        tx,
        { districtId: home.id, licenseId: home.licenseId },
        { endsAt: new Date(Date.now() + 1e10 + Math.random() * 1e9), admins: [], domainIds: [] },
      ),
    ),
  adminReconnects: async ({ admin }: World) => void admin.socket.raw.disconnect().connect(),
  personReconnects: async (_world: World, { screen }: Actor) => void screen.socket.raw.disconnect().connect(),
  lineLosesPackets: async ({ admin }: World) => admin.changeLine(() => {}),
  lineRepeats: async ({ admin }: World) => admin.changeLine(twice),
  lineIsGood: async ({ admin }: World) => admin.changeLine((packet, deliver) => deliver(packet)),
} satisfies Record<string, (world: World, actor: Actor) => Promise<unknown>>;

const twice: Line = (packet, deliver) => {
  deliver(packet);
  deliver(packet);
};

const clickOn = async (home: TestDistrict, person: TestPerson) =>
  click(home.licenseId, await getRow(home.admin.client, home.licenseId, person.email));

/** A step that makes no sense where things stand is refused, or finds nothing to click; both are fine here. */
async function attempt(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const expected =
      error instanceof TRPCClientError
        ? error.data?.refusal?.code !== 'INTERNAL' && error.data?.refusal !== undefined
        : error instanceof Error && /not on the list|no invite/.test(error.message);
    if (!expected) throw error;
  }
}

async function makeWorld(stack: DisposableStack, domainAdmin: boolean): Promise<World> {
  const home = await makeDistrict(app, { studentSeats: 6, staffSeats: 6, domainAdmin });
  const key = await openKey(home.admin.client, home.licenseId);
  const admin = stack.use(await AdminScreen.open(app.port, home.admin, home.licenseId));
  const actors: Actor[] = [];
  for (const name of ['ada', 'ben', 'cleo']) {
    const person = await signIn(app, home.address(name));
    actors.push({ person, screen: stack.use(await PersonScreen.open(app.port, person)) });
  }
  return { home, key, actors, admin };
}

type StepName = keyof typeof steps;
const script = fc.array(
  fc.record({
    step: fc.constantFrom(...(Object.keys(steps) as StepName[])),
    who: fc.nat({ max: 2 }),
    /** Whether the next step waits for this one. */
    alone: fc.boolean(),
  }),
  { minLength: 5, maxLength: longest },
);

describe('whatever happens, in whichever order', () => {
  it('[LIVE-8] [I5] [I8] [F10] every screen ends as a fresh fetch, and the books balance', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), script, async (domainAdmin, moves) => {
        using stack = new DisposableStack();
        const world = await makeWorld(stack, domainAdmin);
        const running: Promise<void>[] = [];
        for (const { step, who, alone } of moves) {
          const actor = world.actors[who];
          if (actor === undefined) throw new Error('no such person');
          running.push(attempt(() => steps[step](world, actor)));
          if (alone) await Promise.all(running.splice(0));
        }
        await Promise.all(running);
        world.admin.changeLine((packet, deliver) => deliver(packet));
        await app.settled();
        await world.admin.expectFresh();
        for (const { screen } of world.actors) await screen.expectFresh();
        await expectBooksBalance(database, world.home.licenseId);
      }),
      { numRuns: runs, interruptAfterTimeLimit: long ? 600_000 : 60_000 },
    );
  }, 700_000);
});
