import { memberFilter } from '@rollcall/core/members/filter.ts';
import { createListPool, createPool, kyselyOn, preparingKyselyOn } from '@rollcall/server/db/pool.ts';
import { createDatabase, type Database, type DistrictTx } from '@rollcall/server/db/tx.ts';
import { Secret } from '@rollcall/server/env.ts';
import type { LicensePlace } from '@rollcall/server/license-row/lock-license.ts';
import { createLog } from '@rollcall/server/log.ts';
import { listMembers, type MemberWindow } from '@rollcall/server/views/member-list/list-members.ts';
import type { ListQuery } from '@rollcall/server/views/member-list/list-query.ts';
import type { TemporaryServer } from '../../scripts/temporary-database.ts';
import { nowMs } from './clock.ts';

/** The database through somebody's eyes: as any statement is read, and as the list's few are, prepared. */
interface Reading {
  readonly any: Database;
  readonly lists: Database;
}

/** Requests, and a role that no row security applies to. */
export interface Eyes extends AsyncDisposable {
  readonly app: Reading;
  readonly unguarded: Reading;
}

export function openEyes(server: TemporaryServer, database: string): Eyes {
  const log = createLog('error');
  const open = (url: Secret) => ({
    any: createPool({ url, max: 2, name: 'app', log, statementTimeoutMs: 60_000, settings: { jit: 'off' } }),
    lists: createListPool(url, 2, log),
  });
  const pools = { app: open(server.urls.appUrl), unguarded: open(new Secret(server.superuserUrl(database))) };
  const reading = ({ any, lists }: ReturnType<typeof open>): Reading => ({
    any: createDatabase(kyselyOn(any), kyselyOn(any)),
    lists: createDatabase(preparingKyselyOn(lists), preparingKyselyOn(lists)),
  });
  return {
    app: reading(pools.app),
    unguarded: reading(pools.unguarded),
    async [Symbol.asyncDispose]() {
      await Promise.all(Object.values(pools).flatMap(({ any, lists }) => [any.end(), lists.end()]));
    },
  };
}

const newestFirst = { sort: 'added', order: 'descending' } as const;

export function queryOf(
  place: LicensePlace,
  search: string | null,
  more: Partial<ListQuery> = {},
): ListQuery {
  return { place, filter: memberFilter.parse({ search }), ...newestFirst, ...more };
}

export function readPage(tx: DistrictTx, query: ListQuery, cursor: string | null): Promise<MemberWindow> {
  return listMembers(tx, query, { cursor, towards: 'after', skip: 0, limit: 100 });
}

/** How long it takes, in ms. */
export async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const begun = nowMs();
  await run();
  return nowMs() - begun;
}

/** Runs the tasks in turn, so many times each, and returns the times of each in ms. */
export async function interleaved(
  times: number,
  tasks: readonly ((nth: number) => Promise<unknown>)[],
): Promise<number[][]> {
  const taken: number[][] = tasks.map(() => []);
  for (let nth = 0; nth < times; nth += 1) {
    for (const [index, task] of tasks.entries()) taken[index]?.push(await timeOf(() => task(nth)));
  }
  return taken;
}
