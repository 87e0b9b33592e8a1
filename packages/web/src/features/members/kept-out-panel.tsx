import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { ExclusionView } from '@rollcall/core/sync/contract.ts';
import { UserRoundCheck } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { PersonLines } from '../../lib/person-lines.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { useIntent } from '../../lib/use-intent.ts';
import { useWho } from '../../lib/use-who.ts';

type KeptOutPanelProps = { readonly licenseId: LicenseId; readonly onClose: () => void };

/** Everybody whom no sync and no domain brings back, each to be allowed again. */
export function KeptOutPanel({ licenseId, onClose }: KeptOutPanelProps) {
  const t = useTranslations('kept');
  const reading = api.exclusion.list.useInfiniteQuery(
    { licenseId, limit: 100 },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const people = reading.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <Dialog side open onOpenChange={(open) => !open && onClose()} title={t('title')} description={t('text')}>
      {reading.isPending ? (
        <Skeleton className="h-32 rounded-md" />
      ) : reading.isLoadingError ? (
        <QueryFailure title={t('failed')} query={reading} level={3} />
      ) : people.length === 0 ? (
        <EmptyState level={3} icon={<UserRoundCheck />} title={t('empty')} description={t('emptyText')} />
      ) : (
        <ul aria-label={t('list')} className="divide-y divide-line">
          {people.map((person) => (
            <Person key={person.key} licenseId={licenseId} person={person} />
          ))}
        </ul>
      )}
      {reading.hasNextPage && (
        <Button
          size="small"
          className="mt-3"
          busy={reading.isFetchingNextPage}
          onClick={() => void reading.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Dialog>
  );
}

type PersonProps = { readonly licenseId: LicenseId; readonly person: ExclusionView };

function Person({ licenseId, person }: PersonProps) {
  const t = useTranslations('kept');
  const { dateTime } = useFormatter();
  const utils = api.useUtils();
  const intent = useIntent();
  const who = useWho();
  const allow = api.exclusion.allowAgain.useMutation(intent);
  const { key, email, name, excludedBy, excludedAt } = person;
  const wanted = { licenseId, email: key };
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 text-sm">
          <PersonLines email={email} name={name}>
            {(first, second) => (
              <>
                <p className="font-medium wrap-anywhere">{first}</p>
                {second !== null && <p className="text-muted wrap-anywhere">{second}</p>}
              </>
            )}
          </PersonLines>
          <p className="text-muted text-xs">
            {t('by', {
              name: excludedBy,
              day: dateTime(new Date(excludedAt), { dateStyle: 'medium' }),
            })}
          </p>
        </div>
        <Button
          size="small"
          aria-label={t('allowOne', { email: who(person) })}
          busy={allow.isPending}
          onClick={() =>
            allow.mutate(
              { ...wanted, requestId: intent.idFor(wanted) },
              {
                onSuccess: () => {
                  showToast.success({ title: t('allowed', { email: who(person) }) });
                  void utils.exclusion.invalidate();
                },
              },
            )
          }
        >
          {t('allow')}
        </Button>
      </div>
      <CallProblem changes title={t('allowFailed', { email: who(person) })} error={allow.error} />
    </li>
  );
}
