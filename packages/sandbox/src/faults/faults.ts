import { createRandom, type Random } from '../generate/random.ts';
import type { Fault, FaultWhen, Struck } from './fault.ts';

/** What every stand-in's faults have in common. */
interface AnyFault {
  /** Whose, or `*` for all. */
  readonly workspace: string;
  readonly endpoint: string;
  readonly when: FaultWhen;
}

/** The faults that are set. They live in memory: a restart ends them. */
export interface Faults<One extends AnyFault = Fault> {
  set(fault: One): One & Struck;
  list(): (One & Struck)[];
  clear(id?: number): void;
  /** The fault that hits this request, if any; counts it. */
  strike(request: { workspace: string; endpoint: One['endpoint']; page: number }): One | undefined;
}

interface Live<One> {
  readonly fault: One;
  readonly id: number;
  readonly random: Random;
  struck: number;
}

export function createFaults<One extends AnyFault = Fault>(): Faults<One> {
  let live: Live<One>[] = [];
  let lastId = 0;
  const view = ({ fault, id, struck }: Live<One>): One & Struck => ({ ...fault, id, struck });
  const isOver = ({ fault, struck }: Live<One>): boolean =>
    fault.when.next !== undefined && struck >= fault.when.next;
  return {
    set: (fault) => {
      lastId += 1;
      const added: Live<One> = {
        fault,
        id: lastId,
        random: createRandom(fault.when.seed ?? lastId),
        struck: 0,
      };
      live.push(added);
      return view(added);
    },
    list: () => live.map(view),
    clear: (id) => {
      live = id === undefined ? [] : live.filter((item) => item.id !== id);
    },
    strike: ({ workspace, endpoint, page }) => {
      const hit = live.find((item) => {
        const { fault, random } = item;
        if (isOver(item) || fault.endpoint !== endpoint) return false;
        if (fault.workspace !== '*' && fault.workspace !== workspace) return false;
        if (page < (fault.when.fromPage ?? 1)) return false;
        return fault.when.probability === undefined || random.next() < fault.when.probability;
      });
      if (hit === undefined) return undefined;
      hit.struck += 1;
      live = live.filter((item) => !isOver(item));
      return hit.fault;
    },
  };
}
