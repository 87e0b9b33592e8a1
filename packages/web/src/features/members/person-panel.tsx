import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { StatusBadge } from '@rollcall/client/ui/status-badge.tsx';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { keepPreviousData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { useLicenseFeed } from '../../live/license-feed.ts';
import { DeclineReason } from './decline-reason.tsx';
import type { MemberIntent } from './member-intent.ts';
import { isDanger, useVerbText, verbIcons, verbsOf } from './member-menu.tsx';
import { PersonHistory } from './person-history.tsx';
import { PersonMail } from './person-mail.tsx';
import { PersonRemoval } from './person-removal.tsx';
import { PersonSources } from './person-sources.tsx';
import { useLatestRow } from './use-latest-row.ts';

type PersonPanelProps = {
  readonly row: MemberView;
  /** What else is known of the person. */
  readonly moreOf: (row: MemberView) => ReactNode;
  readonly onIntent: (intent: MemberIntent) => void;
  readonly onClose: () => void;
};

/** One person: why they are here, who added them, what has happened, and what removing them would do. */
export function PersonPanel({ row: opened, moreOf, onIntent, onClose }: PersonPanelProps) {
  const t = useTranslations('person');
  const words = useTranslations('users');
  const { licenseId } = useLicenseFeed();
  const verbText = useVerbText();
  const { row: told, gone } = useLatestRow(opened);
  const panel = api.member.panel.useQuery(
    { licenseId, memberId: opened.id },
    // What is told of the person makes the panel out of date; the row itself is newer than it.
    {
      staleTime: 0,
      gcTime: 0,
      placeholderData: keepPreviousData,
      enabled: !gone,
      queryHash: `panel ${told.id} ${told.seq}`,
    },
  );
  const read = panel.data?.member;
  const row = read !== undefined && read.seq > told.seq ? read : told;
  return (
    <Dialog
      side
      open
      onOpenChange={(open) => !open && onClose()}
      title={<bdi className="[overflow-wrap:anywhere]">{row.name ?? (row.email || words('noName'))}</bdi>}
      description={
        row.name === null && row.email !== '' ? undefined : (
          <bdi className="[overflow-wrap:anywhere]">{row.email || words('noEmail')}</bdi>
        )
      }
      footer={
        gone ? undefined : (
          <div className="flex flex-wrap gap-2 sm:justify-end">
            {verbsOf[row.status].map((verb) => (
              <Button
                key={verb}
                size="small"
                variant={isDanger(verb) ? 'danger' : 'secondary'}
                icon={verbIcons[verb]}
                onClick={() => onIntent({ verb, row })}
              >
                {verbText(verb)}
              </Button>
            ))}
          </div>
        )
      }
    >
      <div className="flex flex-col gap-6">
        <Facts row={row} gone={gone} />
        {panel.data !== undefined ? (
          <>
            <PersonSources sources={panel.data.sources} />
            {!gone && <PersonMail row={row} />}
            {!gone && moreOf(row)}
            {!gone && <PersonRemoval status={row.status} removal={panel.data.removal} />}
            {panel.data.history.length > 0 && <PersonHistory history={panel.data.history} />}
          </>
        ) : panel.error ? (
          <QueryFailure title={t('failed')} query={panel} level={3} />
        ) : (
          !gone && <Skeleton className="h-48 rounded-lg" />
        )}
      </div>
    </Dialog>
  );
}

function Facts({ row, gone }: { readonly row: MemberView; readonly gone: boolean }) {
  const t = useTranslations();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3 text-sm">
        {gone ? <strong>{t('person.gone')}</strong> : <StatusBadge status={row.status} />}
        <span>{t(`userType.${row.userType}`)}</span>
        {row.status !== 'rejected' && !gone && (
          <span className="text-muted">{t(`userTypeHint.${row.userType}`)}</span>
        )}
      </div>
      <DeclineReason row={row} />
    </div>
  );
}
