-- The licence row is the lock, the seat counter and the clock of everything that happens on the licence.
create table license (
  district_id uuid not null references district (id),
  id uuid not null default new_id(),
  name text not null check (length(name) between 1 and 200),
  type text not null check (type in ('district', 'school', 'building', 'teacher')),
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  staff_seats integer check (staff_seats >= 0),
  student_seats integer check (student_seats >= 0),
  teacher_accepted integer not null default 0 check (teacher_accepted >= 0),
  teacher_invited integer not null default 0 check (teacher_invited >= 0),
  teacher_rejected integer not null default 0 check (teacher_rejected >= 0),
  student_accepted integer not null default 0 check (student_accepted >= 0),
  student_invited integer not null default 0 check (student_invited >= 0),
  student_rejected integer not null default 0 check (student_rejected >= 0),
  other_accepted integer not null default 0 check (other_accepted >= 0),
  other_invited integer not null default 0 check (other_invited >= 0),
  other_rejected integer not null default 0 check (other_rejected >= 0),
  key_hmac bytea,
  key_sealed bytea,
  key_enabled boolean not null default false,
  key_user_type text not null default 'student' check (key_user_type in ('teacher', 'student', 'other')),
  seq bigint not null default 0,
  audit_head bytea not null default '\x',
  created_at timestamptz(3) not null default now(),
  primary key (district_id, id),
  check (ends_at > starts_at)
) with (fillfactor = 50);
comment on column license.staff_seats is 'Seats of the pool; null is unlimited. The same for student_seats.';
comment on column license.teacher_accepted is 'Rows of member by type and status, written by the statement that claims the seat.';
comment on column license.key_hmac is 'Keyed hash by which an entered key is found.';
comment on column license.key_sealed is 'The key, encrypted, for the admin who must read it out.';
comment on column license.seq is 'Number of the last event. Bumped under this row''s lock, so it has no gaps and follows commit order.';
comment on column license.audit_head is 'Hash of the last audit row: the next one chains to it.';
create unique index license_key_once on license (key_hmac) where key_hmac is not null;

create table license_admin (
  district_id uuid not null,
  license_id uuid not null,
  email text collate "C" not null,
  name text not null,
  person_id uuid references person (id),
  granted_by text not null,
  granted_at timestamptz(3) not null default now(),
  primary key (district_id, license_id, email),
  foreign key (district_id, license_id) references license (district_id, id)
);
comment on column license_admin.person_id is 'Filled when the grant is written or when somebody verifies the address.';
create index license_admin_person on license_admin (person_id) where person_id is not null;
create index license_admin_waiting on license_admin (email) where person_id is null;

create table domain_admin (
  district_id uuid not null,
  domain_id uuid not null,
  email text collate "C" not null,
  name text not null,
  person_id uuid references person (id),
  granted_by text not null,
  granted_at timestamptz(3) not null default now(),
  primary key (district_id, domain_id, email),
  foreign key (district_id, domain_id) references domain (district_id, id)
);
create index domain_admin_person on domain_admin (person_id) where person_id is not null;
create index domain_admin_waiting on domain_admin (email) where person_id is null;

alter table license enable row level security;
alter table license force row level security;
create policy district_scope on license to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on license to rollcall_system using (true) with check (true);
create policy definer_reads on license for select to rollcall_definer using (true);

alter table license_admin enable row level security;
alter table license_admin force row level security;
create policy district_scope on license_admin to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy person_reads on license_admin for select to rollcall_app
  using (person_id = nullif(current_setting('app.person', true), '')::uuid);
create policy system_scope on license_admin to rollcall_system using (true) with check (true);
create policy definer_reads on license_admin for select to rollcall_definer using (true);

alter table domain_admin enable row level security;
alter table domain_admin force row level security;
create policy district_scope on domain_admin to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy person_reads on domain_admin for select to rollcall_app
  using (person_id = nullif(current_setting('app.person', true), '')::uuid);
create policy system_scope on domain_admin to rollcall_system using (true) with check (true);
create policy definer_reads on domain_admin for select to rollcall_definer using (true);

-- Requests change no grant: only the vendor gives and takes them, and linking an address fills in the person.
grant select, update on license to rollcall_app;
grant select, update (person_id) on license_admin, domain_admin to rollcall_app;
grant select, insert, update on license to rollcall_system;
grant select, insert, update, delete on license_admin, domain_admin to rollcall_system;
grant select on license, license_admin, domain_admin to rollcall_definer;
