-- The order by name is that of an expression. Behind row security no index answers to a condition on it, since the
-- function could tell about rows that are not shown: a page would be looked for from the beginning of the list. Here the
-- tenant stands in the query itself. The planner is left nothing but the index in its order, whatever it knows of the table.
create function list_by_name(
  wanted_license uuid, descending boolean, behind_name text, behind_email text, passed_over integer, most integer
)
returns setof uuid
language plpgsql stable security definer
set search_path = pg_catalog, public
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
set max_parallel_workers_per_gather = 0
as $$
declare
  tenant uuid := nullif(current_setting('app.district', true), '')::uuid;
begin
  if descending then
    return query
      select m.id from public.member m
      where m.district_id = tenant and m.license_id = wanted_license and m.ended_at is null
        -- Behind every name, which has 100 characters.
        and ((public.member_name_key(m.name) collate "C"), m.email)
          < (coalesce(behind_name, repeat(U&'\+10FFFF', 101)) collate "C", coalesce(behind_email, '') collate "C")
      order by public.member_name_key(m.name) collate "C" desc, m.email desc
      offset passed_over limit most;
  else
    return query
      select m.id from public.member m
      where m.district_id = tenant and m.license_id = wanted_license and m.ended_at is null
        and ((public.member_name_key(m.name) collate "C"), m.email)
          > (coalesce(behind_name, '') collate "C", coalesce(behind_email, '') collate "C")
      order by public.member_name_key(m.name) collate "C", m.email
      offset passed_over limit most;
  end if;
end
$$;
comment on function list_by_name is
  'Ids of the first people behind a place in the order by name, in that order. A place of nulls is the edge of the list.';

-- The first people behind a place, in the order of being added. How many of the first few thousand match tells how far
-- to look: words that are in many people are in some of the first, further ones in some of the next, and all whom the
-- others are in can be sorted. A function is replaced by whom it belongs to.
grant create on schema public to rollcall_definer;
set local role rollcall_definer;
create or replace function search_members_in_order(
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
  look text;
  first_look constant integer := 3000;
  furthest_look constant integer := 30000;
  -- As many as should hold the rest, and half as many again.
  next_look bigint;
  found uuid[];
begin
  select string_agg(format('text like %L', search_pattern(word)), ' and ') into condition from unnest(words) as word;
  look := format($query$
    select array(
      select member_id from (
        select s.member_id, s.added_at, s.text from public.member_search s
        where s.district_id = $1 and s.license_id = $2 and %1$s
        order by s.added_at %2$s, s.member_id %2$s limit $6
      ) first where %3$s order by added_at %2$s, member_id %2$s limit $5
    )
  $query$, place, direction, condition);
  execute look into found using tenant, wanted_license, behind_at, behind_id, most, first_look;
  next_look := first_look * most::bigint * 3 / 2 / greatest(cardinality(found), 1);
  if cardinality(found) < most and next_look <= furthest_look then
    execute look into found using tenant, wanted_license, behind_at, behind_id, most, next_look;
  end if;
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
reset role;

revoke all on function list_by_name(uuid, boolean, text, text, integer, integer) from public;
grant execute on function list_by_name(uuid, boolean, text, text, integer, integer) to rollcall_app, rollcall_system;
alter function list_by_name(uuid, boolean, text, text, integer, integer) owner to rollcall_definer;
revoke create on schema public from rollcall_definer;
