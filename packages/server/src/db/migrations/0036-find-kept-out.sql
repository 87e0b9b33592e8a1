-- Who of some people is kept out of a licence, found from the people and not from the list: that may be long, and is asked
-- for under the licence's lock whenever somebody comes by themselves (SPEC SOURCE-5).
-- squawk-ignore require-concurrent-index-creation
create index exclusion_person on exclusion (district_id, license_id, person_id) where person_id is not null;
-- squawk-ignore require-concurrent-index-creation
create index exclusion_first_id on exclusion (district_id, license_id, external_id) where external_id is not null;
-- squawk-ignore require-concurrent-index-creation
create index exclusion_ids on exclusion using gin (external_ids);

create function find_kept_out(wanted_license uuid, emails text[], people uuid[], ids text[])
returns table (email text)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select c.email from unnest(emails, people, ids) as c (email, person_id, external_id)
  where exists (
    select from public.exclusion x
    where x.district_id = nullif(current_setting('app.district', true), '')::uuid and x.license_id = wanted_license
      and x.email = c.email
  ) or exists (
    select from public.exclusion x
    where x.district_id = nullif(current_setting('app.district', true), '')::uuid and x.license_id = wanted_license
      and x.person_id = c.person_id
  ) or exists (
    select from public.person_email e
    join public.exclusion x on x.email = e.email
      and x.district_id = nullif(current_setting('app.district', true), '')::uuid and x.license_id = wanted_license
    where e.person_id = c.person_id
  ) or exists (
    select from public.exclusion x
    where x.district_id = nullif(current_setting('app.district', true), '')::uuid and x.license_id = wanted_license
      and x.external_id = c.external_id
  ) or exists (
    select from public.exclusion x
    where x.external_ids @> array[c.external_id]
      and x.district_id = nullif(current_setting('app.district', true), '')::uuid and x.license_id = wanted_license
  )
$$;
comment on function find_kept_out is 'Those of these people, side by side in three arrays, whom the district keeps out of one of its licences: by address, account, any verified address of the account, or what another system calls them.';

do $$
declare
  signature regprocedure;
begin
  grant create on schema public to rollcall_definer;
  foreach signature in array array['find_kept_out(uuid, text[], uuid[], text[])'::regprocedure] loop
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to rollcall_app', signature);
    execute format('alter function %s owner to rollcall_definer', signature);
  end loop;
  revoke create on schema public from rollcall_definer;
end
$$;
