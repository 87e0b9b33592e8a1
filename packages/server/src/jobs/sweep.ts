import { districtId, licenseId, runId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/tx.ts';
import { isReadByJob, type RunPlace } from './run-lease.ts';
import { runTasks } from './run-queue.ts';

const places = z.array(z.object({ districtId, licenseId, runId }));

/** How long a file may stay without a reader that holds it, and a plan without an answer. In SQL's words. */
const readerGone = '10 seconds';
const planKept = '7 days';

/**
 * Puts right what nobody else does any more, on all districts, and returns the runs that it ended: a run that nobody
 * holds is queued again (one whose worker died stays locked in the queue for hours), a file whose reader is gone has
 * failed, a plan that nobody confirmed is thrown away. Safe on several nodes at once.
 */
export async function sweepRuns(db: Database): Promise<RunPlace[]> {
  const interrupted = await db.systemStatement(sql`
    update run set state = 'failed', failure = 'interrupted', ended_at = now(), lease_until = null, fence = fence + 1
    where state = 'reading' and not ${isReadByJob} and coalesce(lease_until, created_at + ${readerGone}::interval) < clock_timestamp()
    returning district_id as "districtId", license_id as "licenseId", id as "runId"
  `);
  const unanswered = await db.systemStatement(sql`
    update run set state = 'discarded', ended_at = now(), lease_until = null, fence = fence + 1
    where state = 'planned' and planned_at < now() - ${planKept}::interval
    returning district_id as "districtId", license_id as "licenseId", id as "runId"
  `);
  await queueLeftRuns(db);
  return places.parse([...interrupted, ...unanswered]);
}

/**
 * A run that waits in the queue already is not touched: it keeps its place, and no worker passes it over because its
 * job is being written. Neither is a confirmed one behind another of its licence: the end of that one queues the next.
 */
async function queueLeftRuns(db: Database): Promise<void> {
  await db.systemStatement(sql`
    with left_run as materialized (
      select district_id, license_id, id, state, actor_person_id from run
      where (state in ('planning', 'running') or (state = 'reading' and ${isReadByJob}) or (state = 'queued' and not exists (
          select from run other
          where other.district_id = run.district_id and other.license_id = run.license_id and other.id <> run.id
            and (other.state = 'running' or (
              other.state = 'queued' and (other.confirmed_at, other.number) < (run.confirmed_at, run.number)
            ))
        )))
        and (lease_until is null or lease_until < clock_timestamp())
        and not exists (
          select from graphile_worker.jobs job
          where job.key = 'run:' || run.id and job.locked_at is null and job.attempts < job.max_attempts
        )
      order by created_at
    )
    select (graphile_worker.add_job(
      case when state = 'reading' then 'read' else 'run' end,
      json_build_object('districtId', district_id, 'licenseId', license_id, 'runId', id),
      job_key => 'run:' || id, job_key_mode => 'preserve_run_at', max_attempts => 1,
      priority => case when actor_person_id is null then 1 else 0 end
    )).id
    from left_run
  `);
  // Jobs of workers that died: their runs are queued anew, and nobody else would take them out.
  await db.systemStatement(sql`
    select (graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs
      where task_identifier in (${sql.join(runTasks)}) and attempts >= max_attempts
        and (locked_at is null or locked_at < now() - interval '4 hours')
    ))).id
  `);
}
