import { randomUUID } from 'node:crypto';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { sql } from 'kysely';
import type { TestDistrict } from './district.ts';

/** Connects a licence behind the server's back, with a choice that is saved if `isSaved`. No sync of it is under way. */
export async function insertConnection(
  app: RunningApp,
  home: TestDistrict,
  source: SyncSource,
  isSaved = false,
): Promise<void> {
  const key = { district_id: home.id, license_id: home.licenseId, source } as const;
  const savedAt = isSaved ? new Date() : null;
  await app.context.db.withSystemTx(async (tx) => {
    await tx
      .insertInto('connection')
      .values({
        ...key,
        issuer: 'https://accounts.test',
        subject: `subject-${randomUUID()}`,
        account_email: `google@${home.domain}`,
        scopes: [],
        connected_by: 'Ada Admin',
        authorised_at: new Date(),
        lapses_at: new Date(Date.now() + 31_536_000_000),
        time_zone: 'America/Chicago',
        token_sealed: Buffer.from([0]),
        saved_at: savedAt,
      })
      .onConflict((conflict) =>
        conflict.columns(['district_id', 'license_id', 'source']).doUpdateSet({ saved_at: savedAt }),
      )
      .execute();
    await tx
      .updateTable('run')
      .set({
        state: 'failed',
        failure: 'internal',
        ended_at: new Date(),
        lease_until: null,
        fence: sql`fence + 1`,
      })
      .where((where) => where.and(key))
      .where('state', 'in', ['reading', 'planning'])
      .execute();
  });
}
