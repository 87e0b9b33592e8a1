-- What a request may do to a domain: nothing by itself but write down what DNS said. To add one, to make it the
-- district's, to give it up and to remove it is asked of functions that hold to the rules (SPEC B13, B22).
revoke insert, update, delete on domain from rollcall_app;
revoke insert, delete on domain_admin from rollcall_app;
grant update (last_checked_at, last_answer, failing_since, lost_at, next_check_at) on domain to rollcall_app;

grant insert, update, delete on domain to rollcall_definer;
grant insert, delete on domain_admin to rollcall_definer;
create policy definer_proves on domain to rollcall_definer using (true) with check (true);
create policy definer_copies on domain_admin for insert to rollcall_definer with check (true);
create policy definer_removes on domain_admin for delete to rollcall_definer using (true);

-- Adds a domain without proof. Whoever adds it answers for it, by a copy of the grant that they hold in the district: who
-- has none adds none.
create function add_domain(wanted text, person uuid, by_name text)
returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  tenant uuid := nullif(current_setting('app.district', true), '')::uuid;
  held public.domain_admin;
  added uuid;
begin
  select * into held from public.domain_admin g
    where g.district_id = tenant and g.person_id = person order by g.granted_at limit 1;
  if held.district_id is null then
    raise insufficient_privilege;
  end if;
  insert into public.domain (district_id, name, proof, added_by, next_check_at)
    values (tenant, wanted, 'dns', by_name, now() + interval '10 minutes') returning id into added;
  insert into public.domain_admin (district_id, domain_id, email, name, person_id, granted_by)
    values (tenant, added, held.email, held.name, held.person_id, by_name);
  return added;
end
$$;

-- Makes a domain without proof the district's, unless it is, lies above or below another district's. False: it is not.
create function prove_domain(wanted uuid)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  tenant uuid := nullif(current_setting('app.district', true), '')::uuid;
  its_name text;
begin
  select d.name into its_name from public.domain d where d.district_id = tenant and d.id = wanted and d.proof = 'dns';
  if its_name is null or not public.domain_is_free(its_name) then
    return false;
  end if;
  update public.domain d set verified_at = now() where d.district_id = tenant and d.id = wanted and d.verified_at is null;
  return true;
end
$$;

-- Gives up a domain whose proof is lost: anybody may show that it is theirs.
create function give_up_domain(wanted uuid)
returns void
language sql volatile security definer set search_path = pg_catalog, public
as $$
  update public.domain d set verified_at = null, failing_since = null, lost_at = null
  where d.district_id = nullif(current_setting('app.district', true), '')::uuid and d.id = wanted
    and d.proof = 'dns' and d.lost_at is not null
$$;

-- Removes a domain without proof, with the grants on it.
create function remove_domain(wanted uuid)
returns void
language sql volatile security definer set search_path = pg_catalog, public
as $$
  delete from public.domain_admin g
  where g.district_id = nullif(current_setting('app.district', true), '')::uuid and g.domain_id = wanted and exists (
    select from public.domain d where d.district_id = g.district_id and d.id = g.domain_id and d.verified_at is null
  );
  delete from public.domain d
  where d.district_id = nullif(current_setting('app.district', true), '')::uuid and d.id = wanted
    and d.verified_at is null
$$;

do $$
declare
  signature regprocedure;
begin
  grant create on schema public to rollcall_definer;
  foreach signature in array array[
    'add_domain(text, uuid, text)'::regprocedure, 'prove_domain(uuid)'::regprocedure,
    'give_up_domain(uuid)'::regprocedure, 'remove_domain(uuid)'::regprocedure
  ] loop
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to rollcall_app, rollcall_system', signature);
    execute format('alter function %s owner to rollcall_definer', signature);
  end loop;
  revoke create on schema public from rollcall_definer;
end
$$;
