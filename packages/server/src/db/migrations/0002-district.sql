create table district (
  id uuid primary key default new_id(),
  name text not null check (length(name) between 1 and 200),
  add_without_invitation text not null default 'all_addresses'
    check (add_without_invitation in ('all_addresses', 'verified_domains_only')),
  created_at timestamptz(3) not null default now()
);
alter table district enable row level security;
alter table district force row level security;
create policy district_scope on district to rollcall_app
  using (id = nullif(current_setting('app.district', true), '')::uuid)
  with check (id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on district to rollcall_system using (true) with check (true);
create policy definer_reads on district for select to rollcall_definer using (true);
grant select, update on district to rollcall_app;
grant select, insert, update on district to rollcall_system;
grant select on district to rollcall_definer;

create table domain (
  district_id uuid not null references district (id),
  id uuid not null default new_id(),
  name text collate "C" not null,
  verified_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  primary key (district_id, id),
  unique (district_id, name)
);
comment on column domain.verified_at is 'Null until the district has shown that the domain is its own.';
-- Decided in writing (SPEC R3): a verified domain has one owner in the whole installation.
create unique index domain_verified_once on domain (name) where verified_at is not null;
alter table domain enable row level security;
alter table domain force row level security;
create policy district_scope on domain to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on domain to rollcall_system using (true) with check (true);
grant select on domain to rollcall_app;
grant select, insert, update, delete on domain to rollcall_system;
