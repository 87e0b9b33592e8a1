-- Roles exist before the first migration (see db/bootstrap.ts):
--   rollcall_owner    migrations only; under FORCE ROW LEVEL SECURITY it sees no rows
--   rollcall_app      requests: owns nothing, bypasses nothing
--   rollcall_system   relay, jobs, the vendor's command line, retention
--   rollcall_definer  cannot log in; owns the few security-definer functions
--
-- A transaction's scope is set with set_config(…, true). After it ends the setting is '' and not NULL, hence the
-- nullif in every policy. The expression stays plain: wrapped in (select …) it costs a large page hundreds of times.

revoke all on schema public from public;
grant usage on schema public to rollcall_app, rollcall_system, rollcall_definer;

-- Time-ordered ids keep inserts at the right edge of the indexes.
do $$
begin
  if current_setting('server_version_num')::int >= 180000 then
    create function new_id() returns uuid language sql volatile as 'select uuidv7()';
  else
    create function new_id() returns uuid language sql volatile as $body$
      select encode(
        set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
          placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
          from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
    $body$;
  end if;
end
$$;

create table installation (
  only_row boolean primary key default true check (only_row),
  epoch uuid not null default gen_random_uuid()
);
comment on column installation.epoch is 'Set anew when the database is restored: sequence numbers of two epochs do not compare.';
insert into installation default values;
grant select on installation to rollcall_app;
grant select, update on installation to rollcall_system;

-- Counters of the throttle: bucket names are keyed hashes, so the table holds nobody's data and no district.
create table throttle (
  key text primary key,
  points integer not null default 0,
  expire bigint
);
grant select, insert, update, delete on throttle to rollcall_app, rollcall_system;
