import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { recordMigrations } from './check/migrations.ts';
import { startTemporaryServer } from './temporary-database.ts';

const root = path.join(import.meta.dirname, '..');
const outFile = path.join(root, 'packages/server/src/db/schema.gen.ts');

/** Columns that a check constraint closes carry core's type for that list. */
const columns: Record<string, string> = {
  'license.type': 'LicenseType',
  'license.key_user_type': 'ColumnType<UserType, UserType | undefined, UserType>',
  'license.link_user_type': 'ColumnType<UserType, UserType | undefined, UserType>',
  'license.link_audience': 'ColumnType<LinkAudience, LinkAudience | undefined, LinkAudience>',
  'member.user_type': 'UserType',
  'member.status': 'MemberStatus',
  'member_source.kind': 'SourceKind',
  'event.type': 'EventType',
  'run.kind': 'RunKind',
  'run.state': 'RunState',
  'run.failure': 'RunFailure | null',
  'run.user_type': 'UserType | null',
  'license_domain.user_type': 'UserType',
  'domain.last_answer': 'DnsAnswer | null',
  'domain_log.action': 'DomainLogAction',
  'domain_log.setting': 'AddWithoutInvitation | null',
  'domain_log.mail': 'DistrictMail | null',
  'mail.kind': 'MailKind',
  'mail.state': 'ColumnType<MailState, MailState | undefined, MailState>',
  'member.mail_state': 'MailOutcome | null',
  'district.add_without_invitation':
    'ColumnType<AddWithoutInvitation, AddWithoutInvitation | undefined, AddWithoutInvitation>',
};
const imports: Record<string, string> = {
  ColumnType: 'kysely#ColumnType',
  LicenseType: '@rollcall/core/licenses/license.ts',
  UserType: '@rollcall/core/licenses/seats.ts',
  MemberStatus: '@rollcall/core/members/status.ts',
  SourceKind: '@rollcall/core/members/sources.ts',
  LinkAudience: '@rollcall/core/links/contract.ts',
  EventType: '@rollcall/core/events/catalog.ts',
  RunKind: '@rollcall/core/runs/run-kind.ts',
  RunState: '@rollcall/core/runs/run-state.ts',
  RunFailure: '@rollcall/core/runs/contract.ts',
  DnsAnswer: '@rollcall/core/domains/contract.ts',
  DomainLogAction: '@rollcall/core/domains/contract.ts',
  AddWithoutInvitation: '@rollcall/core/members/invite-rule.ts',
  DistrictMail: '@rollcall/core/mail/contract.ts',
  MailKind: '@rollcall/core/mail/contract.ts',
  MailState: '@rollcall/core/mail/contract.ts',
  MailOutcome: '@rollcall/core/mail/contract.ts',
};

const verify = process.argv.includes('--verify');

/**
 * Writes the types of the migrated schema and records new migrations; with `--verify` fails instead when the types are
 * not what is checked in.
 */
await using server = await startTemporaryServer('rollcall_types');
execFileSync(
  'kysely-codegen',
  [
    '--dialect',
    'postgres',
    '--url',
    server.superuserUrl('rollcall_types'),
    '--out-file',
    outFile,
    '--exclude-pattern',
    'kysely_*',
    '--type-mapping',
    JSON.stringify({ int8: 'number' }),
    '--date-parser',
    'string',
    '--overrides',
    JSON.stringify({ columns }),
    '--custom-imports',
    JSON.stringify(
      Object.fromEntries(
        Object.entries(imports)
          .filter(([name]) => name !== 'ColumnType')
          .map(([name, from]) => [name, `${from}#${name}`]),
      ),
    ),
    ...(verify ? ['--verify'] : []),
  ],
  { stdio: 'inherit' },
);
if (!verify) recordMigrations(root);
