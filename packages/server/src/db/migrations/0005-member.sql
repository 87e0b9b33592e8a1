-- One live row per licence and address, and one per licence and known person. An ended row is history.
create table member (
  district_id uuid not null,
  license_id uuid not null,
  id uuid not null default new_id(),
  email text collate "C" not null,
  email_shown text not null,
  name text,
  user_type text not null check (user_type in ('teacher', 'student', 'other')),
  status text not null check (status in ('invited', 'accepted', 'rejected')),
  person_id uuid references person (id),
  seq bigint not null,
  added_by text not null,
  added_at timestamptz(3) not null default now(),
  invited_at timestamptz(3),
  armed_at timestamptz(3),
  rearmed_at timestamptz(3),
  dismissed_at timestamptz(3),
  shown_at timestamptz(3),
  answered_at timestamptz(3),
  accepted_at timestamptz(3),
  decline_reason text,
  ended_at timestamptz(3),
  ended_why text check (ended_why in ('removed', 'withdrawn', 'expired', 'source_ended', 'merged')),
  primary key (district_id, license_id, id),
  foreign key (district_id, license_id) references license (district_id, id),
  check ((ended_at is null) = (ended_why is null))
);
comment on column member.name is 'As the district supplied it; never the person''s own profile.';
comment on column member.person_id is 'Filled when the row is written or when somebody verifies the address.';
comment on column member.seq is 'The licence''s number of this row''s last change.';
comment on column member.added_by is 'The adding admin''s name at the time.';
comment on column member.armed_at is 'When the pop-up was last told to appear. It shows while dismissed_at is not later.';
comment on column member.rearmed_at is 'When it last came back (SPEC INVITE-5); null while it was armed only once.';
comment on column member.shown_at is 'When the person first had the invite on screen. A district is told the day.';
create unique index member_live_email on member (district_id, license_id, email) where ended_at is null;
create unique index member_live_person on member (district_id, license_id, person_id)
  where ended_at is null and person_id is not null;
create index member_added on member (district_id, license_id, added_at desc, id desc) where ended_at is null;
create index member_ended_email on member (district_id, license_id, email, ended_at desc) where ended_at is not null;
create index member_person on member (person_id) where person_id is not null;
create index member_waiting on member (email) where person_id is null and ended_at is null;

create table member_source (
  district_id uuid not null,
  license_id uuid not null,
  member_id uuid not null,
  id uuid not null default new_id(),
  kind text not null check (kind in ('email', 'csv', 'ou', 'domain', 'assignment', 'classroom', 'link', 'key')),
  reference text not null default '',
  added_by text not null,
  started_at timestamptz(3) not null default now(),
  ended_at timestamptz(3),
  primary key (district_id, license_id, member_id, id),
  foreign key (district_id, license_id, member_id) references member (district_id, license_id, id)
);
comment on column member_source.reference is 'What of its kind holds the person: an OU, a course, a run; empty where there is one only.';
create unique index member_source_live on member_source (district_id, license_id, member_id, kind, reference)
  where ended_at is null;

alter table member enable row level security;
alter table member force row level security;
create policy district_scope on member to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy person_reads on member for select to rollcall_app
  using (person_id = nullif(current_setting('app.person', true), '')::uuid);
create policy system_scope on member to rollcall_system using (true) with check (true);
create policy definer_reads on member for select to rollcall_definer using (true);

alter table member_source enable row level security;
alter table member_source force row level security;
create policy district_scope on member_source to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on member_source to rollcall_system using (true) with check (true);

grant select, insert, update on member, member_source to rollcall_app;
grant select, insert, update, delete on member, member_source to rollcall_system;
grant select on member to rollcall_definer;
