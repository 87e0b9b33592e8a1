-- A directory gives an address that has become free to somebody else. Which of these addresses belong to an account that
-- signs in at the issuer, and never as the subject beside the address: addresses only, no ids.
create function find_addresses_of_others(of_issuer text, addresses text[], subjects text[])
returns table (email text)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select asked.email
  from unnest(addresses, subjects) as asked (email, subject)
  join public.person_email e on e.email = asked.email
  where exists (select from public.identity i where i.person_id = e.person_id and i.issuer = of_issuer)
    and not exists (
      select from public.identity i
      where i.person_id = e.person_id and i.issuer = of_issuer and i.subject = asked.subject
    )
$$;
comment on function find_addresses_of_others is 'Which addresses the issuer knows to be somebody else''s than the subject''s.';

-- Nor does such an address make anybody a row's: one that a followed source has put on the list for an id by which the
-- account that has verified the address does not sign in, though it signs in at that issuer.
grant select on source_person to rollcall_definer;
create policy definer_reads on source_person for select to rollcall_definer using (true);

drop function find_rows_waiting_for(text);
create function find_rows_waiting_for(address text)
returns table (kind text, district_id uuid, license_id uuid, member_id uuid)
language sql stable security definer set search_path = pg_catalog, public
as $$
  with mine as (
    select e.email, e.person_id from public.person_email e
    where e.email = address and e.person_id = nullif(current_setting('app.person', true), '')::uuid
  )
  select 'member', m.district_id, m.license_id, m.id
    from public.member m join mine on mine.email = m.email
    where m.person_id is null and m.ended_at is null and not exists (
      select from public.source_person p
      join public.connection c on c.district_id = p.district_id and c.license_id = p.license_id and c.source = p.source
      where p.member_id = m.id and p.district_id = m.district_id and p.license_id = m.license_id
        and exists (select from public.identity i where i.person_id = mine.person_id and i.issuer = c.issuer)
        and not exists (
          select from public.identity i
          where i.person_id = mine.person_id and i.issuer = c.issuer and i.subject = p.external_id
        )
    )
  union all
  select 'license_admin', g.district_id, g.license_id, null
    from public.license_admin g join mine on mine.email = g.email where g.person_id is null
  union all
  select 'domain_admin', g.district_id, null, null
    from public.domain_admin g join mine on mine.email = g.email where g.person_id is null
$$;

do $$
declare
  signature regprocedure;
begin
  grant create on schema public to rollcall_definer;
  foreach signature in array array[
    'find_addresses_of_others(text, text[], text[])'::regprocedure, 'find_rows_waiting_for(text)'::regprocedure
  ] loop
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to rollcall_app, rollcall_system', signature);
    execute format('alter function %s owner to rollcall_definer', signature);
  end loop;
  revoke create on schema public from rollcall_definer;
end
$$;
