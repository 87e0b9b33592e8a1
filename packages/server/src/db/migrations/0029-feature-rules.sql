-- Which features of the app a licence gives to whom. It gives all of them until an admin says otherwise.
create table feature_rule (
  district_id uuid not null,
  license_id uuid not null,
  user_type text not null check (user_type in ('teacher', 'student', 'other')),
  feature text collate "C" not null,
  switched_off_by text not null,
  switched_off_at timestamptz(3) not null default now(),
  primary key (district_id, license_id, user_type, feature),
  foreign key (district_id, license_id) references license (district_id, id)
);
comment on table feature_rule is 'A row switches the feature off for the user type; without one it is on.';

create table member_feature (
  district_id uuid not null,
  license_id uuid not null,
  member_id uuid not null,
  feature text collate "C" not null,
  allowed boolean not null,
  set_by text not null,
  set_at timestamptz(3) not null default now(),
  primary key (district_id, license_id, member_id, feature),
  foreign key (district_id, license_id, member_id) references member (district_id, license_id, id)
);
comment on table member_feature is
  'Exceptions of single people, stronger than the rule of their type. They count while the row of the person lives.';

alter table feature_rule enable row level security;
alter table feature_rule force row level security;
create policy district_scope on feature_rule to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on feature_rule to rollcall_system using (true) with check (true);
create policy definer_reads on feature_rule for select to rollcall_definer using (true);

alter table member_feature enable row level security;
alter table member_feature force row level security;
create policy district_scope on member_feature to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on member_feature to rollcall_system using (true) with check (true);
create policy definer_reads on member_feature for select to rollcall_definer using (true);

grant select, insert, update, delete on feature_rule, member_feature to rollcall_app, rollcall_system;
grant select on feature_rule, member_feature to rollcall_definer;

-- An inbox as it was, with what the admins of each licence have said about features. The columns of a function's table
-- cannot be added to: both are made anew, with the owner and the rights that they had.
drop function my_inbox();
drop function inbox_of(uuid[]);
create function inbox_of(people uuid[])
returns table (
  person_id uuid, district_id uuid, license_id uuid, member_id uuid, seq bigint, status text, user_type text,
  added_by text, invited_at timestamptz, accepted_at timestamptz, armed_at timestamptz, dismissed_at timestamptz,
  ended_at timestamptz, license_name text, license_type text, starts_at timestamptz, ends_at timestamptz,
  district_name text, off_for_type text[], exceptions jsonb
)
language sql stable
as $$
  select m.person_id, m.district_id, m.license_id, m.id, l.seq, m.status, m.user_type,
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
  district_name text, off_for_type text[], exceptions jsonb
)
language sql stable security definer set search_path = pg_catalog, public
as $$ select * from public.inbox_of(array[nullif(current_setting('app.person', true), '')::uuid]) $$;

revoke all on function inbox_of(uuid[]), my_inbox() from public;
grant execute on function inbox_of(uuid[]) to rollcall_system, rollcall_definer;
grant execute on function my_inbox() to rollcall_app, rollcall_system;
do $$
begin
  grant create on schema public to rollcall_definer;
  alter function my_inbox() owner to rollcall_definer;
  revoke create on schema public from rollcall_definer;
end
$$;
