-- Learning management systems that a Teacher licence is registered with, what was placed in them, and who launched it.
-- A registration belongs to one licence (decision 26): its id is part of every address of ours that the system calls.
create table lti_platform (
  district_id uuid not null,
  license_id uuid not null,
  id uuid not null default new_id(),
  name text not null check (length(name) between 1 and 100),
  state text not null default 'draft' check (state in ('draft', 'active', 'off')),
  how text check (how in ('by_url', 'by_hand')),
  issuer text collate "C",
  client_id text collate "C",
  authorisation_url text,
  token_url text,
  token_audience text,
  keys_url text,
  invitation_hash bytea,
  invitation_ends_at timestamptz(3),
  added_by text not null,
  added_at timestamptz(3) not null default now(),
  last_launch_at timestamptz(3),
  last_problem text,
  last_problem_at timestamptz(3),
  primary key (district_id, license_id, id),
  foreign key (district_id, license_id) references license (district_id, id),
  check (state = 'draft' or (
    how is not null and issuer is not null and client_id is not null and authorisation_url is not null
    and token_url is not null and keys_url is not null
  )),
  check ((invitation_hash is null) = (invitation_ends_at is null)),
  check ((last_problem is null) = (last_problem_at is null))
);
comment on column lti_platform.token_audience is 'The audience of our assertions at its token endpoint; null: the token endpoint itself.';
comment on column lti_platform.invitation_hash is 'SHA-256 of the one-time token in the registration address.';
create unique index lti_platform_id on lti_platform (id);
create unique index lti_platform_invitation on lti_platform (invitation_hash) where invitation_hash is not null;

create table lti_deployment (
  district_id uuid not null,
  license_id uuid not null,
  platform_id uuid not null,
  deployment_id text collate "C" not null check (length(deployment_id) between 1 and 255),
  state text not null check (state in ('waiting', 'allowed', 'refused')),
  first_seen_at timestamptz(3) not null default now(),
  last_launch_at timestamptz(3),
  course_title text,
  primary key (district_id, license_id, platform_id, deployment_id),
  foreign key (district_id, license_id, platform_id) references lti_platform (district_id, license_id, id) on delete cascade
);
comment on column lti_deployment.state is 'waiting: launched from, and nobody has said yet that it may.';

create table lti_assignment (
  district_id uuid not null,
  license_id uuid not null,
  id uuid not null default new_id(),
  platform_id uuid not null,
  deployment_id text collate "C" not null,
  resource_link_id text collate "C",
  title text not null check (length(title) between 1 and 200),
  course_id text,
  course_title text,
  roster_url text,
  is_open boolean not null default true,
  placed_by text not null,
  placed_at timestamptz(3) not null default now(),
  last_roster_at timestamptz(3),
  last_roster_problem text,
  last_roster_problem_at timestamptz(3),
  removed_at timestamptz(3),
  primary key (district_id, license_id, id),
  foreign key (district_id, license_id) references license (district_id, id),
  check ((last_roster_problem is null) = (last_roster_problem_at is null))
);
comment on column lti_assignment.resource_link_id is 'The link in the course; null until it was first launched.';
comment on column lti_assignment.roster_url is 'Where the class can be read, as the last launch said; null where the system does not share it.';
comment on column lti_assignment.removed_at is 'Its registration was taken away. Sources of people refer to it, so it stays.';
create unique index lti_assignment_link on lti_assignment (district_id, license_id, platform_id, deployment_id, resource_link_id)
  where resource_link_id is not null and removed_at is null;

-- Who was launched: registration + deployment + subject, never an address. Each has an account of their own, which opens
-- what was launched and nothing else, and sits on a seat that others may have brought too.
create table lti_user (
  district_id uuid not null,
  license_id uuid not null,
  platform_id uuid not null,
  deployment_id text collate "C" not null,
  subject text collate "C" not null check (length(subject) between 1 and 255),
  person_id uuid references person (id),
  member_id uuid,
  name text,
  email_shown text,
  assignment_id uuid,
  why text,
  admin_person_id uuid references person (id),
  admin_connected_at timestamptz(3),
  first_seen_at timestamptz(3) not null default now(),
  last_launch_at timestamptz(3),
  primary key (district_id, license_id, platform_id, deployment_id, subject),
  foreign key (district_id, license_id, platform_id) references lti_platform (district_id, license_id, id) on delete cascade,
  check ((admin_person_id is null) = (admin_connected_at is null))
);
comment on column lti_user.person_id is 'The account of launches; null for somebody whom only a class list named.';
comment on column lti_user.member_id is 'The row on the list that they sit on; null for teachers, and for whoever found no seat.';
comment on column lti_user.email_shown is 'What the system says; it identifies nobody.';
comment on column lti_user.assignment_id is 'What they last came by.';
comment on column lti_user.why is 'The outcome that kept them off the list; null where nothing did.';
comment on column lti_user.admin_person_id is 'The account of the admin who has said "that is me": they may place assignments.';
create unique index lti_user_person on lti_user (person_id) where person_id is not null;
create index lti_user_member on lti_user (member_id) where member_id is not null;
create index lti_user_not_seated on lti_user (district_id, license_id, name, subject) where why is not null;

-- Nonces that were used, for as long as their token could be used again. Of everybody: kept by the system itself.
create table lti_nonce (
  district_id uuid not null,
  license_id uuid not null,
  platform_id uuid not null,
  nonce_hash bytea not null,
  ends_at timestamptz(3) not null,
  primary key (district_id, license_id, platform_id, nonce_hash),
  foreign key (district_id, license_id, platform_id) references lti_platform (district_id, license_id, id) on delete cascade
);
create index lti_nonce_end on lti_nonce (ends_at);

-- The keys with which the installation signs for other systems.
create table tool_key (
  id uuid primary key default new_id(),
  public_jwk jsonb not null,
  private_sealed bytea not null,
  made_at timestamptz(3) not null default now(),
  retired_at timestamptz(3)
);
comment on table tool_key is 'RSA key pairs. The private half is encrypted; a retired one is still published for a while.';

alter table session
  add column launch_district_id uuid,
  add column launch_license_id uuid,
  add column launch_platform_id uuid;
comment on column session.launch_district_id is 'Of a launch: the only district, licence and registration that the session is good for (SPEC E04). Null: signed in to Rollcall itself.';
alter table session drop constraint session_source_check;
alter table session add constraint session_source_check check (
  source in ('code', 'demo', 'oidc') or (source = 'lti' and num_nulls(launch_district_id, launch_license_id, launch_platform_id) = 0)
) not valid;

alter table run drop constraint run_source_check;
alter table run add constraint run_source_check check (source in ('ou', 'classroom', 'assignment')) not valid;
alter table run add column assignment_id uuid;
comment on column run.assignment_id is 'Of a class that is read: the assignment that brings it.';
alter table run drop constraint run_kind_check;
alter table run add constraint run_kind_check check (kind in (
  'csv_add', 'csv_remove', 'remove', 'withdraw', 'remind', 'reinvite', 'change_type', 'undo',
  'sync', 'sync_leave', 'domain_add', 'roster'
)) not valid;
alter table run drop constraint run_failure_check;
alter table run add constraint run_failure_check check (failure in (
  'interrupted', 'file_not_readable', 'license_not_active', 'right_ended', 'internal',
  'authorisation_ended', 'refused', 'quota', 'unreachable', 'incomplete'
)) not valid;

alter table lti_platform enable row level security;
alter table lti_platform force row level security;
create policy district_scope on lti_platform to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on lti_platform to rollcall_system using (true) with check (true);
create policy definer_reads on lti_platform for select to rollcall_definer using (true);

alter table lti_deployment enable row level security;
alter table lti_deployment force row level security;
create policy district_scope on lti_deployment to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on lti_deployment to rollcall_system using (true) with check (true);

alter table lti_assignment enable row level security;
alter table lti_assignment force row level security;
create policy district_scope on lti_assignment to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on lti_assignment to rollcall_system using (true) with check (true);

alter table lti_user enable row level security;
alter table lti_user force row level security;
create policy district_scope on lti_user to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on lti_user to rollcall_system using (true) with check (true);
create policy definer_reads on lti_user for select to rollcall_definer using (true);

alter table lti_nonce enable row level security;
alter table lti_nonce force row level security;
create policy district_scope on lti_nonce to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on lti_nonce to rollcall_system using (true) with check (true);

grant select, insert, update, delete on lti_platform, lti_deployment, lti_user, lti_nonce to rollcall_app, rollcall_system;
grant select, insert, update on lti_assignment to rollcall_app;
grant select, insert, update, delete on lti_assignment to rollcall_system;
grant select on lti_platform, lti_user to rollcall_definer;
grant select, insert on tool_key to rollcall_app;
grant select, insert, update, delete on tool_key to rollcall_system;

-- Where a call of a registered system belongs: its registration is named by our own address. Answers where, and nothing else.
create function find_lti_platform(wanted uuid)
returns table (district_id uuid, license_id uuid)
language sql stable security definer set search_path = pg_catalog, public
as $$ select p.district_id, p.license_id from public.lti_platform p where p.id = wanted $$;

-- The same for a registration address, which works once and not for ever.
create function find_lti_invitation(presented_hash bytea)
returns table (district_id uuid, license_id uuid, platform_id uuid)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select p.district_id, p.license_id, p.id from public.lti_platform p
  where p.invitation_hash = presented_hash and p.invitation_ends_at > now()
$$;

do $$
declare
  signature regprocedure;
begin
  grant create on schema public to rollcall_definer;
  foreach signature in array array[
    'find_lti_platform(uuid)'::regprocedure, 'find_lti_invitation(bytea)'::regprocedure
  ] loop
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to rollcall_app, rollcall_system', signature);
    execute format('alter function %s owner to rollcall_definer', signature);
  end loop;
  revoke create on schema public from rollcall_definer;
end
$$;
