import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { expectBooksBalance } from '../_kit/books.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { type SyncWorld, withSyncWorld } from '../_kit/sync-world.ts';
import { type Command, commandLists, everybody, type Place, places, withAccount } from './commands.ts';
import { keptCommands } from './kept-commands.ts';
import { PureWorld } from './pure-world.ts';
import { RealWorld, type SeenRow } from './real-world.ts';
import { Stage } from './stage.ts';

const long = process.env.ROLLCALL_LONG === '1';
const [numRuns, longest] = long ? [150, 80] : [8, 50];
const seats = { staff: 2, student: 3 };

let world: SyncWorld;
withSyncWorld((ready) => {
  world = ready;
});

/** The list of a licence as the model has it. */
function expectedRows(world: PureWorld, place: Place): SeenRow[] {
  return everybody.flatMap((who) => {
    const row = world.row(place, who);
    return row === undefined
      ? []
      : [{ who, status: row.status, userType: row.userType, sources: [...row.sources].sort() }];
  });
}

const byName = (one: SeenRow, other: SeenRow) => everybody.indexOf(one.who) - everybody.indexOf(other.who);

/** Plays the commands in both worlds, and compares what is told and what is seen after each of them. */
async function play(commands: readonly Command[]): Promise<void> {
  const { app, database } = world;
  const stage = await Stage.build({ ...world, seats });
  const pure = new PureWorld(seats);
  // Switching domain-wide deployment on has brought whoever has an address there.
  for (const who of withAccount) pure.run({ kind: 'useApp', who });
  const real = new RealWorld(stage);
  using screens = new DisposableStack();
  const admins: AdminScreen[] = [];
  for (const place of places) {
    const { plain, licenseId } = stage.license(place);
    admins.push(screens.use(await AdminScreen.open(app.port, plain, licenseId)));
  }
  const people: PersonScreen[] = [];
  for (const who of withAccount)
    people.push(screens.use(await PersonScreen.open(app.port, stage.person(who))));
  const overLimit = commands.some(({ kind }) => kind === 'renew');

  for (const [at, command] of commands.entries()) {
    const step = `${at} ${JSON.stringify(command)}`;
    const expected = pure.run(command);
    expect({ step, told: sorted(await real.run(command)) }).toEqual({ step, told: sorted(expected) });
    for (const place of places) {
      const rows = (await real.rows(place)).sort(byName);
      expect({ step, place, rows }).toEqual({ step, place, rows: expectedRows(pure, place) });
    }
  }
  await app.settled();
  for (const place of places)
    await expectBooksBalance(database, stage.license(place).licenseId, { overLimit });
  for (const screen of admins) await screen.expectFresh();
  for (const screen of people) await screen.expectFresh();
}

/** A file's answers come as counts: in no order. */
function sorted(told: readonly string[] | null): readonly string[] | null {
  return told?.toSorted() ?? null;
}

test.each(keptCommands)('[I1] [I7] what once went wrong goes right: $fault', ({ commands }) =>
  play(commands),
);

test('[I1] [I2] [I3] [I4] [I5] [I6] [I7] [I8] the server does what the model does, command by command', async () => {
  // On a machine that is slow today there are fewer of them, and never one that is half played.
  const until = performance.now() + (long ? 900_000 : 90_000);
  const property = fc.asyncProperty(commandLists(longest), async (commands) => {
    if (performance.now() < until) await play(commands);
  });
  await fc.assert(property, { numRuns, endOnFailure: !long });
}, 1_000_000);
