import { rm } from 'node:fs/promises';
import {
  destroyEmbeddedPostgres,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@rollcall/embedded-db/embedded-postgres.ts';
import { AlreadyRunningError } from '@rollcall/embedded-db/ownership.ts';
import { readRunningDemo, removeRunningNote, secretFile } from '@rollcall/server/cli/running-demo.ts';
import { bootstrapDatabase, type DatabaseUrls } from '@rollcall/server/db/bootstrap.ts';
import { migrate } from '@rollcall/server/db/migrate.ts';
import { destroySandboxData } from './sandbox.ts';
import { databaseDir, ensureSecret } from './secret.ts';
import { StartRefusal } from './settings.ts';
import type { Stopper } from './stopper.ts';

const databaseName = 'rollcall';
/** Of all that the database logs, what its owner would want to know: where their data is and what became of it. */
const aboutTheData = /was moved or copied here|was set aside|has left running/;

export interface EmbeddedDatabase {
  readonly postgres: EmbeddedPostgres;
  readonly secret: string;
}

/**
 * Starts the database on the demo's data; from then on this process owns the data.
 * @throws StartRefusal when another one does, and says where it is.
 */
export async function startEmbedded(
  dataDir: string,
  fresh: boolean,
  stopper: Stopper,
  say: (line: string) => void,
): Promise<EmbeddedDatabase> {
  try {
    if (fresh) await destroyData(dataDir);
    const secret = await ensureSecret(dataDir);
    const postgres = await startEmbeddedPostgres({
      dataDir: databaseDir(dataDir),
      onLog: (line) => {
        if (aboutTheData.test(line)) say(`  ${line}`);
      },
    });
    stopper.onStop(() => postgres.stop());
    stopper.onForce(() => postgres.kill());
    await removeRunningNote(dataDir);
    return { postgres, secret };
  } catch (error) {
    if (error instanceof AlreadyRunningError) throw await alreadyRunning(dataDir, error.pid);
    // Its own refusals are bare errors in words; those of the system carry a code, and defects a class.
    const inWords = error instanceof Error && error.constructor === Error && !('code' in error);
    throw inWords ? new StartRefusal(error.message) : error;
  }
}

/** The roles with new passwords, and the schema up to date. */
export async function prepareDatabase(postgres: EmbeddedPostgres): Promise<DatabaseUrls> {
  const urls = await bootstrapDatabase((database) => postgres.superuserUrl(database), databaseName);
  await migrate(urls.ownerUrl);
  return urls;
}

/** The database goes first: the secret without it harms nothing, but not the other way round. */
async function destroyData(dataDir: string): Promise<void> {
  await destroyEmbeddedPostgres(databaseDir(dataDir));
  await removeRunningNote(dataDir);
  await rm(secretFile(dataDir), { force: true });
  await destroySandboxData(dataDir);
}

async function alreadyRunning(dataDir: string, pid: number): Promise<StartRefusal> {
  const note = await readRunningDemo(dataDir);
  // Without a note of that very process it is still on its way up.
  const where = note?.pid === pid ? `at http://localhost:${note.port}` : 'and about to be up';
  return new StartRefusal(
    `Rollcall is already running ${where} (process ${pid}), on the data in ${dataDir}.\n` +
      `Use that one, or stop it: Ctrl-C where it runs, or "kill ${pid}".`,
  );
}
