import { Button } from '@rollcall/client/ui/button.tsx';
import { Card } from '@rollcall/client/ui/card.tsx';
import { Select } from '@rollcall/client/ui/select.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { type FormEvent, type RefObject, useCallback, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import type { OutcomeCounts } from './outcome-groups.ts';
import { countIn, outcomesIn, type RowFilter, useFilterOptions } from './row-filter.ts';
import { RowList } from './row-list.tsx';
import { useRunTitle } from './run-title.ts';
import { type RowTense, useRunRows } from './use-run-rows.ts';

type RunRowsProps = {
  readonly run: RunView;
  readonly tense: RowTense;
  readonly counts: OutcomeCounts;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
  readonly place?: RefObject<HTMLElement | null>;
};

const pageSize = 200;
/** From so many rows on one can start in the middle of them. */
const jumpFrom = 1_000;

/** Every person of a run with their answer: all, or those with one of the answers. */
export function RunRows({ run, tense, counts, filter, onFilter, place }: RunRowsProps) {
  const t = useTranslations('run.rows');
  const title = useRunTitle();
  const id = useId();
  const [after, setAfter] = useState(0);
  const options = useFilterOptions(counts, tense);
  // After a new plan nobody may be left in what was chosen.
  const chosen = options.some(({ value }) => value === filter) ? filter : 'all';
  const { rows, reading } = useRunRows(run, { tense, outcomes: outcomesIn(chosen), after, limit: pageSize });
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = reading;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const total = countIn(chosen, counts);
  return (
    <Card aria-labelledby={id} ref={place} className="scroll-mt-20 overflow-hidden">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 px-5 py-4">
        <h4 id={id} className="pb-2 font-semibold text-base">
          {t('title')}
        </h4>
        <div className="flex flex-wrap items-end gap-3">
          {run.total >= jumpFrom && <Jump onGo={setAfter} />}
          <Select
            label={t('filter')}
            value={chosen}
            options={options}
            onChange={onFilter}
            className="min-w-56"
          />
        </div>
      </header>
      {reading.isPending ? (
        <div className="flex flex-col gap-2 border-line border-t p-5">
          <Skeleton className="h-5" />
          <Skeleton className="h-5 w-2/3" />
        </div>
      ) : reading.isLoadingError ? (
        <QueryFailure title={t('failed')} query={reading} level={3} />
      ) : rows.length === 0 ? (
        <p className="border-line border-t px-5 py-6 text-center text-muted text-sm">{t('empty')}</p>
      ) : (
        <RowList
          key={`${chosen} ${after}`}
          label={t('list', { run: title(run) })}
          tense={tense}
          rows={rows}
          total={total}
          byLine={rows[0]?.line !== null}
          addedAs={run.userType}
          loadingMore={isFetchingNextPage}
          onMore={hasNextPage && !isFetchingNextPage && !isFetchNextPageError ? more : null}
        />
      )}
      {isFetchNextPageError && (
        <div className="flex flex-col items-start gap-2 border-line border-t p-4">
          <CallProblem title={t('moreFailed')} error={reading.error} />
          <Button size="small" onClick={more} busy={isFetchingNextPage}>
            {t('again')}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** Starts the list at a row: nobody scrolls through a million. */
function Jump({ onGo }: { readonly onGo: (after: number) => void }) {
  const t = useTranslations('run.rows');
  const [text, setText] = useState('');
  const go = (event: FormEvent) => {
    event.preventDefault();
    const row = Number.parseInt(text, 10);
    onGo(Number.isSafeInteger(row) && row > 1 ? row - 1 : 0);
  };
  return (
    <form onSubmit={go} className="flex items-end gap-2">
      <TextField
        label={t('from')}
        className="w-28"
        inputMode="numeric"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value.replaceAll(/\D/g, '').slice(0, 9))}
      />
      <Button type="submit">{t('go')}</Button>
    </form>
  );
}
