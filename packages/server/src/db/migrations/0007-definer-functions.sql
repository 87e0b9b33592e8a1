-- What must be found before a scope is known. Each function has its own narrow predicate and a pinned search path,
-- is owned by rollcall_definer and answers no more than its one question.

-- A person's whole standing: the inbox that comes with the connection. Runs with the caller's rights.
create function inbox_of(people uuid[])
returns table (
  person_id uuid, district_id uuid, license_id uuid, member_id uuid, seq bigint, status text, user_type text,
  added_by text, invited_at timestamptz, accepted_at timestamptz, armed_at timestamptz, dismissed_at timestamptz,
  ended_at timestamptz, license_name text, license_type text, starts_at timestamptz, ends_at timestamptz,
  district_name text
)
language sql stable set search_path = pg_catalog, public
as $$
  select m.person_id, m.district_id, m.license_id, m.id, l.seq, m.status, m.user_type,
    m.added_by, m.invited_at, m.accepted_at, m.armed_at, m.dismissed_at,
    m.ended_at, l.name, l.type, l.starts_at, l.ends_at, d.name
  from public.member m
  join public.license l on l.district_id = m.district_id and l.id = m.license_id
  join public.district d on d.id = m.district_id
  where m.person_id = any (people)
    and (m.ended_at is null or m.ended_at > now() - interval '1 day')
$$;
comment on function inbox_of is
  'Live rows, and rows ended within a day so that a client learns of the end; seq is the licence''s, so a renewal counts.';

create function my_inbox()
returns table (
  person_id uuid, district_id uuid, license_id uuid, member_id uuid, seq bigint, status text, user_type text,
  added_by text, invited_at timestamptz, accepted_at timestamptz, armed_at timestamptz, dismissed_at timestamptz,
  ended_at timestamptz, license_name text, license_type text, starts_at timestamptz, ends_at timestamptz,
  district_name text
)
language sql stable security definer set search_path = pg_catalog, public
as $$ select * from public.inbox_of(array[nullif(current_setting('app.person', true), '')::uuid]) $$;

create function find_session(presented_hash bytea)
returns table (
  id uuid, person_id uuid, source text, created_at timestamptz, expires_at timestamptz, ends_at timestamptz,
  rotate boolean, person_name text
)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select s.id, s.person_id, s.source, s.created_at, s.expires_at, s.ends_at, s.rotate, p.name
  from public.session s
  join public.person p on p.id = s.person_id
  where s.token_hash = presented_hash and s.revoked_at is null
    and s.expires_at > now() and s.ends_at > now()
$$;

create function find_identity(wanted_issuer text, wanted_subject text)
returns uuid
language sql stable security definer set search_path = pg_catalog, public
as $$ select person_id from public.identity where issuer = wanted_issuer and subject = wanted_subject $$;

create function find_address_owners(addresses text[])
returns table (email text, person_id uuid)
language sql stable security definer set search_path = pg_catalog, public
as $$ select e.email, e.person_id from public.person_email e where e.email = any (addresses) $$;
comment on function find_address_owners is 'Which of these addresses somebody has verified. Ids only, never shown to a district.';

create function find_license_of_key(presented_hmac bytea)
returns table (district_id uuid, license_id uuid)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select l.district_id, l.id from public.license l where l.key_hmac = presented_hmac and l.key_enabled
$$;

-- Rows and grants that wait for somebody to verify the address, asked by the person who has.
create function find_rows_waiting_for(address text)
returns table (kind text, district_id uuid, license_id uuid, member_id uuid)
language sql stable security definer set search_path = pg_catalog, public
as $$
  with mine as (
    select e.email from public.person_email e
    where e.email = address and e.person_id = nullif(current_setting('app.person', true), '')::uuid
  )
  select 'member', m.district_id, m.license_id, m.id
    from public.member m join mine on mine.email = m.email where m.person_id is null and m.ended_at is null
  union all
  select 'license_admin', g.district_id, g.license_id, null
    from public.license_admin g join mine on mine.email = g.email where g.person_id is null
  union all
  select 'domain_admin', g.district_id, null, null
    from public.domain_admin g join mine on mine.email = g.email where g.person_id is null
$$;

create function count_security_event(event_kind text, event_actor text)
returns void
language sql volatile security definer set search_path = pg_catalog, public
as $$
  insert into public.security_event as known (kind, actor, minute)
  values (event_kind, event_actor, date_trunc('minute', now()))
  on conflict (kind, actor, minute) do update set count = known.count + 1
$$;

do $$
declare
  signature regprocedure;
begin
  grant create on schema public to rollcall_definer;
  foreach signature in array array[
    'my_inbox()'::regprocedure, 'find_session(bytea)'::regprocedure, 'find_identity(text, text)'::regprocedure,
    'find_address_owners(text[])'::regprocedure, 'find_license_of_key(bytea)'::regprocedure,
    'find_rows_waiting_for(text)'::regprocedure, 'count_security_event(text, text)'::regprocedure
  ] loop
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to rollcall_app, rollcall_system', signature);
    execute format('alter function %s owner to rollcall_definer', signature);
  end loop;
  revoke create on schema public from rollcall_definer;
end
$$;
revoke all on function inbox_of(uuid[]) from public;
revoke all on function new_id() from public;
grant execute on function inbox_of(uuid[]) to rollcall_system, rollcall_definer;
grant execute on function new_id() to rollcall_app, rollcall_system, rollcall_definer;
