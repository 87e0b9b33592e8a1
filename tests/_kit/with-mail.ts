import { Writable } from 'node:stream';
import type { MailState } from '@rollcall/core/mail/contract.ts';
import type { ReceivedMail } from '@rollcall/sandbox/mail/outbox.ts';
import { createSandbox, type Sandbox } from '@rollcall/sandbox/sandbox.ts';
import { createApp, type RunningApp } from '@rollcall/server/app.ts';
import { type Env, Secret } from '@rollcall/server/env.ts';
import { createLog } from '@rollcall/server/log.ts';
import { grantDomainAdmin } from '@rollcall/server/vendor/grants.ts';
import { beforeAll } from 'vitest';
import { createOwnDatabase } from '../schema/own-database.ts';
import { testEnv } from './app.ts';
import { openDatabase, type TestDatabase } from './database.ts';
import { canonical, makeDistrict, signIn, type TestDistrict } from './district.ts';
import { idOfDomain } from './domains.ts';
import { newRequest } from './membership.ts';

/** A server that sends mail, the mailboxes it sends to, and what it has logged. */
export interface MailWorld {
  readonly app: RunningApp;
  readonly database: TestDatabase;
  readonly sandbox: Sandbox;
  readonly logged: () => string;
  /** Another server on the same database, as it would be after a crash of the first. */
  startAnother(changes?: Partial<Env>): Promise<RunningApp>;
  /** What has arrived at an address, oldest first. */
  received(email: string): ReceivedMail[];
}

/**
 * Starts a server with a mail server behind it, on a database of its own: whoever sends mail sends that of all districts.
 * Mail is due after `delayMs`: at once, where nothing is said.
 */
export function withMail(ready: (world: MailWorld) => void, delayMs = 0): void {
  beforeAll(async () => {
    await using opening = new AsyncDisposableStack();
    const own = opening.use(await createOwnDatabase({ migrated: true }));
    const database = opening.use(openDatabase(own.superuserUrl));
    const sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:', empty: true });
    opening.defer(() => sandbox.stop());
    const lines: string[] = [];
    const log = createLog(
      'debug',
      new Writable({
        write(chunk, _encoding, done) {
          lines.push(String(chunk));
          done();
        },
      }),
    );
    const env = testEnv({
      databaseUrl: own.appUrl,
      databaseSystemUrl: own.systemUrl,
      smtpUrl: new Secret(sandbox.smtpUrl),
      mail: { delayMs, perSecond: 100 },
    });
    const app = opening.use(await createApp(env, log));
    ready({
      app,
      database,
      sandbox,
      logged: () => lines.join(''),
      startAnother: (changes = {}) => createApp({ ...env, ...changes }, log),
      received: (email) =>
        sandbox.control
          .listMail()
          .filter(({ recipient }) => recipient === email)
          .reverse(),
    });
    const opened = opening.move();
    return () => opened.disposeAsync();
  });
}

/** A district whose admin invites; staff get mail, and students where that is said. */
export async function mailDistrict(
  world: MailWorld,
  mail: 'off' | 'staff' | 'everybody' = 'staff',
): Promise<TestDistrict> {
  const home = await makeDistrict(world.app);
  await setMail(world, home, mail);
  return home;
}

/** Sets it as a domain admin of the district does, who is somebody else than its license admin. */
export async function setMail(
  world: MailWorld,
  home: TestDistrict,
  mail: 'off' | 'staff' | 'everybody',
): Promise<void> {
  const email = home.address(`setter-${crypto.randomUUID().slice(0, 8)}`);
  await world.app.context.db.withSystemTx((tx) =>
    grantDomainAdmin(
      tx,
      { districtId: home.id, domainId: home.domainId },
      { email: canonical(email), name: 'Whoever sets it' },
    ),
  );
  const setter = await signIn(world.app, email);
  await setter.client.domain.changeMail.mutate({ beside: idOfDomain(home), mail, requestId: newRequest() });
}

/** What became of each mail to an address, oldest first. */
export async function mailStates(world: MailWorld, email: string): Promise<MailState[]> {
  const rows = await world.database.rows<{ state: MailState }>(
    `select x.state from mail x left join member m on m.license_id = x.license_id and m.id = x.member_id
     where coalesce(m.email, x.admin_email) = $1 order by x.created_at, x.id`,
    [email],
  );
  return rows.map(({ state }) => state);
}

/** Lets so much time pass for all mail of a licence that waits or is under way. */
export async function passMailTime(world: MailWorld, licenseId: string, interval: string): Promise<void> {
  await world.database.rows(
    `update mail set due_at = due_at - $2::interval, created_at = created_at - $2::interval
     where license_id = $1 and due_at is not null`,
    [licenseId, interval],
  );
}
