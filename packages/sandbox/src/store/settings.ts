import type { Store } from './store.ts';

/** A value that is made once and then kept in the file. */
export function ensureSetting(store: Store, name: string, make: () => string): string {
  const found = store.get<{ value: string }>('select value from setting where name = ?', name);
  if (found !== undefined) return found.value;
  const value = make();
  store.run('insert into setting (name, value) values (?, ?)', name, value);
  return value;
}
