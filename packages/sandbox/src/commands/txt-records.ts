import { SandboxRefusal } from '../sandbox-refusal.ts';
import type { Store } from '../store/store.ts';

export interface TxtRecord {
  readonly name: string;
  readonly values: readonly string[];
}

const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;

/** Replaces what the name had; no values, no name. */
function setTxt(store: Store, name: string, values: readonly string[]): void {
  const tidied = tidy(name);
  if (!hostName.test(tidied)) throw new SandboxRefusal(`"${name}" is not a name in the DNS.`);
  store.transaction(() => {
    store.run('delete from txt_record where name = ?', tidied);
    for (const value of new Set(values))
      store.run('insert into txt_record (name, value) values (?, ?)', tidied, value);
  });
}

function findTxt(store: Store, name: string): string[] {
  return store
    .all<{ value: string }>('select value from txt_record where name = ? order by rowid', tidy(name))
    .map((row) => row.value);
}

function listTxt(store: Store): TxtRecord[] {
  const rows = store.all<{ name: string; value: string }>(
    'select name, value from txt_record order by name, rowid',
  );
  return [...Map.groupBy(rows, (row) => row.name)].map(([name, group]) => ({
    name,
    values: group.map((row) => row.value),
  }));
}

export const txtCommands = { setTxt, findTxt, listTxt } as const;

/** Names are the same in any case, with or without the last dot. */
function tidy(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, '');
}
