-- A licence's link: found by a keyed hash, read out only by the licence's admins, off until it is switched on.
alter table license
  add column link_hmac bytea,
  add column link_sealed bytea,
  add column link_enabled boolean not null default false,
  add column link_user_type text not null default 'student' check (link_user_type in ('teacher', 'student', 'other')),
  add column link_audience text not null default 'verified_domains'
    check (link_audience in ('anybody', 'verified_domains', 'named_domains')),
  add column link_domains text[] not null default '{}',
  add column link_expires_at timestamptz(3),
  add column link_max_uses integer check (link_max_uses >= 1),
  add column link_uses integer not null default 0 check (link_uses >= 0),
  add column link_opened_at timestamptz(3),
  add column link_alarm_at timestamptz(3),
  add column link_alarm_arrivals integer,
  -- squawk-ignore constraint-missing-not-valid
  add constraint license_link_alarm check ((link_alarm_at is null) = (link_alarm_arrivals is null));
comment on column license.link_hmac is 'Keyed hash by which the code of an opened link is found.';
comment on column license.link_sealed is 'The code, encrypted, for the admins who show it.';
comment on column license.link_user_type is 'What people who join by it become.';
comment on column license.link_audience is 'Whose verified addresses may join: any, those in the district''s verified domains, those in link_domains.';
comment on column license.link_max_uses is 'Null is as many as there are seats.';
comment on column license.link_uses is 'People who joined by it since link_opened_at. Counted under the row''s lock, never above link_max_uses.';
comment on column license.link_opened_at is 'When it was last switched on, or made anew while on: uses and the board of arrivals count from there.';
comment on column license.link_alarm_at is 'When the admins were last told of an unusual rate of arrivals since link_opened_at.';
-- A licence is a row among thousands at most.
-- squawk-ignore require-concurrent-index-creation
create unique index license_link_once on license (link_hmac) where link_hmac is not null;

-- Who came by the link lately: the board of arrivals and the rate.
-- No source is of this kind yet: the index is empty, and built in one look at the table.
-- squawk-ignore require-concurrent-index-creation
create index member_source_link on member_source (district_id, license_id, started_at desc) where kind = 'link';

create function find_license_of_link(presented_hmac bytea)
returns table (district_id uuid, license_id uuid)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select l.district_id, l.id from public.license l where l.link_hmac = presented_hmac
$$;
comment on function find_license_of_link is 'Also of a link that is off: whoever holds it is told so.';

do $$
declare
  signature regprocedure;
begin
  grant create on schema public to rollcall_definer;
  foreach signature in array array['find_license_of_link(bytea)'::regprocedure] loop
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to rollcall_app', signature);
    execute format('alter function %s owner to rollcall_definer', signature);
  end loop;
  revoke create on schema public from rollcall_definer;
end
$$;
