-- Signing in with what another issuer says of somebody, and how often an account there is in use.
alter table session drop constraint session_source_check;
alter table session add constraint session_source_check check (source in ('code', 'demo', 'oidc')) not valid;

alter table sign_in_code drop constraint sign_in_code_purpose_check;
alter table sign_in_code add constraint sign_in_code_purpose_check
  check (purpose in ('sign_in', 'add_address', 'link_identity')) not valid;

-- Whether an account of an issuer is what some licence, of whatever district, reads another system with: to give back
-- one of its authorisations gives back all. Answers yes or no and nothing else.
create function account_is_connected(of_issuer text, of_subject text)
returns boolean
language sql stable security definer set search_path = pg_catalog, public
as $$
  select exists (
    select 1 from public.connection c
    where c.issuer = of_issuer and c.subject = of_subject and c.token_sealed is not null
  )
$$;

grant select on connection to rollcall_definer;
create policy definer_reads on connection for select to rollcall_definer using (true);

revoke all on function account_is_connected(text, text) from public;
grant execute on function account_is_connected(text, text) to rollcall_app, rollcall_system;
do $$
begin
  grant create on schema public to rollcall_definer;
  alter function account_is_connected(text, text) owner to rollcall_definer;
  revoke create on schema public from rollcall_definer;
end
$$;

-- The table is new and small.
-- squawk-ignore require-concurrent-index-creation
create index connection_account on connection (issuer, subject);
