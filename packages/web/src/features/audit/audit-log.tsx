import { Button } from '@rollcall/client/ui/button.tsx';
import { Card } from '@rollcall/client/ui/card.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { VisuallyHidden } from '@rollcall/client/ui/visually-hidden.tsx';
import { type AuditFilter, noAuditFilter } from '@rollcall/core/audit/contract.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { type AuditChoice, filterOf, noChoice } from './audit-choice.ts';
import { AuditEntryRow } from './audit-entry.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { useAuditLog } from './use-audit-log.ts';
import { useSettled } from './use-settled.ts';

/** What happened on a licence, to search, to narrow and to take away as a file. */
export function AuditLog({ licenseId }: { readonly licenseId: LicenseId }) {
  const [choice, setChoice] = useState<AuditChoice>(noChoice);
  const filter = filterOf(useSettled(choice));
  return (
    <div className="flex flex-col gap-4">
      <AuditFilters licenseId={licenseId} choice={choice} filter={filter} onChange={setChoice} />
      <Entries licenseId={licenseId} filter={filter} onClear={() => setChoice(noChoice)} />
    </div>
  );
}

type EntriesProps = {
  readonly licenseId: LicenseId;
  readonly filter: AuditFilter;
  readonly onClear: () => void;
};

function Entries({ licenseId, filter, onClear }: EntriesProps) {
  const t = useTranslations('audit');
  const { query, entries, tooManyPeople, news, showNews } = useAuditLog(licenseId, filter);
  const filtered = JSON.stringify(filter) !== JSON.stringify(noAuditFilter);
  if (query.isPending) return <Loading />;
  if (query.isLoadingError) {
    return <QueryFailure title={t('failed')} query={query} level={3} />;
  }
  return (
    <>
      {tooManyPeople && <Notice tone="info">{t('tooManyPeople')}</Notice>}
      <News
        text={filtered ? t('newsFiltered') : t('news', { count: news })}
        shown={news > 0}
        onShow={showNews}
      />
      <CallProblem title={t('outOfDate')} error={query.isRefetchError ? query.error : null} />
      {entries.length === 0 ? (
        <EmptyState
          level={3}
          icon={<ScrollText />}
          title={t('emptyTitle')}
          description={t('emptyText')}
          actions={filtered && <Button onClick={onClear}>{t('clear')}</Button>}
        />
      ) : (
        <Card>
          <ol aria-label={t('list')} className="divide-y divide-line">
            {entries.map((entry) => (
              <AuditEntryRow key={entry.seq} licenseId={licenseId} entry={entry} />
            ))}
          </ol>
        </Card>
      )}
      <CallProblem title={t('moreFailed')} error={query.isFetchNextPageError ? query.error : null} />
      {query.hasNextPage && (
        <Button
          className="self-center"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  );
}

type NewsProps = { readonly text: string; readonly shown: boolean; readonly onShow: () => void };

/** A line and not an announcement: on a busy licence it would speak all the time. */
function News({ text, shown, onShow }: NewsProps) {
  const t = useTranslations('audit');
  if (!shown) return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border border-accent-line bg-accent-soft px-4 py-2 text-accent-ink text-sm">
      <span className="tabular-nums">{text}</span>
      <Button size="small" onClick={onShow}>
        {t('showNews')}
      </Button>
    </div>
  );
}

function Loading() {
  const t = useTranslations('audit');
  return (
    <div role="status" className="flex flex-col gap-3">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {[1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} className="h-12 rounded-lg" />
      ))}
    </div>
  );
}
