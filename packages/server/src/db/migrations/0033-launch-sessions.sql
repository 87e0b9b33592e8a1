-- A session that began with a launch is good for what was launched, and is shown in a frame of the system it came from.
alter table session add column launch_framed_by text[];
comment on column session.launch_framed_by is 'Of a launch: the origins of the other system that may show our pages in a frame.';

drop function find_session(bytea);
create function find_session(presented_hash bytea)
returns table (
  id uuid, person_id uuid, source text, created_at timestamptz, expires_at timestamptz, ends_at timestamptz,
  rotate boolean, person_name text, seen_lately boolean,
  launch_district_id uuid, launch_license_id uuid, launch_platform_id uuid, launch_framed_by text[]
)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select s.id, s.person_id, s.source, s.created_at, s.expires_at, s.ends_at, s.rotate, p.name,
    s.seen_at > now() - interval '10 minutes',
    s.launch_district_id, s.launch_license_id, s.launch_platform_id, s.launch_framed_by
  from public.session s
  join public.person p on p.id = s.person_id
  where s.token_hash = presented_hash and s.revoked_at is null
    and s.expires_at > now() and s.ends_at > now()
$$;

-- Sessions end in the transaction that ends the right to launch (SPEC I12): those of the transaction's own district only.
create function end_launch_sessions(ended_platform uuid, ended_deployment text)
returns table (id uuid)
language sql volatile security definer set search_path = pg_catalog, public
as $$
  update public.session s set revoked_at = now()
  where s.source = 'lti' and s.revoked_at is null and s.launch_platform_id = ended_platform
    and s.launch_district_id = nullif(current_setting('app.district', true), '')::uuid
    and (ended_deployment is null or s.person_id in (
      select u.person_id from public.lti_user u
      where u.platform_id = ended_platform and u.deployment_id = ended_deployment
    ))
  returning s.id
$$;
-- No session is of a launch yet: the index is empty, and built in one look at the table.
-- squawk-ignore require-concurrent-index-creation
create index session_launch on session (launch_platform_id) where launch_platform_id is not null;

create policy definer_ends on session for update to rollcall_definer using (source = 'lti') with check (true);
grant update (revoked_at) on session to rollcall_definer;

do $$
declare
  signature regprocedure;
begin
  grant create on schema public to rollcall_definer;
  foreach signature in array array[
    'find_session(bytea)'::regprocedure, 'end_launch_sessions(uuid, text)'::regprocedure
  ] loop
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to rollcall_app, rollcall_system', signature);
    execute format('alter function %s owner to rollcall_definer', signature);
  end loop;
  revoke create on schema public from rollcall_definer;
end
$$;
