import { SandboxRefusal } from '../sandbox-refusal.ts';
import type { Store } from '../store/store.ts';

export interface TxtRecord {
  readonly name: string;
  readonly values: readonly string[];
}

const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;

/** What the sandbox's DNS answers. */
export function dnsControl(store: Store) {
  const tidy = (name: string): string => {
    const tidied = name.trim().toLowerCase().replace(/\.$/, '');
    if (!hostName.test(tidied)) throw new SandboxRefusal(`"${name}" is not a name in the DNS.`);
    return tidied;
  };
  return {
    /** Replaces what the name had; no values, no name. */
    setTxt: (name: string, values: readonly string[]): void =>
      store.transaction(() => {
        const tidied = tidy(name);
        store.run('delete from txt_record where name = ?', tidied);
        for (const value of new Set(values))
          store.run('insert into txt_record (name, value) values (?, ?)', tidied, value);
      }),
    findTxt: (name: string): string[] =>
      store
        .all<{ value: string }>(
          'select value from txt_record where name = ? order by rowid',
          name.toLowerCase().replace(/\.$/, ''),
        )
        .map((row) => row.value),
    listTxt: (): TxtRecord[] => {
      const rows = store.all<{ name: string; value: string }>(
        'select name, value from txt_record order by name, rowid',
      );
      return [...Map.groupBy(rows, (row) => row.name)].map(([name, group]) => ({
        name,
        values: group.map((row) => row.value),
      }));
    },
  };
}
