import { api } from '@rollcall/client/api/api.ts';
import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { useMemo } from 'react';

export type RowTense = 'plan' | 'done';

interface RowQuery {
  readonly tense: RowTense;
  /** Empty: all. */
  readonly outcomes: readonly MemberOutcome[];
  /** Rows up to and with this number are left out. */
  readonly after?: number;
  readonly limit: number;
}

/** The people of a run, read page by page in the order of the file. */
export function useRunRows(run: RunView, { tense, outcomes, after = 0, limit }: RowQuery) {
  const reading = api.run.rows.useInfiniteQuery(
    {
      licenseId: run.licenseId,
      runId: run.id,
      which: tense === 'plan' ? 'plan' : 'result',
      outcomes: [...outcomes],
      limit,
    },
    {
      initialCursor: after,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      // A plan that is made anew has other people; the run's own news ask for them again.
      queryKeyHashFn: (key) => JSON.stringify([key, after, run.plan?.digest, run.endedAt]),
    },
  );
  const rows = useMemo(() => reading.data?.pages.flatMap((page) => page.rows) ?? [], [reading.data]);
  return { rows, reading };
}
