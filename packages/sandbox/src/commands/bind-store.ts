import type { Store } from '../store/store.ts';

type StoreCommand = (store: Store, ...args: never[]) => unknown;

/** The same functions without their first argument. */
export type Bound<Commands> = {
  readonly [Name in keyof Commands]: Commands[Name] extends (
    store: Store,
    ...args: infer Args
  ) => infer Result
    ? (...args: Args) => Result
    : never;
};

export function bindStore<Commands extends Readonly<Record<string, StoreCommand>>>(
  store: Store,
  commands: Commands,
): Bound<Commands> {
  const bound = Object.entries(commands).map(([name, run]) => [
    name,
    (...args: never[]) => run(store, ...args),
  ]);
  return Object.fromEntries(bound) as Bound<Commands>;
}
