import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import type { RunPage, RunView } from '@rollcall/core/runs/contract.ts';

/** A run with the moment at which this browser learned of it, in ms. */
interface KnownRun {
  readonly run: RunView;
  readonly at: number;
}

/** The last word that was told about each run since the licence is watched. */
export type ToldRuns = ReadonlyMap<RunId, KnownRun>;

export const noRunsTold: ToldRuns = new Map();

/** What is known after a packet that arrived `at`; the same map when it says nothing about runs. */
export function hearRuns(told: ToldRuns, { runs }: Pick<LicensePacket, 'runs'>, at: number): ToldRuns {
  if (runs === undefined || runs.length === 0) return told;
  const next = new Map(told);
  for (const run of runs) {
    const known = next.get(run.id);
    next.set(run.id, { run: known === undefined ? run : latestRun(known, { run, at }), at });
  }
  return next;
}

/**
 * The newer of two views of one run. An answer may have been on its way while a packet overtook it, so what only ever
 * goes forward decides first: the end, the confirmation, the rows done. Otherwise whichever arrived last.
 */
export function latestRun(one: KnownRun, other: KnownRun): RunView {
  const ahead = aheadBy(one.run, other.run);
  if (ahead !== 0) return ahead > 0 ? one.run : other.run;
  return one.at > other.at ? one.run : other.run;
}

function aheadBy(one: RunView, other: RunView): number {
  const ended = Number(one.endedAt !== null) - Number(other.endedAt !== null);
  if (ended !== 0) return ended;
  const confirmed = Number(one.confirmedAt !== null) - Number(other.confirmedAt !== null);
  if (confirmed !== 0) return confirmed;
  return one.endedAt === null && one.confirmedAt !== null ? one.done - other.done : 0;
}

/** The runs of some pages, newest first, as last told; those that began since the pages were read come before them. */
export function joinRuns(pages: readonly RunPage[], readAt: number, told: ToldRuns): RunView[] {
  const read = pages.flatMap(({ runs }) => runs);
  const known = new Set(read.map(({ id }) => id));
  const newest = read[0]?.number ?? 0;
  const begun = [...told.values()]
    .map(({ run }) => run)
    .filter(({ id, number }) => !known.has(id) && number > newest)
    .toSorted((one, other) => other.number - one.number);
  const current = read.map((run) => {
    const heard = told.get(run.id);
    return heard === undefined ? run : latestRun({ run, at: readAt }, heard);
  });
  return [...begun, ...current].map((run) => withUndo(run, told));
}

/** A run with the present state of the one that undoes it, which is told by itself. */
export function withUndo(run: RunView, told: ToldRuns): RunView {
  const { undoneBy } = run;
  const undo = [...told.values()].map((known) => known.run).filter(({ undoes }) => undoes?.id === run.id);
  const last = undo.toSorted((one, other) => other.number - one.number)[0];
  if (last === undefined || (undoneBy !== null && undoneBy.number > last.number)) return run;
  const { id, number, state } = last;
  return undoneBy?.id === id && undoneBy.state === state ? run : { ...run, undoneBy: { id, number, state } };
}
