-- Methods that follow another system: the authorisation to read it, what of it is followed, whom it names, and the runs
-- that carry over what has changed there.
create table connection (
  district_id uuid not null,
  license_id uuid not null,
  source text not null check (source in ('ou', 'classroom')),
  issuer text collate "C" not null,
  subject text collate "C" not null,
  customer text collate "C",
  account_email text not null,
  scopes text[] not null,
  token_sealed bytea,
  connected_by text not null,
  authorised_at timestamptz(3) not null,
  lapses_at timestamptz(3) not null,
  ended_at timestamptz(3),
  saved_at timestamptz(3),
  last_good_at timestamptz(3),
  last_problem text check (last_problem in ('authorisation_ended', 'refused', 'quota', 'unreachable', 'incomplete')),
  last_problem_at timestamptz(3),
  next_at timestamptz(3),
  time_zone text not null,
  pause_from date,
  pause_until date,
  counted_at timestamptz(3),
  counting_until timestamptz(3),
  counting_people integer,
  primary key (district_id, license_id, source),
  foreign key (district_id, license_id) references license (district_id, id),
  check ((pause_from is null) = (pause_until is null)),
  check (pause_until >= pause_from),
  check ((last_problem is null) = (last_problem_at is null))
);
comment on column connection.customer is 'The Google Workspace that the account belongs to: renewing with an account of another one is refused.';
comment on column connection.token_sealed is 'The refresh token, encrypted; null once it is known to be worth nothing.';
comment on column connection.lapses_at is 'As the issuer said, else a year after it was given.';
comment on column connection.ended_at is 'When the authorisation was found to be revoked or no longer enough. Nothing is read, nobody is removed.';
comment on column connection.saved_at is 'When a choice was first confirmed: before that there is nothing to sync.';
comment on column connection.next_at is 'When the next sync begins by itself; null while there is nothing to sync or the authorisation has ended.';
comment on column connection.time_zone is 'Whose night it is, as an IANA name.';
comment on column connection.counting_until is 'Somebody is counting people until then, unless they say so again.';
create index connection_due on connection (next_at) where next_at is not null;

create table sync_item (
  district_id uuid not null,
  license_id uuid not null,
  source text not null,
  item_id text collate "C" not null,
  parent_id text collate "C",
  name text not null,
  path text not null default '',
  is_chosen boolean not null default false,
  user_type text check (user_type in ('teacher', 'student', 'other')),
  chosen_teachers text[] collate "C" not null default '{}',
  people integer check (people >= 0),
  state text not null default 'there' check (state in ('there', 'vanished', 'archived')),
  primary key (district_id, license_id, source, item_id),
  foreign key (district_id, license_id, source) references connection (district_id, license_id, source) on delete cascade
);
comment on table sync_item is 'OUs and classes as they were last seen, with what is chosen of them.';
comment on column sync_item.is_chosen is 'Somebody spoke about it: with a user type its people come, without one they are left out though those above come.';
comment on column sync_item.chosen_teachers is 'Of a class: the co-teachers who come too, by their ids there.';
comment on column sync_item.people is 'Active people directly in it; null until they have been counted.';
comment on column sync_item.state is 'What is chosen and not there any more keeps its people until somebody decides.';

-- Whom a source names, as of its last complete read: what a new read is compared with. It holds the people of followed
-- sources, and of domains those who found no seat.
create table source_person (
  district_id uuid not null,
  license_id uuid not null,
  source text not null check (source in ('ou', 'classroom', 'domain')),
  reference text collate "C" not null default '',
  external_id text collate "C" not null,
  item_id text collate "C" not null default '',
  email text collate "C",
  shown text,
  name text,
  user_type text not null check (user_type in ('teacher', 'student', 'other')),
  member_id uuid,
  why text,
  primary key (district_id, license_id, source, reference, external_id),
  foreign key (district_id, license_id) references license (district_id, id),
  check ((member_id is null) = (why is not null))
);
comment on column source_person.reference is 'That of the member_source it stands for: the class; empty for OUs.';
comment on column source_person.external_id is 'The other system''s own id: addresses and names change, it does not.';
comment on column source_person.email is 'Canonical; null where the address is none.';
comment on column source_person.member_id is 'Whom the source holds. Null: not on the licence by this source, and asked for again by each sync.';
comment on column source_person.why is 'The outcome that kept the person off.';
create index source_person_member on source_person (member_id) where member_id is not null;

-- A read of the other system in progress: pages as they came, and where it goes on.
create table sync_read (
  district_id uuid not null,
  license_id uuid not null,
  run_id uuid not null,
  plan jsonb not null default '{}',
  place jsonb,
  pages integer not null default 0,
  people integer not null default 0,
  tries integer not null default 0,
  restarts integer not null default 0,
  begun_at timestamptz(3) not null,
  complete_at timestamptz(3),
  primary key (district_id, license_id, run_id),
  foreign key (district_id, license_id, run_id) references run (district_id, license_id, id)
);
comment on table sync_read is 'One generation. Only a complete one is compared with whom the source named before (SPEC I9).';
comment on column sync_read.plan is 'What is read, with what holds for each part: as it was when the read began.';
comment on column sync_read.place is 'The part and the page that come next; null at the beginning and at the end.';
comment on column sync_read.tries is 'Failures of the present page in a row.';
comment on column sync_read.restarts is 'How often it had to begin anew.';

create table sync_page (
  district_id uuid not null,
  license_id uuid not null,
  run_id uuid not null,
  page_no integer not null check (page_no >= 0),
  reference text collate "C" not null default '',
  external_ids text[] collate "C" not null,
  item_ids text[] collate "C" not null,
  emails text[] collate "C" not null,
  shown text[] not null,
  names text[] not null,
  user_types text[] not null,
  primary key (district_id, license_id, run_id, page_no),
  foreign key (district_id, license_id, run_id) references run (district_id, license_id, id)
);
comment on table sync_page is 'People as they were read, some hundreds side by side. Gone when the run has been planned.';

-- People whom no sync and no domain brings back. Whoever adds them by hand has decided otherwise for this time.
create table exclusion (
  district_id uuid not null,
  license_id uuid not null,
  email text collate "C" not null,
  external_id text collate "C",
  shown text not null,
  name text,
  excluded_by text not null,
  excluded_at timestamptz(3) not null default now(),
  primary key (district_id, license_id, email),
  foreign key (district_id, license_id) references license (district_id, id)
);
comment on column exclusion.external_id is 'The person''s id in the followed source: another address does not bring them back either.';

alter table run
  add column source text constraint run_source_check check (source in ('ou', 'classroom')),
  add column holds_back uuid,
  -- Only runs that begin by themselves have none, and only the version that reads them makes any.
  -- squawk-ignore ban-drop-not-null
  alter column actor_person_id drop not null,
  -- squawk-ignore ban-drop-not-null
  alter column actor_session_id drop not null;
comment on column run.source is 'What a sync follows; null for other kinds.';
comment on column run.holds_back is 'Of removals that wait: the sync that found them.';
comment on column run.actor_person_id is 'Null: it began by itself, at its time of the night.';
alter table run drop constraint run_kind_check;
alter table run add constraint run_kind_check check (kind in (
  'csv_add', 'csv_remove', 'remove', 'withdraw', 'remind', 'reinvite', 'change_type', 'undo',
  'sync', 'sync_leave', 'domain_add'
)) not valid;
alter table run drop constraint run_failure_check;
alter table run add constraint run_failure_check check (failure in (
  'interrupted', 'file_not_readable', 'license_not_active', 'right_ended', 'internal',
  'authorisation_ended', 'refused', 'quota', 'unreachable', 'incomplete'
)) not valid;

alter table run_batch
  add column op text constraint run_batch_op_check check (op in ('join', 'change', 'leave')),
  add column reference text collate "C" not null default '',
  add column external_ids text[] collate "C",
  add column item_ids text[] collate "C";
comment on column run_batch.op is 'Of a sync: what has happened to these people in the other system; null for other kinds.';
comment on column run_batch.reference is 'Of a sync: the class that these people are of; empty for OUs.';

alter table connection enable row level security;
alter table connection force row level security;
create policy district_scope on connection to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on connection to rollcall_system using (true) with check (true);

alter table sync_item enable row level security;
alter table sync_item force row level security;
create policy district_scope on sync_item to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on sync_item to rollcall_system using (true) with check (true);

alter table source_person enable row level security;
alter table source_person force row level security;
create policy district_scope on source_person to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on source_person to rollcall_system using (true) with check (true);

alter table sync_read enable row level security;
alter table sync_read force row level security;
create policy district_scope on sync_read to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on sync_read to rollcall_system using (true) with check (true);

alter table sync_page enable row level security;
alter table sync_page force row level security;
create policy district_scope on sync_page to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on sync_page to rollcall_system using (true) with check (true);

alter table exclusion enable row level security;
alter table exclusion force row level security;
create policy district_scope on exclusion to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on exclusion to rollcall_system using (true) with check (true);

grant select, insert, update, delete on connection, sync_item, source_person, sync_read, sync_page, exclusion
  to rollcall_app, rollcall_system;
