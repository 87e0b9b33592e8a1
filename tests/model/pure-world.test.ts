import type { SeatPool } from '@rollcall/core/licenses/seats.ts';
import { phaseAllows } from '@rollcall/core/licenses/term.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Command, commandLists, districtOf, everybody, type Place, places } from './commands.ts';
import { keptCommands } from './kept-commands.ts';
import { illegalMoves, standingsOf } from './legal.ts';
import { PureWorld } from './pure-world.ts';

const long = process.env.ROLLCALL_LONG === '1';
const numRuns = long ? 10_000 : 1_000;
const limitMs = 300_000;
const longest = 120;
const pools: readonly SeatPool[] = ['staff', 'student'];
const examples = keptCommands.map(({ commands }): [Command[]] => [[...commands]]);

const newWorld = () => new PureWorld({ staff: 2, student: 3 });

/** Everything about a district that can be seen, as text. */
function seen(world: PureWorld, district: string): string {
  return JSON.stringify(
    places
      .filter((place) => districtOf(place) === district)
      .map((place) => [
        place,
        everybody.map((who) => [
          who,
          world.row(place, who),
          [...(world.row(place, who)?.sources ?? [])].sort(),
        ]),
      ]),
  );
}

/** More people than seats, and more than there were: only fewer seats may leave a pool too full. */
function isOversold(
  world: PureWorld,
  place: Place,
  pool: SeatPool,
  before: ReadonlyMap<string, number>,
): boolean {
  const held = world.held(place, pool);
  return held > (before.get(`${place} ${pool}`) ?? 0) && held > world.license(place).seats[pool];
}

test(
  '[I1] [I2] [I7] whatever happens, no pool is oversold by adding, nobody moves but by an act that may move them',
  () => {
    fc.assert(
      fc.property(commandLists(longest), (commands) => {
        const world = newWorld();
        const faults: string[] = [];
        for (const command of commands) {
          const before = standingsOf(world);
          const heldBefore = new Map(
            places.flatMap((place) => pools.map((pool) => [`${place} ${pool}`, world.held(place, pool)])),
          );
          world.run(command);
          const wrong = illegalMoves(command, before, standingsOf(world));
          const oversold = places.filter((place) =>
            pools.some((pool) => isOversold(world, place, pool, heldBefore)),
          );
          faults.push(...wrong, ...oversold);
        }
        expect(faults).toEqual([]);
      }),
      { numRuns, examples },
    );
  },
  limitMs,
);

test(
  '[I1] [C02] outside its term nobody comes onto a licence, and a licence that is too full takes nobody in',
  () => {
    fc.assert(
      fc.property(commandLists(longest), (commands) => {
        const world = newWorld();
        for (const command of commands) {
          const before = new Map(places.map((place) => [place, new Set(world.license(place).rows.keys())]));
          const closed = places.filter((place) => !phaseAllows[world.license(place).phase].adding);
          world.run(command);
          for (const place of closed) {
            const now = new Set(world.license(place).rows.keys());
            expect(now.difference(before.get(place) ?? new Set())).toEqual(new Set());
          }
        }
      }),
      { numRuns, examples },
    );
  },
  limitMs,
);

/** Rows that nothing holds, and people of whom the followed source and their row say different things. */
function wronglyHeld(world: PureWorld, place: Place): string[] {
  const { rows, named } = world.license(place);
  const followed = place === 'north/district' ? 'ou' : 'classroom';
  return everybody.filter((who) => {
    const sources = rows.get(who)?.sources;
    return sources?.size === 0 || (sources?.has(followed) ?? false) !== (named.get(who) ?? false);
  });
}

test(
  '[I2] [C03] a row is held by something for as long as it lives, and by nothing that brought nobody',
  () => {
    fc.assert(
      fc.property(commandLists(longest), (commands) => {
        const world = newWorld();
        const faults: string[] = [];
        for (const command of commands) {
          world.run(command);
          faults.push(...places.flatMap((place) => wronglyHeld(world, place)));
        }
        expect(faults).toEqual([]);
      }),
      { numRuns, examples },
    );
  },
  limitMs,
);

test(
  '[I4] what happens in one district changes nothing that another can see',
  () => {
    fc.assert(
      fc.property(commandLists(longest), (commands) => {
        const whole = newWorld();
        const alone = newWorld();
        const told: unknown[] = [];
        const toldAlone: unknown[] = [];
        for (const command of commands) {
          const answer = whole.run(command);
          if (concerns(command, 'south')) told.push(answer);
        }
        for (const command of commands.filter((one) => concerns(one, 'south')))
          toldAlone.push(alone.run(command));
        expect(toldAlone).toEqual(told);
        expect(seen(alone, 'south')).toEqual(seen(whole, 'south'));
      }),
      { numRuns, examples },
    );
  },
  limitMs,
);

test(
  '[I8] the same commands give the same world, from the beginning or from any point of it',
  () => {
    fc.assert(
      fc.property(commandLists(longest), fc.nat({ max: longest }), (commands, cut) => {
        const once = newWorld();
        for (const command of commands) once.run(command);
        const again = newWorld();
        for (const command of commands.slice(0, cut)) again.run(command);
        const resumed = again.copy();
        for (const command of commands.slice(cut)) {
          again.run(command);
          resumed.run(command);
        }
        for (const district of ['north', 'south']) {
          expect(seen(again, district)).toEqual(seen(once, district));
          expect(seen(resumed, district)).toEqual(seen(once, district));
        }
      }),
      { numRuns, examples: examples.map(([commands]): [Command[], number] => [commands, 3]) },
    );
  },
  limitMs,
);

function concerns(command: Command, district: string): boolean {
  if ('place' in command) return districtOf(command.place) === district;
  // Whoever uses the app comes by their domain, and that brings people in south only.
  return 'district' in command ? command.district === district : district === 'south';
}
