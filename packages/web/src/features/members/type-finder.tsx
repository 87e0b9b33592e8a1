import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { useIdle } from '@rollcall/client/ui/use-idle.ts';
import type { LicenseId, RunId } from '@rollcall/core/ids.ts';
import { lazy, memo, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ListQuery } from '../../live/list-order.ts';

const TypeFinderDialog = lazy(async () => ({
  default: (await import('./type-finder-dialog.tsx')).TypeFinderDialog,
}));

type TypeFinderProps = {
  readonly licenseId: LicenseId;
  readonly onRun: (runId: RunId) => void;
  readonly onQuery: (query: ListQuery) => void;
};

/** Says that some people's user type looks wrong, and opens the list of them. Nothing where all look right. */
export const TypeFinder = memo(function TypeFinder({ licenseId, onRun, onQuery }: TypeFinderProps) {
  const t = useTranslations('finder');
  // It is a hint: it waits until the list itself is there.
  const isIdle = useIdle();
  const { data } = api.member.typeSuspects.useQuery(
    { licenseId },
    { enabled: isIdle, staleTime: 300_000, retry: false },
  );
  const [isOpen, setOpen] = useState(false);
  const [isDismissed, setDismissed] = useState(false);
  const groups = data?.groups ?? [];
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <>
      {count > 0 && !isDismissed && (
        <Notice
          title={t('title', { count })}
          actions={
            <Button size="small" onClick={() => setOpen(true)}>
              {t('look')}
            </Button>
          }
          onDismiss={() => setDismissed(true)}
        >
          {t('why')}
        </Notice>
      )}
      <Suspense>
        {isOpen && (
          <TypeFinderDialog
            groups={groups}
            onClose={() => setOpen(false)}
            onRun={(runId) => {
              setOpen(false);
              onRun(runId);
            }}
            onQuery={(query) => {
              setOpen(false);
              onQuery(query);
            }}
          />
        )}
      </Suspense>
    </>
  );
});
