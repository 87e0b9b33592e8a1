import { type RawBuilder, sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from './tx.ts';

interface Past {
  readonly table: RawBuilder<unknown>;
  /** Which rows are past their time. */
  readonly when: RawBuilder<unknown>;
  /** Of rows that are kept longer than some of what they hold: what is emptied. Undefined: the row goes. */
  readonly emptied?: RawBuilder<unknown>;
}

/** Portions of runs that ended so long ago and are not being undone; `interval` may ask for the run `r`. */
function ofRunEndedFor(interval: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (
    select from run r
    where r.district_id = run_batch.district_id and r.license_id = run_batch.license_id and r.id = run_batch.run_id
      and r.ended_at < now() - ${interval} and not exists (
        select from run u
        where u.district_id = r.district_id and u.license_id = r.license_id and u.undoes = r.id and u.ended_at is null
      )
  )`;
}

/** What is kept for a time only (SPEC R22), and which rows of it are past that time. */
const pastTheirTime: Readonly<Record<string, Past>> = {
  throttle: { table: sql`throttle`, when: sql`expire < extract(epoch from now()) * 1000` },
  sign_in_code: { table: sql`sign_in_code`, when: sql`expires_at < now()` },
  // Results hold the addresses that were pasted; a retry comes within seconds, not days.
  command_result: { table: sql`command_result`, when: sql`created_at < now() - interval '1 day'` },
  district_command_result: {
    table: sql`district_command_result`,
    when: sql`created_at < now() - interval '1 day'`,
  },
  // A registration that was taken away signs nothing any more.
  tool_key: {
    table: sql`tool_key`,
    when: sql`not exists (select from lti_platform p where p.id = tool_key.platform_id)`,
  },
  lti_nonce: { table: sql`lti_nonce`, when: sql`ends_at < now()` },
  security_event: { table: sql`security_event`, when: sql`minute < now() - interval '90 days'` },
  // Of a file that was never applied nothing is kept; of one that was, what undoing and looking it up needs.
  run_batch: {
    table: sql`run_batch`,
    when: ofRunEndedFor(
      sql`case when r.state in ('discarded', 'failed') then interval '1 day' else interval '30 days' end`,
    ),
  },
  // Pages are for the comparison; of a run that was thrown away or given up some may be left.
  sync_page: {
    table: sql`sync_page`,
    when: sql`not exists (
      select from run r
      where r.district_id = sync_page.district_id and r.license_id = sync_page.license_id and r.id = sync_page.run_id
        and r.state = 'reading'
    )`,
  },
  // What stood in refused rows beside the person was kept to be corrected.
  run_batch_fields: {
    table: sql`run_batch`,
    when: sql`raws is not null and ${ofRunEndedFor(sql`interval '7 days'`)}`,
    emptied: sql`raws = null`,
  },
  // Whom a selection was for, and what a file was called, goes with the rows.
  run_request: {
    table: sql`run`,
    when: sql`(selection is not null or file_name is not null) and ended_at < now() - interval '30 days'`,
    emptied: sql`selection = null, file_name = null`,
  },
  run_columns: {
    table: sql`run`,
    when: sql`columns is not null and ended_at < now() - interval '7 days'`,
    emptied: sql`columns = null`,
  },
  // What its tokens open ends with it. Who wants no more mail is kept apart.
  mail: { table: sql`mail`, when: sql`ended_at < now() - interval '90 days'` },
  session: {
    table: sql`session`,
    when: sql`coalesce(revoked_at, least(expires_at, ends_at)) < now() - interval '30 days'`,
  },
};

/** Rows deleted or emptied in one transaction: no lock is held for long. */
const batchRows = 5_000;
const hourMs = 60 * 60 * 1000;

/** Deletes and empties what is past its time; returns how many rows of each that were. Safe on several nodes at once. */
export async function deletePastRows(db: Database): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {};
  for (const [name, past] of Object.entries(pastTheirTime)) {
    let sum = 0;
    for (let last = batchRows; last === batchRows; sum += last) {
      const { numAffectedRows } = await db.withSystemTx((tx) => endBatch(past).execute(tx));
      last = Number(numAffectedRows ?? 0n);
    }
    deleted[name] = sum;
  }
  return deleted;
}

function endBatch({ table, when, emptied }: Past) {
  const which = sql`where ctid in (select ctid from ${table} where ${when} limit ${batchRows})`;
  return emptied === undefined
    ? sql`delete from ${table} ${which}`
    : sql`update ${table} set ${emptied} ${which}`;
}

/** Deletes what is past its time, every hour. A failed turn is made up for by the next. */
export function startRetention(db: Database, log: Logger): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = deletePastRows(db).then(
      (deleted) => log.info({ deleted }, 'rows past their time were deleted'),
      (error: unknown) => log.error({ err: error }, 'rows past their time could not be deleted'),
    );
  }, hourMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
