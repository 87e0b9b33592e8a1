import { classNames } from '@rollcall/client/ui/class-names.ts';
import { StatusBadge } from '@rollcall/client/ui/status-badge.tsx';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { PersonLines } from '../../lib/person-lines.tsx';
import { useWho } from '../../lib/use-who.ts';
import { DeclineReason } from './decline-reason.tsx';
import { mailFailed } from './mail-failed.ts';
import { MemberMenu } from './member-menu.tsx';
import type { MemberRowProps } from './member-row.tsx';
import { RowMark } from './row-mark.tsx';
import { TickBox } from './tick-box.tsx';
import { useFlash } from './use-flash.ts';
import { useMemberDays } from './use-member-days.ts';

type MemberCardProps = Omit<MemberRowProps, 'columns' | 'isStop'>;

/** One person on a phone. */
export const MemberCard = memo(function MemberCard(props: MemberCardProps) {
  const { row, position, selected, mark, onIntent, onTick } = props;
  const t = useTranslations();
  const { added, shown } = useMemberDays(row);
  const who = useWho();
  return (
    <div
      className={classNames(
        'flex h-full flex-col justify-center overflow-hidden rounded-lg border border-line px-2 shadow-raised',
        selected ? 'bg-accent-soft' : mark === undefined ? 'bg-raised' : 'bg-sunken text-muted',
        useFlash(row.seq),
      )}
    >
      <div className="flex items-start gap-1">
        <TickBox
          label={t('users.select.one', { email: who(row) })}
          checked={selected}
          onTick={(_, range) => onTick(row, position, range)}
        />
        <div className="min-w-0 flex-1 pt-1">
          <PersonLines email={row.email} name={row.name}>
            {(first, second) => (
              <>
                <p className="truncate font-medium text-sm">
                  <span className={mark === 'left' ? 'line-through' : undefined}>{first}</span>
                </p>
                <p className="truncate text-muted text-sm">{second}</p>
              </>
            )}
          </PersonLines>
          <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <StatusBadge status={row.status} />
            <span className="text-sm">{t(`userType.${row.userType}`)}</span>
            {mark !== undefined && <RowMark row={row} mark={mark} />}
          </div>
          <DeclineReason row={row} className="mt-1 truncate" />
          <p className="mt-1.5 truncate text-muted text-xs">
            {/* What is news comes first: a narrow screen cuts the end. */}
            {[
              row.mail !== null && mailFailed(row.mail.state) && t('users.mailProblem'),
              row.shownOn !== null && shown !== null && t('users.shownOn', { day: shown }),
              row.shownOn === null && row.status !== 'accepted' && t('users.notShown'),
              row.addedBy === ''
                ? t('users.addedByItselfOn', { day: added })
                : t('users.addedByOn', { name: row.addedBy, day: added }),
            ]
              .filter((part) => part !== false)
              .join(' · ')}
          </p>
        </div>
        {mark !== 'left' && <MemberMenu row={row} onIntent={onIntent} />}
      </div>
    </div>
  );
});
