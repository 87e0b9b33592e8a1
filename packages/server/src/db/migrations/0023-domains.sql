-- Domains that a district shows to be its own by a record in their DNS, and licences on which everybody with a verified
-- address in chosen domains is a member.
-- The table is small: giving each row its own value keeps nobody waiting.
-- squawk-ignore adding-field-with-default
alter table domain add column token text not null default replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
alter table domain
  add column proof text not null default 'vendor' constraint domain_proof_check check (proof in ('vendor', 'dns')),
  add column added_by text,
  add column last_checked_at timestamptz(3),
  add column last_answer text constraint domain_last_answer_check check (last_answer in ('found', 'missing', 'no_answer')),
  add column failing_since timestamptz(3),
  add column lost_at timestamptz(3),
  add column next_check_at timestamptz(3);
alter table domain add constraint domain_lost_check check (lost_at is null or verified_at is not null) not valid;
comment on column domain.token is 'What the record in its DNS has to say. No secret: whoever can write the record is who is asked for.';
comment on column domain.proof is 'Whose word counts: the vendor''s, which is not checked again, or that of the domain''s DNS.';
comment on column domain.added_by is 'Who, as a name; null: the vendor.';
comment on column domain.last_answer is 'Whether the record was found. No answer is no evidence: it never counts against the district.';
comment on column domain.failing_since is 'When the record of a verified domain was first found to be missing; null once it is there again.';
comment on column domain.lost_at is 'When it had been missing for too long: nobody is added any more because of the domain, and nobody is removed.';
comment on column domain.next_check_at is 'When it is looked up by itself; moved on by whoever takes the check in hand, so that one of many servers does.';
-- The table is small, and so is what the index holds.
-- squawk-ignore require-concurrent-index-creation
create index domain_due on domain (next_check_at) where next_check_at is not null;
-- Requests add domains, write down what DNS said, and remove what was never shown to be the district's.
grant insert, update, delete on domain to rollcall_app;
-- Whoever adds a domain answers for it, with the grant that they hold already (SPEC B22).
grant insert, delete on domain_admin to rollcall_app;

alter table license add column domain_wide_at timestamptz(3);
comment on column license.domain_wide_at is 'Since when everybody of the chosen domains is on the licence; null: switched off. Only the vendor switches it.';

create table license_domain (
  district_id uuid not null,
  license_id uuid not null,
  domain_id uuid not null,
  user_type text not null check (user_type in ('teacher', 'student', 'other')),
  chosen_by text not null,
  chosen_at timestamptz(3) not null default now(),
  primary key (district_id, license_id, domain_id),
  foreign key (district_id, license_id) references license (district_id, id),
  foreign key (district_id, domain_id) references domain (district_id, id)
);
comment on table license_domain is 'Whose people are on the licence while that is switched on, and as what.';
create index license_domain_domain on license_domain (district_id, domain_id);

create table domain_log (
  district_id uuid not null references district (id),
  id uuid not null default new_id(),
  at timestamptz(3) not null default now(),
  actor_kind text not null check (actor_kind in ('person', 'vendor', 'system')),
  actor_id text not null,
  actor_name text,
  action text not null check (action in (
    'added', 'verified', 'missing', 'lost', 'found_again', 'given_up', 'removed', 'setting_changed',
    'switched_on', 'switched_off', 'license_domains_changed'
  )),
  domain text collate "C",
  license_name text,
  setting text check (setting in ('all_addresses', 'verified_domains_only')),
  primary key (district_id, id)
);
comment on table domain_log is 'What happened to the district''s domains, as names of that moment. Only ever added to.';
comment on column domain_log.actor_name is 'Null: it happened by itself, or the vendor did it.';

-- The first result of each command on a district, so that a retry returns it and changes nothing.
create table district_command_result (
  district_id uuid not null references district (id),
  actor_id uuid not null,
  request_id uuid not null,
  body_hash bytea not null,
  result jsonb not null,
  created_at timestamptz(3) not null default now(),
  primary key (district_id, actor_id, request_id)
);

alter table license_domain enable row level security;
alter table license_domain force row level security;
create policy district_scope on license_domain to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on license_domain to rollcall_system using (true) with check (true);
create policy definer_reads on license_domain for select to rollcall_definer using (true);

alter table domain_log enable row level security;
alter table domain_log force row level security;
create policy district_scope on domain_log to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on domain_log to rollcall_system using (true) with check (true);

alter table district_command_result enable row level security;
alter table district_command_result force row level security;
create policy district_scope on district_command_result to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on district_command_result to rollcall_system using (true) with check (true);

grant select, insert, update, delete on license_domain to rollcall_app, rollcall_system;
grant select, insert on domain_log to rollcall_app, rollcall_system;
grant select, insert on district_command_result to rollcall_app;
grant select, insert, delete on district_command_result to rollcall_system;
grant select on license_domain, member_source, exclusion to rollcall_definer;
create policy definer_reads on member_source for select to rollcall_definer using (true);
create policy definer_reads on exclusion for select to rollcall_definer using (true);

-- Whose addresses are in a domain. Built beside sign-ins: a table of addresses, not of memberships.
-- squawk-ignore require-concurrent-index-creation
create index person_email_domain on person_email (split_part(email, '@', 2), email);

-- Whether the district may own the name: no other district's verified domain is it, lies above it or below it. Answers
-- yes or no and nothing else. Until the commit nobody else, the vendor included, takes a name meanwhile.
create function domain_is_free(wanted text)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('rollcall:vendor', 0));
  return not exists (
    select 1 from public.domain d
    where d.district_id <> nullif(current_setting('app.district', true), '')::uuid and d.verified_at is not null
      and (d.name = wanted or right(d.name, length(wanted) + 1) = '.' || wanted
        or right(wanted, length(d.name) + 1) = '.' || d.name)
  );
end
$$;

-- Licences on which the caller belongs by an address of their own, and where no domain holds them yet. Who has been
-- excluded from one by any of their addresses does not find it.
create function find_domain_places()
returns table (district_id uuid, license_id uuid, domain_id uuid, email text, shown text, name text, user_type text)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select c.district_id, c.license_id, c.domain_id, e.email, e.shown, p.name, c.user_type
  from public.person_email e
  join public.person p on p.id = e.person_id
  join public.domain d on d.name = split_part(e.email, '@', 2) and d.verified_at is not null and d.lost_at is null
  join public.license_domain c on c.district_id = d.district_id and c.domain_id = d.id
  join public.license l on l.district_id = c.district_id and l.id = c.license_id
    and l.domain_wide_at is not null and l.starts_at <= now() and l.ends_at > now()
  where e.person_id = nullif(current_setting('app.person', true), '')::uuid
    and not exists (
      select 1 from public.member m
      join public.member_source s on s.member_id = m.id and s.district_id = m.district_id and s.license_id = m.license_id
      where m.person_id = e.person_id and m.district_id = c.district_id and m.license_id = c.license_id
        and m.ended_at is null and s.kind = 'domain' and s.reference = c.domain_id::text and s.ended_at is null
    )
    and not exists (
      select 1 from public.exclusion x
      join public.person_email mine on mine.email = x.email and mine.person_id = e.person_id
      where x.district_id = c.district_id and x.license_id = c.license_id
    )
$$;

-- Who has verified an address in one of the district's own domains, in the order of the addresses, after one of them.
create function people_of_domain(wanted uuid, after text, at_most integer)
returns table (email text, person_id uuid, shown text, name text)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select e.email, e.person_id, e.shown, p.name
  from public.domain d
  join public.person_email e on split_part(e.email, '@', 2) = d.name and e.email > after collate "C"
  join public.person p on p.id = e.person_id
  where d.district_id = nullif(current_setting('app.district', true), '')::uuid and d.id = wanted
    and d.verified_at is not null and d.lost_at is null
  order by e.email limit at_most
$$;

-- As it was, except that a domain whose proof is lost shows a district nothing new. A function is replaced by whom it
-- belongs to.
grant create on schema public to rollcall_definer;
set local role rollcall_definer;
create or replace function note_active_day()
returns void
language sql volatile security definer set search_path = pg_catalog, public
as $$
  update public.member m set last_active_on = (now() at time zone 'UTC')::date
  from (
    select f.district_id, f.license_id, f.id from public.member f
    where f.person_id = nullif(current_setting('app.person', true), '')::uuid
      and f.ended_at is null and f.status = 'accepted'
      and f.last_active_on is distinct from (now() at time zone 'UTC')::date
      and (f.answered_at is not null or exists (
        select 1 from public.domain d
        where d.district_id = f.district_id and d.name = split_part(f.email, '@', 2)
          and d.verified_at is not null and d.lost_at is null
      ))
    for update of f skip locked
  ) mine
  where m.district_id = mine.district_id and m.license_id = mine.license_id and m.id = mine.id
$$;
reset role;

do $$
declare
  signature regprocedure;
begin
  foreach signature in array array[
    'domain_is_free(text)'::regprocedure, 'find_domain_places()'::regprocedure,
    'people_of_domain(uuid, text, integer)'::regprocedure
  ] loop
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to rollcall_app, rollcall_system', signature);
    execute format('alter function %s owner to rollcall_definer', signature);
  end loop;
  revoke create on schema public from rollcall_definer;
end
$$;
