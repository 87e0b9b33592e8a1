export interface SourceRule {
  readonly name: string;
  /** What to do instead; printed with a violation. */
  readonly instead: string;
  /** Files it concerns, by path from the root. */
  readonly where: RegExp;
  readonly except?: RegExp;
  /** What may not stand in a line; comment lines are not looked at. */
  readonly forbidden: RegExp;
  /** For the self-test: lines that must be caught, and lines at the edge that must not. */
  readonly caught: readonly [string, ...string[]];
  readonly passes: readonly string[];
}

const serverCode = /^packages\/server\/src\/.*\.ts$/;
const databaseFolder = /^packages\/server\/src\/db\//;
const testCode = /^tests\/|\.test\.tsx?$/;
const anyCode = /\.tsx?$/;

/** What neither the compiler nor the linter nor the boundaries can see. */
export const sourceRules: readonly SourceRule[] = [
  {
    name: 'raw-sql',
    instead: 'Bind the value into the template, or name a column with sql.ref (SPEC R2, A10).',
    where: serverCode,
    // Migrations are files of ours, read whole.
    except: /\/db\/migrate\.ts$/,
    forbidden: /\bsql\s*\.\s*(raw|lit|literal)\b|\bCompiledQuery\s*\.\s*raw\b/,
    caught: ['sql.raw(order)', 'sql . lit(name)', 'CompiledQuery.raw(text)'],
    passes: ['sql.ref(column)', 'sql.join(parts)', 'const raw = sql`select 1`'],
  },
  {
    name: 'json-path-from-input',
    instead: 'Spell the path of a JSON value as a literal (SPEC A10).',
    where: serverCode,
    forbidden: /\.key\((?!['"])/,
    caught: ['.key(input.field)', '.key(`$' + '{name}`)'],
    passes: [".key('seq')"],
  },
  {
    name: 'setting-outlives-transaction',
    instead:
      'Use set_config(name, value, true): a setting of the session would reach the next request (SPEC R2, A04).',
    where: serverCode,
    forbidden:
      /(?:^|[`'";])\s*(?:set|SET)\s+(?!local\b|LOCAL\b)[a-z_.]+\s*(=|to\b|TO\b)|set_config\([^)]*,\s*false\s*\)|(?:^|[`'";])\s*(?:re)?set\s+(session|role)\b/,
    caught: [
      "query('set search_path to public')",
      "sql`SET app.district = 'x'`",
      'sql`select set_config($' + '{name}, $' + '{value}, false)`',
      "query('set role rollcall_owner')",
      "query('reset role')",
    ],
    passes: [
      "query('set local lock_timeout = 1000')",
      'sql`select set_config($' + '{name}, $' + '{value}, true)`',
      'update license set seq = seq + 1',
      'Set DATABASE_URL to a connection',
      'on conflict do update set count = known.count + 1',
    ],
  },
  {
    name: 'own-connection',
    instead: 'Take a transaction of withTx or withSystemTx: connections are made in db/ only (SPEC R2).',
    where: serverCode,
    except: databaseFolder,
    forbidden: /\bnew\s+(pg\s*\.\s*)?(Pool|Client)\b|\bnew\s+(Kysely|PostgresDialect)\b/,
    caught: ['new pg.Pool({})', 'new Client(url)', 'new Kysely<DB>({})'],
    passes: ['new RateLimiterPostgres({ storeClient: pool })'],
  },
  {
    name: 'settings-read-late',
    instead: 'Read the environment once, at the start, and hand on what was read (env.ts).',
    where: serverCode,
    except: /\/(main|migrate-main|cli\/[\w-]+)\.ts$/,
    forbidden: /\bprocess\.env\b/,
    caught: ['if (process.env.DEMO)'],
    passes: ['app.env.demo'],
  },
  {
    name: 'test-switched-off',
    instead: 'Mend the test or delete it: a switched-off test says nothing.',
    where: testCode,
    forbidden:
      /\b(?:it|test|describe|suite|bench)\s*\.\s*(?:\w+\s*\.\s*)?(only|skip|todo|fails)\b|\.(skipIf|runIf)\(|\bcontext\.skip\(/,
    caught: [
      "it.only('…')",
      "describe.skip('…')",
      "it.todo('…')",
      'it.skipIf(slow)',
      'test.concurrent.only(',
    ],
    passes: ["it('skips what is known'", "it.each(cases)('…')", "it.runs('…')"],
  },
  {
    name: 'sleeping-test',
    instead: 'Wait for the condition: expect.poll, vi.waitFor, a barrier, a clock that is turned.',
    where: testCode,
    // A kit's own waiting for a condition looks again after a pause.
    except: /^tests\/(_kit|bench)\//,
    forbidden: /setTimeout\(\s*(r|res|resolve|done)\s*,|\bwaitForTimeout\(|\bsleep\(|timers\/promises/,
    caught: ['new Promise((r) => setTimeout(r, 500))', 'page.waitForTimeout(100)', 'await sleep(10)'],
    passes: ['setTimeout(() => fail(), 1000)', 'new Promise((resolve) => setTimeout(resolve))'],
  },
  {
    name: 'left-for-later',
    instead: 'Do it now, or say in an issue what is missing.',
    where: anyCode,
    except: /^scripts\/check\//,
    forbidden: /\b(TODO|FIXME|XXX|HACK)\b/,
    caught: ['const limit = 3; // TODO: from the settings'],
    passes: ['const todo = list.filter(isOpen)'],
  },
  {
    name: 'types-overruled',
    instead: 'Narrow with a schema or a guard; the compiler is not to be silenced.',
    where: anyCode,
    except: /^scripts\/check\//,
    forbidden: /@ts-(ignore|nocheck|expect-error)\b/,
    caught: ['// @ts-ignore', '/* @ts-expect-error: it is fine */'],
    passes: ['signs in as any person'],
  },
];

/** Comment lines may name what is forbidden, except where the comment itself is the offence. */
export function offends(rule: SourceRule, line: string): boolean {
  const inComment = /^\s*(\/\/|\/?\*)/.test(line);
  if (inComment && rule.name !== 'left-for-later' && rule.name !== 'types-overruled') return false;
  return rule.forbidden.test(line);
}
