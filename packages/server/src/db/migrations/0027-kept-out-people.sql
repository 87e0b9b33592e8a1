-- Whom an exclusion keeps out: each of their accounts in what is followed, and the account of whoever was on the row, so
-- that no other address of theirs brings them back (SPEC SYNC-9).
alter table exclusion
  add column external_ids text[] not null default '{}',
  add column person_id uuid;
comment on column exclusion.external_ids is 'All ids of the person in the followed sources, that of external_id among them.';
comment on column exclusion.person_id is 'The account of whoever was on the row, where it was known.';

-- As it was, but for the account that an exclusion knows. A function is replaced by whom it belongs to.
grant create on schema public to rollcall_definer;
set local role rollcall_definer;
create or replace function find_domain_places()
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
    and not exists (
      select 1 from public.exclusion x
      where x.district_id = c.district_id and x.license_id = c.license_id and x.person_id = e.person_id
    )
$$;
reset role;
revoke create on schema public from rollcall_definer;

-- Counting people is beside the syncs: what went wrong with it is neither their problem nor told as theirs.
alter table connection add column count_problem text constraint connection_count_problem_check
  check (count_problem in ('authorisation_ended', 'refused', 'quota', 'unreachable', 'incomplete'));
comment on column connection.count_problem is 'Why the people of its OUs could not be counted the last time; null: they could, or are being counted.';
