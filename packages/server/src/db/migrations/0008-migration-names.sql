-- A server looks at its start whether the database is as new as it is.
grant select (name) on kysely_migration to rollcall_app, rollcall_system;
