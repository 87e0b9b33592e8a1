-- Whoever has no address is found by name: what stands in its place (decision 25) is searched by nobody.
create or replace function member_search_text(email text, name text) returns text
language sql immutable parallel safe
return case
  when email like '%.lms.invalid' then left(' ' || coalesce(public.fold_text(name), '') || ' ', 600)
  else left(' ' || coalesce(public.fold_text(name), '') || ' ' || email || ' '
    || translate(split_part(email, '@', 1), '._+-', '    '), 600)
end;
