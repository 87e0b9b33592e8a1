-- A search that many people match is answered from the front of the list instead of from all of them: what is searched
-- stands in an index in the order of being added. Derived rows: the next sweep writes them anew.
truncate member_search, member_search_position;
-- squawk-ignore adding-required-field
alter table member_search add column added_at timestamptz(3) not null;
-- squawk-ignore require-concurrent-index-creation
create index member_search_added on member_search (district_id, license_id, added_at desc, member_id desc) include (text);

-- An entry of an index has less than 2,704 bytes, so what is searched ends somewhere.
create or replace function member_search_text(email text, name text) returns text
language sql immutable parallel safe
return left(' ' || coalesce(public.fold_text(name), '') || ' ' || email || ' '
  || translate(split_part(email, '@', 1), '._+-', '    '), 600);

create function search_pattern(word text) returns text
language sql immutable parallel safe
return '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%';
revoke all on function search_pattern(text) from public;
grant execute on function search_pattern(text) to rollcall_app, rollcall_system, rollcall_definer;

-- The first people behind a place, in the order of being added. Words that are in many people are in some of the
-- first; where those are not enough, the words are rare, and all whom they are in can be sorted.
create function search_members_in_order(
  wanted_license uuid, words text[], newest_first boolean, behind_at timestamptz, behind_id uuid, most integer
)
returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  tenant uuid := nullif(current_setting('app.district', true), '')::uuid;
  direction text := case when newest_first then 'desc' else 'asc' end;
  place text := case
    when behind_at is null then 'true'
    else format('(s.added_at, s.member_id) %s ($3, $4)', case when newest_first then '<' else '>' end)
  end;
  condition text;
  found uuid[];
begin
  select string_agg(format('text like %L', search_pattern(word)), ' and ') into condition from unnest(words) as word;
  execute format($query$
    select array(
      select member_id from (
        select s.member_id, s.added_at, s.text from public.member_search s
        where s.district_id = $1 and s.license_id = $2 and %1$s
        order by s.added_at %2$s, s.member_id %2$s limit 20000
      ) first where %3$s order by added_at %2$s, member_id %2$s limit $5
    )
  $query$, place, direction, condition) into found using tenant, wanted_license, behind_at, behind_id, most;
  if cardinality(found) < most then
    execute format($query$
      select array(
        select member_id from (
          select s.member_id, s.added_at from public.member_search s
          where s.district_id = $1 and s.license_id = $2 and %1$s and %3$s offset 0
        ) every order by added_at %2$s, member_id %2$s limit $5
      )
    $query$, place, direction, condition)
    into found using tenant, wanted_license, behind_at, behind_id, most;
  end if;
  return query select unnest(found);
end
$$;

-- Every so many rows of the whole list, one: without looking at the rows themselves, where the order allows it.
create function list_places(wanted_license uuid, sort text, descending boolean, every integer)
returns table (id uuid, email text, added_at timestamptz, name_key text, place bigint)
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  columns text := case sort
    when 'added' then 'm.id, null::text, m.added_at, null::text'
    when 'email' then 'null::uuid, m.email, null::timestamptz, null::text'
    else 'null::uuid, m.email, null::timestamptz, public.member_name_key(m.name)'
  end;
  direction text := case when descending then 'desc' else 'asc' end;
  keys text := case sort
    when 'added' then format('m.added_at %1$s, m.id %1$s', direction)
    when 'email' then format('m.email %s', direction)
    else format('public.member_name_key(m.name) collate "C" %1$s, m.email %1$s', direction)
  end;
begin
  return query execute format($query$
    select * from (
      select %1$s, row_number() over (order by %2$s) as place from public.member m
      where m.district_id = $1 and m.license_id = $2 and m.ended_at is null
    ) as numbered (id, email, added_at, name_key, place)
    where numbered.place %% $3 = 0 order by numbered.place
  $query$, columns, keys) using nullif(current_setting('app.district', true), '')::uuid, wanted_license, every;
end
$$;

-- note_active_day asks whether an address is inside its district's verified domains.
create policy definer_reads on domain for select to rollcall_definer using (true);
grant select on domain to rollcall_definer;

do $$
declare
  signature regprocedure;
begin
  grant create on schema public to rollcall_definer;
  foreach signature in array array[
    'search_members_in_order(uuid, text[], boolean, timestamptz, uuid, integer)'::regprocedure,
    'list_places(uuid, text, boolean, integer)'::regprocedure
  ] loop
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to rollcall_app, rollcall_system', signature);
    execute format('alter function %s owner to rollcall_definer', signature);
  end loop;
  revoke create on schema public from rollcall_definer;
end
$$;
