-- The list of a licence with a million people: search, filters, every order, and who was active.

-- Text as searching and sorting see it; `foldText` in core gives the same. Most names are plain and take the short way;
-- a function in SQL that is not inlined would take twice as long.
do $$
declare
  by_rule text := coalesce(
    (select quote_ident(collname) from pg_collation
      where collname in ('und-x-icu', 'pg_c_utf8') and collnamespace = 'pg_catalog'::regnamespace
      order by collname desc limit 1),
    '"default"'
  );
begin
  execute format($body$
    create function fold_text(value text) returns text
    language plpgsql immutable parallel safe strict
    as $fold$
    begin
      return case
        when octet_length(value) = length(value) and (value collate "C") !~ '[^ -~]|  |^ | $' then lower(value collate "C")
        else btrim(regexp_replace(
          replace(replace(replace(replace(translate(
            lower(regexp_replace(normalize(value, nfkd) collate "C", '[\u0300-\u036f]', '', 'g') collate %s),
            'øłđðıς', 'olddiσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') collate "C",
          '[\x09-\x0d ]+', ' ', 'g'))
      end;
    end
    $fold$
  $body$, by_rule);
end
$$;

create function member_name_key(name text) returns text
language sql immutable parallel safe
return coalesce(left(public.fold_text(name), 100), U&'\+10FFFF');
comment on function member_name_key is 'Orders the list by name: whoever has none stands behind everybody.';

create function member_search_text(email text, name text) returns text
language sql immutable parallel safe
return ' ' || coalesce(public.fold_text(name), '') || ' ' || email || ' ' || translate(split_part(email, '@', 1), '._+-', '    ');

revoke all on function fold_text(text), member_name_key(text), member_search_text(text, text) from public;
grant execute on function fold_text(text), member_name_key(text), member_search_text(text, text)
  to rollcall_app, rollcall_system, rollcall_definer;

alter table member add column last_active_on date;
comment on column member.last_active_on is
  'The last day, in UTC, on which the person used the app. Written only where the district may know (SPEC ACCESS-4); not a change of the list, so seq stays.';
-- Whoever writes waits some seconds per million rows while these three are made.
-- squawk-ignore require-concurrent-index-creation
create index member_name on member (district_id, license_id, member_name_key(name) collate "C", email) where ended_at is null;
-- Few different values: entries of one kind share a page, so this costs a fraction of the others.
-- squawk-ignore require-concurrent-index-creation
create index member_standing on member (district_id, license_id, status, user_type) where ended_at is null;
-- squawk-ignore require-concurrent-index-creation
create index member_source_kind on member_source (district_id, license_id, kind) where ended_at is null;

-- What is searched, filled after the commit of what it is about: the trigram index makes an insert four times slower.
-- Derived, so that it has no foreign keys either: their checks would take the licence's lock and write every member.
create table member_search (
  district_id uuid not null,
  license_id uuid not null,
  member_id uuid not null,
  text text collate "C" not null,
  domain text collate "C" not null,
  added_by text collate "C" not null,
  primary key (district_id, license_id, member_id)
);
comment on table member_search is 'Live rows only; may be behind member by the events after member_search_position.seq.';
create index member_search_domain on member_search (district_id, license_id, domain);
create index member_search_added_by on member_search (district_id, license_id, added_by);

create table member_search_position (
  district_id uuid not null,
  license_id uuid not null,
  seq bigint not null,
  primary key (district_id, license_id)
);
comment on column member_search_position.seq is 'Events up to this one are in member_search.';

-- In a schema of its own: its functions are everybody's, and nothing in public is.
do $$
declare
  place text;
begin
  if not exists (select 1 from pg_extension where extname = 'pg_trgm') then
    create schema rollcall_trigram;
    create extension pg_trgm schema rollcall_trigram;
  end if;
  select n.nspname into place from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format('create index member_search_text on member_search using gin (text %I.gin_trgm_ops)', place);
end
$$;

alter table member_search enable row level security;
alter table member_search force row level security;
create policy district_scope on member_search for select to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on member_search to rollcall_system using (true) with check (true);
create policy definer_reads on member_search for select to rollcall_definer using (true);
alter table member_search_position enable row level security;
alter table member_search_position force row level security;
create policy district_scope on member_search_position for select to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on member_search_position to rollcall_system using (true) with check (true);
grant select on member_search, member_search_position to rollcall_app;
grant select, insert, update, delete on member_search, member_search_position to rollcall_system;
grant select on member_search to rollcall_definer;

-- ILIKE and LIKE may not use an index under row security, because they could tell about rows that are not shown. Here
-- the tenant stands in the query itself. A word is looked for as it is written: its %, _ and \ are letters.
create function search_members(wanted_license uuid, words text[], most integer)
returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  conditions text;
begin
  select string_agg(format('s.text like %L', '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'), ' and ')
    into conditions from unnest(words) as word;
  return query execute format(
    'select s.member_id from public.member_search s where s.district_id = $1 and s.license_id = $2 and (%s) limit $3',
    coalesce(conditions, 'true')
  ) using nullif(current_setting('app.district', true), '')::uuid, wanted_license, most;
end
$$;
comment on function search_members is 'Ids of at most so many people of the licence in whose text every word is. In no order.';

-- Whoever uses the app was active today, on the licences whose district may know: after the person's own Join, and
-- inside the district's verified domains. A row that somebody is changing is passed over until the next time.
create function note_active_day()
returns void
language sql volatile security definer set search_path = pg_catalog, public
as $$
  update public.member m set last_active_on = (now() at time zone 'UTC')::date
  from (
    select f.district_id, f.license_id, f.id from public.member f
    where f.person_id = nullif(current_setting('app.person', true), '')::uuid
      and f.ended_at is null and f.status = 'accepted'
      and f.last_active_on is distinct from (now() at time zone 'UTC')::date
      and (f.answered_at is not null or exists (
        select 1 from public.domain d
        where d.district_id = f.district_id and d.name = split_part(f.email, '@', 2) and d.verified_at is not null
      ))
    for update of f skip locked
  ) mine
  where m.district_id = mine.district_id and m.license_id = mine.license_id and m.id = mine.id
$$;
create policy definer_notes_activity on member for update to rollcall_definer using (true) with check (true);
grant update (last_active_on) on member to rollcall_definer;

do $$
declare
  signature regprocedure;
begin
  grant create on schema public to rollcall_definer;
  foreach signature in array array[
    'search_members(uuid, text[], integer)'::regprocedure, 'note_active_day()'::regprocedure
  ] loop
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to rollcall_app, rollcall_system', signature);
    execute format('alter function %s owner to rollcall_definer', signature);
  end loop;
  revoke create on schema public from rollcall_definer;
end
$$;
