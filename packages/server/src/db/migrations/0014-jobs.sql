-- How often a run was taken in hand since it last got on: what never gets on is given up.
alter table run add column attempts integer not null default 0 constraint run_attempts check (attempts >= 0);
comment on column run.attempts is 'Times the lease was taken since the last portion was worked, the present one included.';

-- The table is as young as this index: nothing is kept waiting.
-- squawk-ignore require-concurrent-index-creation
create index run_waiting_for_answer on run (planned_at) where state = 'planned';
