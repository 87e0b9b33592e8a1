import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';

type NotSeatedInClassProps = { readonly licenseId: LicenseId; readonly count: number };

/** Students who came by an assignment, or are in its class, and are not on the licence: who, why, and the way out. */
export function NotSeatedInClass({ licenseId, count }: NotSeatedInClassProps) {
  const t = useTranslations('assignments.notSeated');
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
  const t = useTranslations();
  const reading = api.lms.notSeated.useInfiniteQuery(
    { licenseId, limit: 50 },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  if (reading.isPending) return <Skeleton className="h-24 rounded-md" />;
  if (reading.isLoadingError)
    return <QueryFailure level={3} title={t('assignments.notSeated.failed')} query={reading} />;
  const people = reading.data.pages.flatMap((page) => page.people);
  return (
    <div className="flex flex-col gap-3">
      <ul
        aria-label={t('assignments.notSeated.list')}
        className="divide-y divide-line border-line border-y text-sm"
      >
        {people.map((person, index) => (
          <li
            // Several may have neither name nor address; the list only ever grows at its end.
            key={index}
            className="grid gap-x-4 gap-y-0.5 py-2.5 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_minmax(0,2fr)]"
          >
            <p className="min-w-0">
              <bdi className="block truncate font-medium">
                {person.name ?? t('assignments.notSeated.noName')}
              </bdi>
              <bdi className="block truncate text-muted">
                {person.email ?? t('assignments.notSeated.noEmail')}
              </bdi>
            </p>
            <bdi className="min-w-0 text-muted wrap-anywhere">{person.assignmentTitle}</bdi>
            <p>{t(`runOutcome.done.${person.why}`)}</p>
          </li>
        ))}
      </ul>
      <CallProblem
        title={t('assignments.notSeated.failed')}
        error={reading.isFetchNextPageError && reading.error}
      />
      {reading.hasNextPage && (
        <Button
          size="small"
          className="self-center"
          busy={reading.isFetchingNextPage}
          onClick={() => void reading.fetchNextPage()}
        >
          {t('assignments.notSeated.more')}
        </Button>
      )}
      {people.some(({ why }) => why === 'excluded') && (
        <p className="text-sm">
          {t('assignments.notSeated.excluded')}{' '}
          <Link to="/licenses/$licenseId/users" params={{ licenseId }} className={textLinkClasses}>
            {t('assignments.notSeated.users')}
          </Link>
        </p>
      )}
    </div>
  );
}
