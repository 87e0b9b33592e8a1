import type { MemberState } from '@rollcall/core/members/status.ts';
import { type Command, everybody, places } from './commands.ts';
import type { PureWorld } from './pure-world.ts';

type Moves = ReadonlySet<`${MemberState} → ${MemberState}`>;

const none: Moves = new Set();
/** Nobody is accepted here, and nobody who declined is asked again, but by somebody's act that names them. */
const byAdding: Moves = new Set([
  'none → invited',
  'none → accepted',
  'invited → accepted',
  'rejected → invited',
  'rejected → accepted',
]);
const atOnce: Moves = new Set(['none → accepted', 'invited → accepted', 'rejected → accepted']);

/** What each command may do to a status (SPEC I7), written down apart from the rules that decide it. */
const movesOf: Readonly<Record<Command['kind'], Moves>> = {
  add: byAdding,
  reinvite: new Set(['rejected → invited', 'rejected → accepted']),
  come: atOnce,
  useApp: atOnce,
  sync: new Set([...atOnce, 'accepted → none']),
  answer: new Set(['invited → accepted', 'invited → rejected']),
  end: new Set(['invited → none', 'accepted → none', 'rejected → none']),
  allowAgain: none,
  changeType: none,
  renew: none,
  turnTerm: none,
  setting: none,
  loseDomain: none,
  findDomain: none,
  trespass: none,
};

/** Who stands where, by licence and person. */
export type Standings = ReadonlyMap<string, MemberState>;

export function standingsOf(world: PureWorld): Standings {
  return new Map(
    places.flatMap((place) =>
      everybody.map((who) => [`${place} ${who}`, world.row(place, who)?.status ?? 'none'] as const),
    ),
  );
}

/** The changes of a step that its command does not allow; none, where the step is legal. */
export function illegalMoves(command: Command, before: Standings, after: Standings): string[] {
  return [...after].flatMap(([name, to]) => {
    const from = before.get(name) ?? 'none';
    return from === to || movesOf[command.kind].has(`${from} → ${to}`)
      ? []
      : [`${command.kind}: ${name} ${from} → ${to}`];
  });
}
