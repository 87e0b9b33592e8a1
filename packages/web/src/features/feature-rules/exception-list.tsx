import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import type { PersonWithExceptions } from '@rollcall/core/features/contract.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { keepPreviousData } from '@tanstack/react-query';
import { UserRoundCog } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { PersonLines } from '../../lib/person-lines.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { ExceptionRow } from './exception-row.tsx';
import { PersonFeatures } from './person-features.tsx';

type ExceptionListProps = { readonly licenseId: LicenseId; readonly count: number };

/** Everybody who has something else than their type, to be searched, changed and taken back. */
export function ExceptionList({ licenseId, count }: ExceptionListProps) {
  const t = useTranslations('features.exceptions');
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<PersonWithExceptions | null>(null);
  const asked = useDeferredValue(search.trim());
  const counted = useRef<HTMLParagraphElement>(null);
  return (
    <Card aria-labelledby="feature-exceptions">
      <CardHeader level={3} titleId="feature-exceptions" title={t('title')} description={t('text')} />
      <CardBody className="flex flex-col gap-4">
        <p
          ref={counted}
          tabIndex={-1}
          role="status"
          className={count === 0 ? 'sr-only' : 'font-medium text-sm outline-none'}
        >
          {t('count', { count })}
        </p>
        {(count > 0 || search !== '') && (
          <TextField
            type="search"
            label={t('search')}
            placeholder={t('searchHint')}
            maxLength={200}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            className="max-w-sm"
          />
        )}
        <People
          licenseId={licenseId}
          search={asked}
          onOpen={setOpened}
          onTakenBack={() => counted.current?.focus()}
        />
      </CardBody>
      {opened !== null && (
        <PersonLines email={opened.email} name={opened.name}>
          {(first, second) => (
            <Dialog
              side
              open
              onOpenChange={(open) => !open && setOpened(null)}
              title={<span className="wrap-anywhere">{first}</span>}
              description={second === null ? undefined : <span className="wrap-anywhere">{second}</span>}
            >
              <PersonFeatures licenseId={licenseId} memberId={opened.memberId} status={opened.status} />
            </Dialog>
          )}
        </PersonLines>
      )}
    </Card>
  );
}

type PeopleProps = {
  readonly licenseId: LicenseId;
  readonly search: string;
  readonly onOpen: (person: PersonWithExceptions) => void;
  readonly onTakenBack: () => void;
};

function People({ licenseId, search, onOpen, onTakenBack }: PeopleProps) {
  const t = useTranslations('features.exceptions');
  const reading = api.feature.listPeople.useInfiniteQuery(
    { licenseId, search: search === '' ? null : search, limit: 50 },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  );
  if (reading.isPending) return <Skeleton className="h-24 rounded-md" />;
  if (reading.isLoadingError) return <QueryFailure level={3} title={t('failed')} query={reading} />;
  const people = reading.data.pages.flatMap((page) => page.people);
  if (people.length === 0) {
    return (
      <EmptyState
        level={3}
        icon={<UserRoundCog />}
        title={t(search === '' ? 'none' : 'noMatch')}
        description={t(search === '' ? 'noneText' : 'noMatchText')}
      />
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label={t('list')} className="divide-y divide-line border-line border-y">
        {people.map((person) => (
          <ExceptionRow
            key={person.memberId}
            licenseId={licenseId}
            person={person}
            onOpen={() => onOpen(person)}
            onTakenBack={onTakenBack}
          />
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
