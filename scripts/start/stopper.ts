/** A stop that takes longer than this hangs, and is cut short. In ms. */
const stopLimitMs = 25_000;
/** A signal that follows this soon is the same Ctrl-C, passed on by the package runner. In ms. */
const sameSignalMs = 1_000;

export interface Stopper {
  /** Aborted when the stop begins: what has not begun yet shall not begin. */
  readonly signal: AbortSignal;
  /** Runs at the stop; the last one added runs first. */
  onStop(run: () => Promise<void>): void;
  /** For a stop that is asked for a second time: what ends at once, tidy or not. */
  onForce(run: () => Promise<void>): void;
  /** Stops everything and ends the process. A second call does nothing. */
  stop(code: number): void;
  /** What the stop waits for before it undoes: a start that is under way notices `signal` and ends. */
  waitFor(starting: Promise<unknown>): void;
}

/** Listens for Ctrl-C and the like from now on. A second Ctrl-C ends it at once. */
export function createStopper(say: (line: string) => void): Stopper {
  const controller = new AbortController();
  const stops: (() => Promise<void>)[] = [];
  const forces: (() => Promise<void>)[] = [];
  let starting: Promise<unknown> = Promise.resolve();
  let stoppingSince: number | null = null;

  const force = async (): Promise<never> => {
    await Promise.allSettled(forces.map((run) => run()));
    process.exit(1);
  };
  const undo = async (code: number): Promise<never> => {
    let exitCode = code;
    await starting.catch(() => {});
    for (const run of stops.reverse()) {
      await run().catch((error: unknown) => {
        say(`  ${error instanceof Error ? error.message : String(error)}`);
        exitCode = 1;
      });
    }
    process.exit(exitCode);
  };
  const stop = (code: number): void => {
    if (stoppingSince !== null) return;
    stoppingSince = performance.now();
    controller.abort();
    setTimeout(() => void force(), stopLimitMs).unref();
    void undo(code);
  };

  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (stoppingSince === null) {
        say('\n  Stopping …');
        stop(0);
      } else if (performance.now() - stoppingSince > sameSignalMs) void force();
    });
  }
  return {
    signal: controller.signal,
    onStop: (run) => stops.push(run),
    onForce: (run) => forces.push(run),
    stop,
    waitFor: (promise) => {
      starting = promise;
    },
  };
}
