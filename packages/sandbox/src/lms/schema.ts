/** The tables of the stand-in for learning management systems. Each row belongs to one school's system. */
export const lmsSchema = `
-- One learning management system with an issuer of its own.
create table lms_school (
  slug text primary key,
  name text not null,
  page_size integer not null default 50,
  -- Whether a dynamic registration is answered with a deployment already.
  gives_deployment integer not null default 1,
  -- Whether rosters name roles by the short words that the standard allows, not by URI.
  short_roles integer not null default 0
) strict;

-- Any part of the name, and the address, may be unknown. Staff hold a role at the school beside those in courses.
create table lms_person (
  school text not null references lms_school on delete cascade,
  id text not null,
  given_name text,
  family_name text,
  email text,
  is_staff integer not null default 0,
  primary key (school, id)
) strict, without rowid;

create table lms_course (
  school text not null references lms_school on delete cascade,
  id text not null,
  label text not null,
  title text not null,
  shares_roster integer not null default 1,
  primary key (school, id)
) strict;

create table lms_enrollment (
  school text not null,
  course_id text not null,
  person_id text not null,
  role text not null check (role in ('instructor', 'assistant', 'learner', 'test', 'mentor')),
  status text not null default 'Active' check (status in ('Active', 'Inactive', 'Deleted')),
  primary key (school, course_id, person_id),
  foreign key (school, course_id) references lms_course on delete cascade,
  foreign key (school, person_id) references lms_person on delete cascade
) strict, without rowid;
create index lms_enrollment_person on lms_enrollment (school, person_id);

-- What the launches need of a tool; the rest is the client that oidc-provider keeps.
create table lms_tool (
  school text not null references lms_school on delete cascade,
  client_id text not null,
  name text not null,
  login_url text not null,
  target_link_uri text not null,
  deep_link_uri text,
  jwks_uri text not null,
  how text not null check (how in ('hand', 'dynamic')),
  shares_names integer not null default 1,
  shares_emails integer not null default 1,
  custom text not null default '{}',
  created_at integer not null,
  primary key (school, client_id)
) strict;

create table lms_deployment (
  school text not null,
  id text not null,
  client_id text not null,
  label text not null,
  primary key (school, id),
  foreign key (school, client_id) references lms_tool on delete cascade
) strict;

create table lms_assignment (
  school text not null,
  id text not null,
  course_id text not null,
  deployment_id text not null,
  title text not null,
  text text not null default '',
  url text,
  custom text not null default '{}',
  created_at integer not null,
  primary key (school, id),
  foreign key (school, course_id) references lms_course on delete cascade,
  foreign key (school, deployment_id) references lms_deployment on delete cascade
) strict;

-- Somebody on the way to a tool: what the hints of a login refer to.
create table lms_launch (
  school text not null,
  id text not null,
  client_id text not null,
  deployment_id text not null,
  course_id text not null,
  person_id text not null,
  assignment_id text,
  message_type text not null,
  target text not null check (target in ('iframe', 'window')),
  -- How the ID token is bent, if it is.
  variant text,
  created_at integer not null,
  primary key (school, id),
  foreign key (school, deployment_id) references lms_deployment on delete cascade,
  foreign key (school, course_id) references lms_course on delete cascade,
  foreign key (school, person_id) references lms_person on delete cascade
) strict;
`;
