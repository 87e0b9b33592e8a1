-- Changes of many people: planned first, confirmed, applied in portions, undone as a whole.
create table run (
  district_id uuid not null,
  license_id uuid not null,
  id uuid not null default new_id(),
  number integer not null check (number > 0),
  kind text not null check (kind in (
    'csv_add', 'csv_remove', 'remove', 'withdraw', 'remind', 'reinvite', 'change_type', 'undo'
  )),
  state text not null check (state in (
    'reading', 'planning', 'planned', 'queued', 'running', 'done', 'cancelled', 'discarded', 'failed'
  )),
  actor_person_id uuid not null references person (id),
  actor_session_id uuid not null,
  started_by text not null,
  created_at timestamptz(3) not null default now(),
  planned_at timestamptz(3),
  confirmed_at timestamptz(3),
  begun_at timestamptz(3),
  ended_at timestamptz(3),
  file_name text,
  user_type text check (user_type in ('teacher', 'student', 'other')),
  leave_known boolean not null default false,
  selection jsonb,
  total integer not null default 0 check (total >= 0),
  done integer not null default 0 check (done >= 0),
  plan_seq bigint,
  plan jsonb,
  outcomes jsonb not null default '{}',
  failure text check (failure in ('interrupted', 'file_not_readable', 'license_not_active', 'internal')),
  undoes uuid,
  staff_held integer not null default 0 check (staff_held >= 0),
  student_held integer not null default 0 check (student_held >= 0),
  lease_until timestamptz(3),
  fence integer not null default 0,
  primary key (district_id, license_id, id),
  unique (district_id, license_id, number),
  foreign key (district_id, license_id) references license (district_id, id),
  foreign key (district_id, license_id, undoes) references run (district_id, license_id, id)
);
comment on column run.number is 'Counted per licence from 1.';
comment on column run.actor_session_id is 'The session that started it, for the audit log.';
comment on column run.started_by is 'The starting admin''s name at the time.';
comment on column run.user_type is 'For whom the file names none; of change_type the new type.';
comment on column run.leave_known is 'The file is an export of this list: who is on the list already is left exactly as they are.';
comment on column run.selection is 'Which people were selected; null for files and undos.';
comment on column run.total is 'Rows; grows while a file is read.';
comment on column run.done is 'Rows planned so far while planning, rows applied so far while running.';
comment on column run.plan_seq is 'The licence''s number when the planning began: while it is the same, the plan holds.';
comment on column run.plan is 'Counts and digest of what would happen; the people are in run_batch.planned.';
comment on column run.staff_held is 'Seats that the confirmed plan claims and no portion has spent yet. The same for student_held.';
comment on column run.lease_until is 'Whoever works on the run holds it until then, and longer with each portion.';
comment on column run.fence is 'Counts the holders of the lease: what an earlier holder still wants to write is refused.';
create index run_unfinished on run (district_id, license_id, number)
  where state in ('reading', 'planning', 'queued', 'running');
create unique index run_undone_once on run (district_id, license_id, undoes)
  where undoes is not null and state not in ('discarded', 'failed');

-- The rows of a run, some thousands side by side in arrays of one length: a file goes in and its results come out
-- without an index entry per person. The arrays of a file are filled by its reading, those of a selection by the first plan.
create table run_batch (
  district_id uuid not null,
  license_id uuid not null,
  run_id uuid not null,
  batch_no integer not null check (batch_no >= 0),
  first_row integer not null,
  size integer not null check (size > 0),
  lines integer[],
  emails text[] collate "C",
  shown text[],
  names text[],
  user_types text[],
  refusals text[],
  reasons text[],
  raws text[],
  member_ids uuid[],
  planned text[],
  planned_counts jsonb,
  outcomes text[],
  outcome_counts jsonb,
  changed_ids uuid[],
  before jsonb,
  seq bigint,
  applied_at timestamptz(3),
  primary key (district_id, license_id, run_id, batch_no),
  foreign key (district_id, license_id, run_id) references run (district_id, license_id, id)
);
comment on column run_batch.first_row is 'Number of the first row in its run, from 1.';
comment on column run_batch.emails is 'Canonical; null where the row is refused.';
comment on column run_batch.shown is 'The spelling to show, where it differs from the canonical form.';
comment on column run_batch.refusals is 'The outcome of rows that are refused for what stands in them; null for the others.';
comment on column run_batch.raws is 'Of refused rows the fields as they stood in the file, as a JSON array: they can be corrected and given again.';
comment on column run_batch.member_ids is 'Of a selection and of an undo: whom it is for.';
comment on column run_batch.planned is 'What would happen to each row.';
comment on column run_batch.outcomes is 'What happened to each row; null until the portion is applied.';
comment on column run_batch.changed_ids is 'The people whose rows the portion changed.';
comment on column run_batch.before is 'What those rows were that existed before, as far as the undo needs it.';
comment on column run_batch.seq is 'The number of the portion''s event; null where it changed nothing.';

alter table license
  add column staff_held integer not null default 0 constraint license_staff_held check (staff_held >= 0),
  add column student_held integer not null default 0 constraint license_student_held check (student_held >= 0);
comment on column license.staff_held is 'Seats that confirmed runs hold and have not spent. The same for student_held.';

alter table member drop constraint member_ended_why_check;
alter table member add constraint member_ended_why_check
  check (ended_why in ('removed', 'withdrawn', 'expired', 'source_ended', 'merged', 'undone')) not valid;

alter table run enable row level security;
alter table run force row level security;
create policy district_scope on run to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on run to rollcall_system using (true) with check (true);

alter table run_batch enable row level security;
alter table run_batch force row level security;
create policy district_scope on run_batch to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on run_batch to rollcall_system using (true) with check (true);

grant select, insert, update on run, run_batch to rollcall_app;
grant select, insert, update, delete on run, run_batch to rollcall_system;
