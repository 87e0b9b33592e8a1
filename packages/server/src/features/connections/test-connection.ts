import { DomainError } from '@rollcall/core/errors.ts';
import type { TestConnectionResult } from '@rollcall/core/sync/contract.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import type { SyncQuestion } from './license-of-sync.ts';
import { withUpstream } from './open-connection.ts';

/** Whether the other system can be read at this moment, and how long its shortest answer takes. */
export async function testConnection(
  app: AppContext,
  who: SignedIn,
  question: SyncQuestion,
): Promise<TestConnectionResult> {
  const begun = performance.now();
  try {
    await withUpstream(app, who, question, async ({ upstream, signal }) =>
      question.source === 'ou' ? upstream.orgUnits(signal) : upstream.courses(null, signal),
    );
    return { kind: 'works', tookMs: Math.round(performance.now() - begun) };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'SYNC_FAILED')
      return { kind: 'problem', problem: (error as DomainError<'SYNC_FAILED'>).details.problem };
    throw error;
  }
}
