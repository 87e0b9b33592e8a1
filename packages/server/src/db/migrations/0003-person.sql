-- People are global: one account may hold licences of several districts. Every row belongs to one person and is
-- visible in that person's scope only; what must be found before the person is known goes through 0007.

create table person (
  id uuid primary key default new_id(),
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz(3) not null default now()
);

create table person_email (
  email text collate "C" primary key,
  person_id uuid not null references person (id),
  shown text not null,
  verified_at timestamptz(3) not null default now()
);
comment on table person_email is 'Verified addresses only. An address belongs to at most one person.';
comment on column person_email.shown is 'The spelling the person typed; the key is the canonical form.';
create index person_email_person on person_email (person_id);

create table identity (
  issuer text collate "C" not null,
  subject text collate "C" not null,
  person_id uuid not null references person (id),
  created_at timestamptz(3) not null default now(),
  primary key (issuer, subject)
);
comment on table identity is 'Ways to sign in: issuer + subject. The e-mail address is an attribute, never the key.';
create index identity_person on identity (person_id);

create table session (
  token_hash bytea primary key,
  id uuid not null default new_id() unique,
  person_id uuid not null references person (id),
  source text not null check (source in ('code', 'demo')),
  user_agent text not null,
  created_at timestamptz(3) not null default now(),
  seen_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  rotate boolean not null default false
);
comment on column session.token_hash is 'SHA-256 of the token; the token itself is only in the cookie.';
comment on column session.id is 'Public name of the session; opens nothing.';
comment on column session.expires_at is 'End without use; moves with use, never past ends_at.';
comment on column session.ends_at is 'Absolute end.';
comment on column session.rotate is 'A right was granted since: the next request gets a new token and this one dies.';
create index session_person on session (person_id);
create index session_revoked on session (revoked_at) where revoked_at is not null;

create table sign_in_code (
  email text collate "C" not null,
  purpose text not null check (purpose in ('sign_in', 'add_address')),
  code_hash bytea not null,
  person_id uuid references person (id),
  tries_left smallint not null check (tries_left >= 0),
  expires_at timestamptz(3) not null,
  primary key (email, purpose)
);
comment on table sign_in_code is 'One live code per address and purpose: asking for a new one replaces the old.';
comment on column sign_in_code.code_hash is 'Keyed with the server secret: six digits alone could be tried out from a dump.';

create table comment (
  person_id uuid not null references person (id),
  id uuid not null default new_id(),
  text text not null check (length(text) between 1 and 2000),
  created_at timestamptz(3) not null default now(),
  primary key (person_id, id)
);

alter table person enable row level security;
alter table person force row level security;
create policy person_scope on person to rollcall_app
  using (id = nullif(current_setting('app.person', true), '')::uuid)
  with check (id = nullif(current_setting('app.person', true), '')::uuid);
create policy system_scope on person to rollcall_system using (true) with check (true);
create policy definer_reads on person for select to rollcall_definer using (true);

alter table person_email enable row level security;
alter table person_email force row level security;
create policy person_scope on person_email to rollcall_app
  using (person_id = nullif(current_setting('app.person', true), '')::uuid)
  with check (person_id = nullif(current_setting('app.person', true), '')::uuid);
create policy system_scope on person_email to rollcall_system using (true) with check (true);
create policy definer_reads on person_email for select to rollcall_definer using (true);

alter table identity enable row level security;
alter table identity force row level security;
create policy person_scope on identity to rollcall_app
  using (person_id = nullif(current_setting('app.person', true), '')::uuid)
  with check (person_id = nullif(current_setting('app.person', true), '')::uuid);
create policy system_scope on identity to rollcall_system using (true) with check (true);
create policy definer_reads on identity for select to rollcall_definer using (true);

alter table session enable row level security;
alter table session force row level security;
create policy person_scope on session to rollcall_app
  using (person_id = nullif(current_setting('app.person', true), '')::uuid)
  with check (person_id = nullif(current_setting('app.person', true), '')::uuid);
create policy system_scope on session to rollcall_system using (true) with check (true);
create policy definer_reads on session for select to rollcall_definer using (true);

alter table sign_in_code enable row level security;
alter table sign_in_code force row level security;
create policy mailbox_scope on sign_in_code to rollcall_app
  using (email = nullif(current_setting('app.mailbox', true), ''))
  with check (email = nullif(current_setting('app.mailbox', true), ''));
create policy system_scope on sign_in_code to rollcall_system using (true) with check (true);

alter table comment enable row level security;
alter table comment force row level security;
create policy person_scope on comment to rollcall_app
  using (person_id = nullif(current_setting('app.person', true), '')::uuid)
  with check (person_id = nullif(current_setting('app.person', true), '')::uuid);

grant select, insert, update on person to rollcall_app;
grant select, insert on person_email, identity to rollcall_app;
grant select, insert, update on session to rollcall_app;
grant select, insert, update, delete on sign_in_code to rollcall_app;
grant select, insert, delete on comment to rollcall_app;
grant select, insert, update, delete on person, person_email, identity, session, sign_in_code to rollcall_system;
grant select on person, person_email, identity, session to rollcall_definer;
