import { Secret } from '../env.ts';
import { migrate } from './migrate.ts';
import { DatabaseRefusal, explainConnection } from './verify-roles.ts';

const url = process.env.DATABASE_OWNER_URL;
if (url === undefined || url === '') {
  process.stderr.write(
    'Set DATABASE_OWNER_URL to a connection as rollcall_owner (README, "On your own PostgreSQL").\n',
  );
  process.exit(1);
}
const done = await migrate(new Secret(url)).catch((error: unknown) => {
  const explained = explainConnection('DATABASE_OWNER_URL', error);
  if (!(explained instanceof DatabaseRefusal)) throw error;
  process.stderr.write(`${explained.message}\n`);
  process.exit(1);
});
process.stdout.write(done.length === 0 ? 'The database is up to date.\n' : `Applied: ${done.join(', ')}\n`);
