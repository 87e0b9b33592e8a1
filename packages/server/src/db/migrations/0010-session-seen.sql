-- Whoever resumes a session learns whether its last use is recorded closely enough: the list of sessions shows it.
drop function find_session(bytea);
create function find_session(presented_hash bytea)
returns table (
  id uuid, person_id uuid, source text, created_at timestamptz, expires_at timestamptz, ends_at timestamptz,
  rotate boolean, person_name text, seen_lately boolean
)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select s.id, s.person_id, s.source, s.created_at, s.expires_at, s.ends_at, s.rotate, p.name,
    s.seen_at > now() - interval '10 minutes'
  from public.session s
  join public.person p on p.id = s.person_id
  where s.token_hash = presented_hash and s.revoked_at is null
    and s.expires_at > now() and s.ends_at > now()
$$;
grant create on schema public to rollcall_definer;
revoke all on function find_session(bytea) from public;
grant execute on function find_session(bytea) to rollcall_app, rollcall_system;
alter function find_session(bytea) owner to rollcall_definer;
revoke create on schema public from rollcall_definer;
