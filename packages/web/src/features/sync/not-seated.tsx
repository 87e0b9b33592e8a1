import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { ConnectionView } from '@rollcall/core/sync/contract.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';

type NotSeatedProps = { readonly licenseId: LicenseId; readonly connection: ConnectionView };

/** Whom the other system names and who is not on the licence, by name and with the reason. Nothing without anybody. */
export function NotSeated({ licenseId, connection }: NotSeatedProps) {
  const t = useTranslations('sync.notSeated');
  const [shown, setShown] = useState(false);
  const { notSeated, source } = connection;
  if (notSeated === 0) return null;
  return (
    <Card aria-labelledby="not-seated">
      <CardHeader
        level={3}
        titleId="not-seated"
        title={t('title', { count: notSeated })}
        description={t('text')}
        actions={
          <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'hide' : 'show')}
          </Button>
        }
      />
      {shown && (
        <CardBody>
          <People licenseId={licenseId} source={source} />
        </CardBody>
      )}
    </Card>
  );
}

type PeopleProps = { readonly licenseId: LicenseId; readonly source: ConnectionView['source'] };

function People({ licenseId, source }: PeopleProps) {
  const t = useTranslations();
  const reading = api.connection.notSeated.useInfiniteQuery(
    { licenseId, source, limit: 100 },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  if (reading.isPending) return <Skeleton className="h-24 rounded-md" />;
  if (reading.isLoadingError)
    return <QueryFailure level={3} title={t('sync.notSeated.failed')} query={reading} />;
  const people = reading.data.pages.flatMap((page) => page.people);
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label={t('sync.notSeated.list')} className="divide-y divide-line border-line border-y">
        {people.map((person, index) => (
          <li
            // Several may have neither name nor address; the list only ever grows at its end.
            key={index}
            className="grid gap-x-4 gap-y-0.5 py-2.5 text-sm sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_minmax(0,2fr)]"
          >
            <p className="min-w-0">
              <bdi className="block truncate font-medium">{person.name ?? t('sync.notSeated.noName')}</bdi>
              <bdi className="block truncate text-muted">{person.email ?? t('sync.notSeated.noEmail')}</bdi>
            </p>
            <bdi className="min-w-0 text-muted wrap-anywhere">{person.place}</bdi>
            <p>{t(`runOutcome.done.${person.why}`)}</p>
          </li>
        ))}
      </ul>
      <CallProblem title={t('sync.notSeated.failed')} error={reading.isFetchNextPageError && reading.error} />
      {reading.hasNextPage && (
        <Button
          size="small"
          className="self-center"
          busy={reading.isFetchingNextPage}
          onClick={() => void reading.fetchNextPage()}
        >
          {t('sync.notSeated.more')}
        </Button>
      )}
    </div>
  );
}
