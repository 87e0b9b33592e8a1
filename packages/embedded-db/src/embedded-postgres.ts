import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { chooseAccount } from './account.ts';
import { clusterFolder, ensureCluster } from './cluster.ts';
import { claimHome, type DataFolder, findDataFolder, openDataFolder } from './data-folder.ts';
import { findNativeBinaries, shareNativeBinaries } from './native-binaries.ts';
import { exists } from './open-folder.ts';
import { STOP_STEPS, stopOrphanedServer } from './orphaned-server.ts';
import { type Ownership, takeOwnership } from './ownership.ts';
import { endProcess } from './process-identity.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { serverSettings } from './server-settings.ts';

export interface EmbeddedPostgresOptions {
  /** Folder that belongs to this instance alone; created if missing. */
  dataDir: string;
  /** The port to try first. 0 or absent: any free port. If it is taken, another is used. */
  port?: number;
  /** false: fsync, synchronous_commit and full_page_writes off (tests only). Default true. */
  durable?: boolean;
  /** Settings as in postgresql.conf, for this start. */
  settings?: Record<string, string>;
  /** Hears each line that PostgreSQL logs, and what is done to leftovers. */
  onLog?: (line: string) => void;
}

/** A running server on 127.0.0.1, with the superuser `postgres`. It keeps this process from ending. */
export interface EmbeddedPostgres extends AsyncDisposable {
  readonly port: number;
  /** Of PostgreSQL's first process. */
  readonly pid: number;
  /** `postgres://postgres:<password>@127.0.0.1:<port>/<database>`; the database is `postgres` if not named. */
  superuserUrl(database?: string): string;
  /** Ends open connections and stops the server, within 20 s at worst. May be called more than once. */
  stop(): Promise<void>;
  /** Kills the server as a crash would, for fault tests. The data can be started again. */
  kill(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL on the data in `dataDir`, which is made at the first start. As root the
 * data lives under `/var/lib/rollcall` and PostgreSQL runs as `nobody`; otherwise it lives in `dataDir`.
 * What a killed predecessor left behind (server, half-made data, lock) is cleared first.
 *
 * @throws AlreadyRunningError if a live process, also this one, has started it and not stopped it.
 * @throws Error that says what to do if the data or the programs cannot be used.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { durable = true, onLog = () => {} } = options;
  const settings = serverSettings(durable, options.settings ?? {});
  const account = await chooseAccount();
  const installed = await findNativeBinaries();
  const folder = await openDataFolder(options.dataDir, account);
  const ownership = await takeOwnership(folder.home, folder.dataDir);
  try {
    await clearLeftOver(folder, onLog);
    const root = path.dirname(folder.home);
    const binaries = account === undefined ? installed : await shareNativeBinaries(installed, root);
    const cluster = await ensureCluster({ home: folder.home, binaries, account, durable, onLog });
    const server = await startServer(
      { cluster: cluster.folder, binaries, account, settings, onLog },
      options.port ?? 0,
    );
    return handleOf(server, cluster.password, ownership);
  } catch (error) {
    await ownership.release();
    throw error;
  }
}

/**
 * Deletes the data and `dataDir`, stopping a server that a killed process has left running. Does nothing if
 * there is no such instance.
 * @throws AlreadyRunningError while a live process runs it.
 */
export async function destroyEmbeddedPostgres(dataDir: string): Promise<void> {
  const folder = await findDataFolder(dataDir, await chooseAccount());
  if (folder === undefined) return;
  const ownership = await takeOwnership(folder.home, folder.dataDir);
  try {
    await stopOrphanedServer(clusterFolder(folder.home), () => {});
    await rm(clusterFolder(folder.home), { recursive: true, force: true });
  } catch (error) {
    await ownership.release();
    throw error;
  }
  await rm(folder.home, { recursive: true, force: true });
  await rm(folder.dataDir, { recursive: true, force: true });
}

async function clearLeftOver(folder: DataFolder, onLog: (line: string) => void): Promise<void> {
  const cluster = clusterFolder(folder.home);
  const { leftOver, elsewhere } = await claimHome(folder);
  if (elsewhere !== undefined) {
    onLog(`${folder.dataDir} was moved or copied here; the database of its old place stays in ${elsewhere}`);
  }
  if (!leftOver || !(await exists(cluster))) return;
  await stopOrphanedServer(cluster, onLog);
  const aside = path.join(folder.home, 'left-over');
  await rm(aside, { recursive: true, force: true });
  await rename(cluster, aside);
  onLog(`the database of a deleted ${folder.dataDir} was set aside as ${aside}`);
}

function handleOf(server: ServerProcess, password: string, ownership: Ownership): EmbeddedPostgres {
  let ending: Promise<void> | undefined;
  const end = (steps: typeof STOP_STEPS): Promise<void> => {
    ending ??= endProcess(server.identity, steps).finally(() => ownership.release());
    return ending;
  };
  const stop = (): Promise<void> => end(STOP_STEPS);
  return {
    port: server.port,
    pid: server.identity.pid,
    superuserUrl: (database = 'postgres') =>
      `postgres://postgres:${password}@127.0.0.1:${server.port}/${encodeURIComponent(database)}`,
    stop,
    kill: () => end([{ signal: 'SIGKILL', patienceMs: 5_000 }]),
    [Symbol.asyncDispose]: stop,
  };
}
