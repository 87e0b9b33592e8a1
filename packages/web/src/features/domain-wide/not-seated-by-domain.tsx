import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';

type NotSeatedProps = { readonly licenseId: LicenseId; readonly count: number };

/** Whom the domains would bring and for whom there was no seat, by name. Nothing without anybody. */
export function NotSeatedByDomain({ licenseId, count }: NotSeatedProps) {
  const t = useTranslations('domainWide.notSeated');
  if (count === 0) return null;
  return (
    <Card aria-labelledby="not-seated">
      <CardHeader level={3} titleId="not-seated" title={t('title', { count })} description={t('text')} />
      <CardBody>
        <People licenseId={licenseId} />
      </CardBody>
    </Card>
  );
}

function People({ licenseId }: { readonly licenseId: LicenseId }) {
  const t = useTranslations('domainWide.notSeated');
  const reading = api.domainWide.notSeated.useInfiniteQuery(
    { licenseId, limit: 50 },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  if (reading.isPending) return <Skeleton className="h-24 rounded-md" />;
  if (reading.isLoadingError) return <QueryFailure level={3} title={t('failed')} query={reading} />;
  const people = reading.data.pages.flatMap((page) => page.people);
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label={t('list')} className="divide-y divide-line border-line border-y text-sm">
        {people.map((person) => (
          <li key={`${person.place} ${person.email}`} className="grid gap-x-4 py-2.5 sm:grid-cols-2">
            <bdi className="min-w-0 truncate font-medium">{person.name ?? t('noName')}</bdi>
            <bdi className="min-w-0 truncate text-muted">{person.email}</bdi>
          </li>
        ))}
      </ul>
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
    </div>
  );
}
