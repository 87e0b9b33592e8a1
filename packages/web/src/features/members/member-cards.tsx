import { classNames } from '@rollcall/client/ui/class-names.ts';
import { StatusBadge } from '@rollcall/client/ui/status-badge.tsx';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { memo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { DeclineReason } from './decline-reason.tsx';
import type { MemberIntent } from './member-intent.ts';
import type { MemberListProps } from './member-list-props.ts';
import { MemberMenu } from './member-menu.tsx';
import { MoreRows } from './more-rows.tsx';
import { useMemberDays } from './use-member-days.ts';
import { useRowWindow } from './use-row-window.ts';

const cardHeightPx = 112;

/** The user list on a phone: one card per person, all that the table says. */
export function MemberCards(props: MemberListProps) {
  const { rows, total, recent, onIntent } = props;
  const t = useTranslations('users');
  const list = useRef<HTMLUListElement>(null);
  const { virtualizer, top, focusHandlers } = useRowWindow({
    ...props,
    list,
    estimatePx: cardHeightPx,
    moreFailed: Boolean(props.moreError),
  });
  const items = virtualizer.getVirtualItems();
  return (
    <div>
      <ul
        ref={list}
        {...focusHandlers}
        aria-label={t('heading')}
        className="relative [overflow-anchor:none]"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <li
                key={row.id}
                ref={virtualizer.measureElement}
                data-index={item.index}
                data-member={row.id}
                aria-posinset={item.index + 1}
                aria-setsize={total}
                className="absolute inset-x-0 top-0 pb-2.5"
                style={{ transform: `translateY(${item.start - top}px)` }}
              >
                <MemberCard row={row} changed={recent.has(row.id)} onIntent={onIntent} />
              </li>
            )
          );
        })}
      </ul>
      <MoreRows loading={props.loadingMore} error={props.moreError} onRetry={props.onMore} />
    </div>
  );
}

type MemberCardProps = {
  readonly row: MemberView;
  readonly changed: boolean;
  readonly onIntent: (intent: MemberIntent) => void;
};

const MemberCard = memo(function MemberCard({ row, changed, onIntent }: MemberCardProps) {
  const t = useTranslations();
  const { added, shown } = useMemberDays(row);
  return (
    <div
      className={classNames(
        'rounded-lg border border-line p-3.5 pr-2 shadow-raised transition-colors duration-700',
        changed ? 'bg-accent-soft' : 'bg-raised',
      )}
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium text-sm">
            <bdi>{row.name ?? row.email}</bdi>
          </p>
          {row.name !== null && (
            <p className="truncate text-muted text-sm">
              <bdi>{row.email}</bdi>
            </p>
          )}
        </div>
        <MemberMenu row={row} onIntent={onIntent} />
      </div>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 pr-2">
        <StatusBadge status={row.status} />
        <span className="text-sm">{t(`userType.${row.userType}`)}</span>
      </div>
      <DeclineReason row={row} className="mt-1.5 pr-2" />
      <p className="mt-1.5 pr-2 text-muted text-xs">
        {t('users.addedByOn', { name: row.addedBy, day: added })}
        {row.shownOn !== null && shown !== null && ` · ${t('users.shownOn', { day: shown })}`}
        {row.shownOn === null && row.status !== 'accepted' && ` · ${t('users.notShown')}`}
      </p>
    </div>
  );
});
