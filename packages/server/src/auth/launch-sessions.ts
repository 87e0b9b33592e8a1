import type { PlatformId, SessionId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';

/**
 * Ends the sessions of launches from a registration, or from one of its deployments, in the transaction that ends the
 * right to launch (SPEC I12). Tell `live.sessionEnded` of each after the commit, so that its sockets close at once.
 */
export async function endLaunchSessions(
  tx: DistrictTx,
  platform: PlatformId,
  deploymentId: string | null = null,
): Promise<SessionId[]> {
  const { rows } = await sql<{ id: SessionId }>`
    select id from end_launch_sessions(${platform}, ${deploymentId})
  `.execute(tx);
  return rows.map((row) => row.id);
}
