import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { DomainLogEntry } from '@rollcall/core/domains/contract.ts';
import type { DomainId } from '@rollcall/core/ids.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';

/** What happened to the district's domains, newest first. */
export function DomainLog({ beside }: { readonly beside: DomainId }) {
  const t = useTranslations('domains.log');
  const reading = api.domain.log.useInfiniteQuery(
    { beside, limit: 20 },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const entries = reading.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Card aria-labelledby={`log-${beside}`}>
      <CardHeader level={3} titleId={`log-${beside}`} title={t('title')} />
      <CardBody className="flex flex-col gap-3">
        {reading.isPending && <Skeleton className="h-20 rounded-md" />}
        {reading.isLoadingError && <QueryFailure level={3} title={t('failed')} query={reading} />}
        {reading.isSuccess && entries.length === 0 && <p className="text-muted text-sm">{t('empty')}</p>}
        {entries.length > 0 && (
          <ul aria-label={t('list')} className="divide-y divide-line text-sm">
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </ul>
        )}
        <CallProblem title={t('failed')} error={reading.isFetchNextPageError && reading.error} />
        {reading.hasNextPage && (
          <Button
            size="small"
            className="self-center"
            busy={reading.isFetchingNextPage}
            onClick={() => void reading.fetchNextPage()}
          >
            {t('more')}
          </Button>
        )}
      </CardBody>
    </Card>
  );
}

function Line({ entry }: { readonly entry: DomainLogEntry }) {
  const { dateTime } = useFormatter();
  const text = useLogText();
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2.5 first:pt-0 last:pb-0">
      <p className="min-w-0 flex-1 basis-64 wrap-anywhere">{text(entry)}</p>
      <time dateTime={entry.at} className="text-muted">
        {dateTime(new Date(entry.at), { dateStyle: 'medium', timeStyle: 'short' })}
      </time>
    </li>
  );
}

function useLogText(): (entry: DomainLogEntry) => string {
  const t = useTranslations('domains.log');
  return ({ action, by, domain, licenseName, setting, mail }) => {
    const words = {
      by: by.kind === 'person' ? by.name : t(by.kind),
      domain: domain ?? '',
      license: licenseName ?? '',
    };
    if (action === 'setting_changed') return t(`action.setting_changed.${setting ?? 'all_addresses'}`, words);
    if (action === 'mail_changed') return t(`action.mail_changed.${mail ?? 'off'}`, words);
    return t(`action.${action}`, words);
  };
}
