-- How a licence stood at the end of each day on which something happened on it. The day of its last change is the
-- licence's own row: it is written down here by the first change of a later day, so that other changes pay nothing.
alter table license
  -- The day is the same for the whole statement: no row is written.
  -- squawk-ignore adding-field-with-default
  add column history_day date not null default (now() at time zone 'UTC')::date,
  add column history_joined integer not null default 0,
  add column history_declined integer not null default 0;
comment on column license.history_day is 'The day, in UTC, that the row stands for: that of the last change. It never goes back.';
comment on column license.history_joined is 'Invites answered with Join on that day; history_declined the same.';

create table license_day (
  district_id uuid not null,
  license_id uuid not null,
  day date not null,
  seq bigint not null,
  staff_seats integer,
  student_seats integer,
  teacher_accepted integer not null,
  teacher_invited integer not null,
  teacher_rejected integer not null,
  student_accepted integer not null,
  student_invited integer not null,
  student_rejected integer not null,
  other_accepted integer not null,
  other_invited integer not null,
  other_rejected integer not null,
  staff_held integer not null,
  student_held integer not null,
  joined integer not null,
  declined integer not null,
  primary key (district_id, license_id, day),
  foreign key (district_id, license_id) references license (district_id, id)
);
comment on column license_day.day is 'In UTC. Days without a row were as the last one before them.';
comment on column license_day.seq is 'The licence''s number at the end of the day.';
comment on column license_day.teacher_accepted is 'The licence''s counters after the day''s last change.';
comment on column license_day.joined is 'Invites answered with Join on this day; declined the same.';

alter table license_day enable row level security;
alter table license_day force row level security;
create policy district_scope on license_day to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on license_day to rollcall_system using (true) with check (true);
grant select, insert on license_day to rollcall_app, rollcall_system;

-- Which entries of the audit log concern a person. Row security lets no index answer this for a request (the array
-- operators may leak), so a function with its own tenant predicate does.
-- Builds in seconds on a log of a million entries; changes wait meanwhile, reading goes on.
-- squawk-ignore require-concurrent-index-creation
create index audit_targets on audit using gin (targets);
-- What admins, the vendor and runs do is little beside what the people of a large licence do; a log that is narrowed
-- to it does not read past a million answers.
-- squawk-ignore require-concurrent-index-creation
create index audit_deeds on audit (district_id, license_id, seq)
  where action not in ('member.joined', 'member.declined', 'member.shown', 'member.dismissed', 'member.identified');

create function audit_entries_of(wanted_license uuid, wanted_targets uuid[])
returns table (seq bigint)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select a.seq from public.audit a
  where a.district_id = nullif(current_setting('app.district', true), '')::uuid
    and a.license_id = wanted_license and a.targets && wanted_targets
$$;
comment on function audit_entries_of is 'Numbers of the entries that name one of these rows, in the transaction''s district only.';

create policy definer_reads on audit for select to rollcall_definer using (true);
grant select on audit to rollcall_definer;
do $$
begin
  grant create on schema public to rollcall_definer;
  revoke all on function audit_entries_of(uuid, uuid[]) from public;
  grant execute on function audit_entries_of(uuid, uuid[]) to rollcall_app, rollcall_system;
  alter function audit_entries_of(uuid, uuid[]) owner to rollcall_definer;
  revoke create on schema public from rollcall_definer;
end
$$;
