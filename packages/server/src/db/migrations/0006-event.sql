-- What happened on a licence, numbered by the licence. Payloads name rows and hold no person's data.
create table event (
  district_id uuid not null,
  license_id uuid not null,
  seq bigint not null,
  type text not null,
  payload jsonb not null,
  created_at timestamptz(3) not null default now(),
  published_at timestamptz(3),
  primary key (district_id, license_id, seq),
  foreign key (district_id, license_id) references license (district_id, id)
);
comment on column event.published_at is 'Null until the relay has told; what a crash leaves unpublished is swept up.';
create index event_unpublished on event (district_id, license_id, seq) where published_at is null;

-- One row per accepted command, chained by hash under the licence's lock. Hashed rows name ids only; what can be
-- read as a person is in audit_value, which can be erased without breaking the chain.
create table audit (
  district_id uuid not null,
  license_id uuid not null,
  seq bigint not null,
  at timestamptz(3) not null,
  actor_kind text not null check (actor_kind in ('person', 'vendor', 'system')),
  actor_id text not null,
  action text not null,
  targets uuid[] not null,
  values_hash bytea not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (district_id, license_id, seq),
  foreign key (district_id, license_id, seq) references event (district_id, license_id, seq)
    deferrable initially deferred
);
comment on column audit.values_hash is 'SHA-256 of the audit_value row as written.';

create table audit_value (
  district_id uuid not null,
  license_id uuid not null,
  seq bigint not null,
  details jsonb not null,
  primary key (district_id, license_id, seq),
  foreign key (district_id, license_id, seq) references audit (district_id, license_id, seq)
);

-- The first result of each command, so that a retry returns it and changes nothing.
create table command_result (
  district_id uuid not null,
  license_id uuid not null,
  actor_id uuid not null,
  request_id uuid not null,
  body_hash bytea not null,
  result jsonb not null,
  created_at timestamptz(3) not null default now(),
  primary key (district_id, license_id, actor_id, request_id),
  foreign key (district_id, license_id) references license (district_id, id)
);

-- Refusals worth noticing, counted per kind, actor and minute.
create table security_event (
  kind text not null,
  actor text not null,
  minute timestamptz(0) not null,
  count integer not null default 1,
  primary key (kind, actor, minute)
);
comment on column security_event.actor is 'A person id or a keyed hash of an address; never an e-mail.';

alter table event enable row level security;
alter table event force row level security;
create policy district_scope on event to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on event to rollcall_system using (true) with check (true);

alter table audit enable row level security;
alter table audit force row level security;
create policy district_scope on audit to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on audit to rollcall_system using (true) with check (true);

alter table audit_value enable row level security;
alter table audit_value force row level security;
create policy district_scope on audit_value to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on audit_value to rollcall_system using (true) with check (true);

alter table command_result enable row level security;
alter table command_result force row level security;
create policy district_scope on command_result to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on command_result to rollcall_system using (true) with check (true);

alter table security_event enable row level security;
alter table security_event force row level security;
create policy system_scope on security_event to rollcall_system using (true) with check (true);
create policy definer_counts on security_event to rollcall_definer using (true) with check (true);

grant select, insert on event, audit, audit_value, command_result to rollcall_app;
grant select, insert, update, delete on event to rollcall_system;
grant select, insert on audit to rollcall_system;
grant select, insert, delete on audit_value to rollcall_system;
grant select, insert, delete on command_result to rollcall_system;
grant select, delete on security_event to rollcall_system;
grant select, insert, update on security_event to rollcall_definer;
