import { runMigrations } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Database, SystemTx } from '../db/tx.ts';
import { DatabaseRefusal } from '../db/verify-roles.ts';
import { queueLogger } from './queue-logger.ts';

/** Any number that nothing else in this database locks. */
const preparing = 5_240_014;

/**
 * Brings the queue's schema up to date, as the system role that owns it; several servers may do so at once. Throws a
 * DatabaseRefusal that says what to run when the schema is not there: making it takes a right that no server has.
 */
export async function prepareQueue(db: Database, pool: pg.Pool, log: Logger): Promise<void> {
  await db.withSystemTx(async (tx) => {
    await refuseMissingSchema(tx);
    await sql`select pg_advisory_xact_lock(${preparing})`.execute(tx);
    // Where this table is missing the library makes schema and table, and may not: the schema is there already.
    await sql`
      create table if not exists graphile_worker.migrations (
        id int primary key, ts timestamptz not null default now(), breaking boolean not null default false
      )
    `.execute(tx);
  });
  await runMigrations({ pgPool: pool, logger: queueLogger(log) });
  await db.withSystemTx(async (tx) => {
    await sql`select pg_advisory_xact_lock(${preparing})`.execute(tx);
    await openToRequests(tx);
  });
}

async function refuseMissingSchema(tx: SystemTx): Promise<void> {
  const { rows } = await sql<{ owned: boolean | null }>`
    select pg_has_role(nspowner, 'usage') as owned from pg_namespace where nspname = 'graphile_worker'
  `.execute(tx);
  if (rows[0]?.owned === true) return;
  throw new DatabaseRefusal(
    rows.length === 0
      ? 'The schema of the job queue is missing: run "create schema graphile_worker authorization rollcall_system" ' +
          'in this database as a superuser (README, "On your own PostgreSQL")'
      : 'The schema graphile_worker belongs to another role: run "alter schema graphile_worker owner to ' +
          'rollcall_system" in this database as a superuser (README, "On your own PostgreSQL")',
  );
}

/**
 * Of the queue requests may call one function: it queues a run of their own district. It runs as the owner of the
 * queue's tables, because the library's functions fail for a role under row security. During an update an older server
 * may be the last to write it: what it queues is to stay readable for its neighbours (SPEC F20).
 */
async function openToRequests(tx: SystemTx): Promise<void> {
  await sql`
    create or replace function graphile_worker.enqueue_run(wanted uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
    declare
      found_run public.run;
    begin
      select * into found_run from public.run r
      where r.district_id = nullif(current_setting('app.district', true), '')::uuid and r.id = wanted;
      if not found then
        raise exception 'the district has no such run' using errcode = 'no_data_found';
      end if;
      perform graphile_worker.add_job(
        case when found_run.state = 'reading' then 'read' else 'run' end,
        json_build_object(
          'districtId', found_run.district_id, 'licenseId', found_run.license_id, 'runId', found_run.id
        ),
        job_key => 'run:' || found_run.id, max_attempts => 1,
        priority => case when found_run.actor_person_id is null then 1 else 0 end
      );
    end
    $$
  `.execute(tx);
  // Whatever an update of the library added is callable by everybody until here; none of it has its owner's rights.
  await sql`revoke execute on all functions in schema graphile_worker from public`.execute(tx);
  await sql`grant usage on schema graphile_worker to rollcall_app`.execute(tx);
  await sql`grant execute on function graphile_worker.enqueue_run(uuid) to rollcall_app`.execute(tx);
}
