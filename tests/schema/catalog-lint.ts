import type pg from 'pg';

/** Tables that are no district's, each with the reason. Everything else carries the district in its keys. */
const tablesWithoutDistrict: Readonly<Record<string, string>> = {
  installation: 'one row that names the database; holds nobody',
  throttle: 'counters under keyed hashes, needed before anybody is known',
  security_event: 'counts of refusals under keyed hashes; requests cannot read it',
  person: 'a person belongs to no district; visible in the own scope only',
  person_email: 'verified addresses of a person; own scope only',
  identity: 'sign-in identities of a person; own scope only',
  session: 'sessions of a person; own scope only',
  tool_key:
    'what the installation signs with for other systems; asked for before it is known whose registration it is',
  sign_in_code: 'belongs to a mailbox before it belongs to a person',
  comment: 'a person’s own document',
  kysely_migration: 'which migrations have run',
  kysely_migration_lock: 'the lock of the migrations',
};

/** Tables on which row security would have nothing to decide. */
const openTables = ['installation', 'throttle', 'tool_key', 'kysely_migration', 'kysely_migration_lock'];

/** Unique over all districts, as decided in writing (SPEC R3). */
const globallyUnique = [
  'domain_verified_once',
  'license_key_once',
  'license_link_once',
  'lti_platform_id',
  'lti_platform_invitation',
  'lti_user_person',
];

interface Rule {
  /** What is wrong with an object that the query finds. */
  readonly fault: string;
  /** Selects the names of the offenders, as `object`. `$1` are the tables without a district. */
  readonly query: string;
}

const tables = `
  select c.oid, c.relname::text as name, c.relrowsecurity, c.relforcerowsecurity, c.relowner,
    exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'district_id' and not a.attisdropped)
      or c.relname = 'district' as of_district
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
`;
const districtColumn = `
  select a.attnum from pg_attribute a where a.attrelid = t.oid
    and a.attname = case when t.name = 'district' then 'id' else 'district_id' end
`;
const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

const rules: readonly Rule[] = [
  {
    fault: 'has no district_id and is not a listed exception',
    query: `select name as object from (${tables}) t where not of_district and name <> all ($1)`,
  },
  {
    fault: 'is listed as without a district and is not there, or has one',
    query: `select listed as object from unnest($1::text[]) listed
      where not exists (select 1 from (${tables}) t where t.name = listed and not t.of_district)`,
  },
  {
    fault: 'has no primary key',
    query: `select name as object from (${tables}) t
      where not exists (select 1 from pg_index i where i.indrelid = t.oid and i.indisprimary)`,
  },
  {
    fault: 'is unique over all districts',
    query: `select i.indexrelid::regclass::text as object from (${tables}) t join pg_index i on i.indrelid = t.oid
      where t.of_district and i.indisunique and not (i.indkey::int2[] @> array(${districtColumn}))
        and i.indexrelid::regclass::text not in (${listed(globallyUnique)})`,
  },
  {
    fault: 'is a foreign key between rows of districts without the district in it',
    query: `select t.name || '.' || f.conname as object from (${tables}) t join pg_constraint f on f.conrelid = t.oid and f.contype = 'f'
      join (${tables}) parent on parent.oid = f.confrelid
      where parent.of_district and not exists (
        select 1 from generate_subscripts(f.conkey, 1) n
        join pg_attribute child_column on child_column.attrelid = f.conrelid and child_column.attnum = f.conkey[n]
        join pg_attribute parent_column on parent_column.attrelid = f.confrelid and parent_column.attnum = f.confkey[n]
        where child_column.attname = 'district_id'
          and parent_column.attname = case when parent.name = 'district' then 'id' else 'district_id' end
      )`,
  },
  {
    fault: 'has row security not both enabled and forced',
    query: `select name as object from (${tables}) t
      where not (relrowsecurity and relforcerowsecurity) and name not in (${listed(openTables)})`,
  },
  {
    fault: 'can be used by requests and has no policy for them',
    query: `select name as object from (${tables}) t
      where relrowsecurity and has_any_column_privilege('rollcall_app', oid, 'select, insert, update')
        and not exists (select 1 from pg_policies p where p.schemaname = 'public' and p.tablename = t.name
          and 'rollcall_app' = any (p.roles))`,
  },
  {
    fault: 'is a policy for requests that asks for no scope, or lets rows be written out of scope',
    query: `select tablename || '.' || policyname as object from pg_policies
      where schemaname = 'public' and (roles && array['rollcall_app', 'public']::name[])
        and (coalesce(qual, '') !~ 'NULLIF\\(current_setting\\(''app\\.(district|person|mailbox)''::text, true\\), ''''::text\\)'
          or (cmd <> 'SELECT' and with_check is distinct from qual))`,
  },
  {
    fault:
      'is a policy that reads its setting in a sub-select, which makes large pages hundreds of times slower',
    query: `select tablename || '.' || policyname as object from pg_policies
      where schemaname = 'public' and qual || coalesce(with_check, '') ~* 'select'`,
  },
  {
    fault: 'lets a person write the rows of a district',
    query: `select p.tablename || '.' || p.policyname as object from pg_policies p
      join (${tables}) t on t.name = p.tablename
      where p.schemaname = 'public' and t.of_district and 'rollcall_app' = any (p.roles) and p.cmd <> 'SELECT'
        and p.qual !~ 'app\\.district'`,
  },
  {
    fault: 'is a view that reads with its owner’s rights',
    query: `select c.relname::text as object from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
        and not coalesce(c.reloptions @> array['security_invoker=true'], false)`,
  },
  {
    fault: 'is a materialized view that requests can read',
    query: `select c.relname::text as object from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'm'
        and has_any_column_privilege('rollcall_app', c.oid, 'select')`,
  },
  {
    fault:
      'is a function with its owner’s rights and not with a pinned search path, owned by rollcall_definer',
    query: `select p.oid::regprocedure::text as object from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prosecdef
        and (p.proowner <> 'rollcall_definer'::regrole
          or not exists (select 1 from unnest(p.proconfig) setting where setting like 'search_path=%'))`,
  },
  {
    fault: 'is a function that anybody may call',
    query: `select p.oid::regprocedure::text as object from pg_proc p
      where p.pronamespace = 'public'::regnamespace and has_function_privilege('public', p.oid, 'execute')`,
  },
  {
    fault: 'is owned by a role that serves requests',
    query: `select c.relname::text as object from pg_class c
      where c.relnamespace = 'public'::regnamespace
        and c.relowner in ('rollcall_app'::regrole, 'rollcall_system'::regrole, 'rollcall_definer'::regrole)`,
  },
  {
    fault: 'gives requests, or everybody, more than reading and writing rows',
    query: `select t.name || ' to ' || role.name as object from (${tables}) t, (values ('rollcall_app'), ('public')) role (name)
      where has_table_privilege(role.name, t.oid, 'truncate, references, trigger')
        or (role.name = 'public' and has_any_column_privilege('public', t.oid, 'select, insert, update'))`,
  },
];

/** What is wrong with the schema `public`, as `object: fault`. Empty for a sound one. */
export async function lintCatalog(client: pg.Client | pg.PoolClient): Promise<string[]> {
  const faults: string[] = [];
  for (const rule of rules) {
    const values = rule.query.includes('$1') ? [Object.keys(tablesWithoutDistrict)] : [];
    const found = await client.query<{ object: string }>(rule.query, values);
    faults.push(...found.rows.map(({ object }) => `${object}: ${rule.fault}`));
  }
  return faults;
}
