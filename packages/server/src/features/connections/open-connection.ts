import { DomainError } from '@rollcall/core/errors.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { openUpstream } from '../../connections/access.ts';
import {
  type ConnectionPlace,
  type ConnectionRow,
  findConnection,
} from '../../connections/connection-row.ts';
import { SyncFailure, type Upstream } from '../../integrations/upstream.ts';
import { assertUnhindered, type SyncQuestion, type SyncScope, withSync } from './license-of-sync.ts';

export interface OpenedConnection {
  readonly place: ConnectionPlace;
  readonly connection: ConnectionRow;
  readonly upstream: Upstream;
  readonly signal: AbortSignal;
}

/**
 * Reads what a licence follows, for one of its admins who waits for it. Throws METHOD_NOT_AVAILABLE where it is hindered,
 * RUN_NOT_POSSIBLE where nothing is connected, and SYNC_FAILED where it cannot be read.
 */
export async function withUpstream<Result>(
  app: AppContext,
  who: SignedIn,
  question: SyncQuestion,
  read: (opened: OpenedConnection) => Promise<Result>,
): Promise<Result> {
  const asked = { ...question, action: 'sync.read' } as const;
  const { place, connection } = await withSync(app, who, asked, async (scope) => ({
    place: scope.place,
    connection: await requireConnection(scope),
  }));
  const signal = app.stopping;
  try {
    const upstream = await openUpstream(app, place, question.source, signal);
    return await read({ place, connection, upstream, signal });
  } catch (error) {
    if (error instanceof SyncFailure) throw new DomainError('SYNC_FAILED', { problem: error.problem });
    throw error;
  }
}

/** The connection that something is read by. Throws METHOD_NOT_AVAILABLE and RUN_NOT_POSSIBLE as above. */
export async function requireConnection(scope: SyncScope): Promise<ConnectionRow> {
  assertUnhindered(scope);
  const connection = await findConnection(scope.tx, scope.place);
  if (connection === undefined) throw new DomainError('RUN_NOT_POSSIBLE', { reason: 'not_connected' });
  return connection;
}
