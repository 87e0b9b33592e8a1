-- Whoever was launched has an account of their own and sits on a row of the list: their inbox holds that row.

-- An account that nobody can sign in to: it has no address and no identity, and is reached by launches alone.
create function make_launch_account(shown_name text)
returns uuid
language sql volatile security definer set search_path = pg_catalog, public
as $$ insert into public.person (name) values (shown_name) returning id $$;
create policy definer_makes on person for insert to rollcall_definer with check (true);
grant insert on person to rollcall_definer;

do $$
declare
  signature regprocedure := 'make_launch_account(text)'::regprocedure;
begin
  grant create on schema public to rollcall_definer;
  execute format('revoke all on function %s from public', signature);
  execute format('grant execute on function %s to rollcall_app', signature);
  execute format('alter function %s owner to rollcall_definer', signature);
  revoke create on schema public from rollcall_definer;
end
$$;

-- The columns are as they were. A row on which somebody was launched is theirs to read, once it is accepted; an invite on
-- it is the answer of whoever owns the address.
create or replace function inbox_of(people uuid[])
returns table (
  person_id uuid, district_id uuid, license_id uuid, member_id uuid, seq bigint, status text, user_type text,
  added_by text, invited_at timestamptz, accepted_at timestamptz, armed_at timestamptz, dismissed_at timestamptz,
  ended_at timestamptz, license_name text, license_type text, starts_at timestamptz, ends_at timestamptz,
  district_name text, off_for_type text[], exceptions jsonb
)
language sql stable
as $$
  select own.reader, m.district_id, m.license_id, m.id, l.seq, m.status, m.user_type,
    m.added_by, m.invited_at, m.accepted_at, m.armed_at, m.dismissed_at,
    m.ended_at, l.name, l.type, l.starts_at, l.ends_at, d.name,
    array(
      select r.feature from public.feature_rule r
      where r.district_id = m.district_id and r.license_id = m.license_id and r.user_type = m.user_type
    ),
    (
      select jsonb_object_agg(f.feature, case when f.allowed then 'on' else 'off' end) from public.member_feature f
      where f.district_id = m.district_id and f.license_id = m.license_id and f.member_id = m.id
    )
  from (
    select s.person_id as reader, s.district_id, s.license_id, s.id from public.member s
    where s.person_id = any (people)
    union
    select u.person_id, u.district_id, u.license_id, s.id from public.lti_user u
    join public.member s on s.district_id = u.district_id and s.license_id = u.license_id and s.id = u.member_id
    where u.person_id = any (people) and s.status = 'accepted'
  ) own
  join public.member m on m.district_id = own.district_id and m.license_id = own.license_id and m.id = own.id
  join public.license l on l.district_id = m.district_id and l.id = m.license_id
  join public.district d on d.id = m.district_id
  where m.ended_at is null or m.ended_at > now() - interval '1 day'
$$;

alter table run add column reading jsonb;
comment on column run.reading is
  'Of a class that is read: where its next page is and how often it was asked for in vain. Null once it is read.';
