import { lmsSchema } from '../lms/schema.ts';
import { mailSchema } from '../mail/mail-schema.ts';

/** Raised when a table changes: a file of another version is emptied and generated anew. */
export const schemaVersion = 4;

/** Everything the stand-in knows. Each row of a workspace carries its customer id, as everything at Google does. */
export const schema = `
create table workspace (
  customer_id text primary key,
  name text not null,
  primary_domain text not null unique,
  created_at integer not null
) strict;

create table domain (
  name text primary key,
  customer_id text not null references workspace on delete cascade,
  is_primary integer not null,
  verified integer not null,
  created_at integer not null
) strict;

-- The root of a tree is the row without a parent; its path is '/'.
create table org_unit (
  customer_id text not null references workspace on delete cascade,
  id text not null,
  parent_id text,
  name text not null,
  path text not null,
  description text not null default '',
  primary key (customer_id, id),
  unique (customer_id, path)
) strict;

-- Deleted people stay for a while, as at Google, and no longer own their address.
create table person (
  customer_id text not null references workspace on delete cascade,
  id text not null,
  email text not null,
  given_name text not null,
  family_name text not null,
  org_unit_id text not null,
  suspended integer not null default 0,
  archived integer not null default 0,
  is_admin integer not null default 0,
  created_at integer not null,
  deleted_at integer,
  primary key (customer_id, id)
) strict, without rowid;
create unique index person_email on person (email) where deleted_at is null;
create index person_org_unit on person (customer_id, org_unit_id);

create table alias (
  email text primary key,
  customer_id text not null,
  person_id text not null,
  foreign key (customer_id, person_id) references person on delete cascade
) strict;
create index alias_person on alias (customer_id, person_id);

create table course (
  customer_id text not null references workspace on delete cascade,
  id text not null,
  name text not null,
  section text not null,
  room text not null,
  owner_id text not null,
  state text not null check (state in ('ACTIVE', 'ARCHIVED', 'PROVISIONED', 'DECLINED', 'SUSPENDED')),
  created_at integer not null,
  updated_at integer not null,
  primary key (customer_id, id)
) strict;

create table course_member (
  customer_id text not null,
  course_id text not null,
  person_id text not null,
  role text not null check (role in ('teacher', 'student')),
  primary key (customer_id, course_id, person_id),
  foreign key (customer_id, course_id) references course on delete cascade
) strict, without rowid;
create index course_member_person on course_member (customer_id, person_id);

-- People of the other identity provider; email_verified is null where it says nothing about it.
create table other_account (
  id text primary key,
  email text not null,
  email_verified integer,
  given_name text not null,
  family_name text not null
) strict;

create table txt_record (
  name text not null,
  value text not null,
  primary key (name, value)
) strict;

create table setting (
  name text primary key,
  value text not null
) strict;

-- What oidc-provider keeps: sessions, grants, codes, tokens. The model carries the issuer's name before it.
create table oidc (
  model text not null,
  id text not null,
  payload text not null,
  expires_at integer,
  grant_id text,
  account_id text,
  primary key (model, id)
) strict, without rowid;
create index oidc_grant on oidc (grant_id);
create index oidc_account on oidc (model, account_id);
${lmsSchema}${mailSchema}`;
