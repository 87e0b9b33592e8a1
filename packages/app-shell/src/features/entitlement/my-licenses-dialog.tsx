import { Badge, type Tone } from '@rollcall/client/ui/badge.tsx';
import { Button } from '@rollcall/client/ui/button.tsx';
import { DescriptionItem, DescriptionList } from '@rollcall/client/ui/description-list.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { SkeletonText } from '@rollcall/client/ui/skeleton.tsx';
import type { Inbox, InboxEntry } from '@rollcall/core/inbox/contract.ts';
import type { TermPhase } from '@rollcall/core/licenses/term.ts';
import { lastMomentBefore } from '@rollcall/core/licenses/term.ts';
import { BadgeCheck, KeyRound, WifiOff } from 'lucide-react';
import { useId } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { acceptedLicenses, graceEnd } from './entitlement.ts';

type MyLicensesDialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly inbox: Inbox | null;
  readonly offline: boolean;
  readonly onEnterKey: () => void;
};

/** The licenses a person is on, and those they declined. */
export function MyLicensesDialog({ open, onClose, inbox, offline, onEnterKey }: MyLicensesDialogProps) {
  const t = useTranslations('licenses');
  const accepted = acceptedLicenses(inbox);
  const declined = inbox?.entries.filter((entry) => entry.state === 'rejected') ?? [];
  const key = (
    <Button icon={<KeyRound aria-hidden="true" />} onClick={onEnterKey}>
      {t('enterKey')}
    </Button>
  );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('title')}
      description={t('description')}
      footer={accepted.length > 0 ? key : undefined}
    >
      {inbox === null ? (
        <Unknown offline={offline} />
      ) : accepted.length === 0 ? (
        <EmptyState
          level={3}
          icon={<BadgeCheck />}
          title={t('empty')}
          description={t('emptyDetail')}
          actions={key}
        />
      ) : (
        <ul aria-label={t('list')} className="flex flex-col gap-4">
          {accepted.map((entry) => (
            <li key={entry.memberId}>
              <LicenseCard entry={entry} />
            </li>
          ))}
        </ul>
      )}
      {declined.length > 0 && (
        <section aria-label={t('declinedList')} className="mt-6 border-line border-t pt-4 text-sm">
          <h3 className="font-semibold">{t('declinedList')}</h3>
          <ul className="mt-1 text-muted">
            {declined.map((entry) => (
              <li key={entry.memberId}>
                {entry.licenseName} · {entry.districtName}
              </li>
            ))}
          </ul>
          <p className="mt-2 text-muted">{t('declinedDetail')}</p>
        </section>
      )}
    </Dialog>
  );
}

const phaseTones: Readonly<Record<TermPhase, Tone>> = {
  upcoming: 'neutral',
  active: 'positive',
  grace: 'warning',
  dormant: 'negative',
};

function LicenseCard({ entry }: { readonly entry: InboxEntry }) {
  const t = useTranslations('licenses');
  const invites = useTranslations('invites');
  const format = useFormatter();
  const headingId = useId();
  const date = (instant: string | Date) => format.dateTime(new Date(instant), { dateStyle: 'long' });
  const over = entry.phase === 'grace' || entry.phase === 'dormant';
  return (
    <article aria-labelledby={headingId} className="flex flex-col gap-3 rounded-lg border border-line p-4">
      <header className="flex flex-wrap items-start justify-between gap-2">
        <h3 id={headingId} className="font-semibold text-base">
          {entry.licenseName}
        </h3>
        <Badge tone={phaseTones[entry.phase]}>{t(`phase.${entry.phase}`)}</Badge>
      </header>
      <DescriptionList>
        <DescriptionItem term={t('district')}>{entry.districtName}</DescriptionItem>
        <DescriptionItem term={t('type')}>{invites(`licenseType.${entry.licenseType}`)}</DescriptionItem>
        <DescriptionItem term={t('as')}>{invites(`userType.${entry.userType}`)}</DescriptionItem>
        {entry.acceptedAt !== null && (
          <DescriptionItem term={t('since')}>{date(entry.acceptedAt)}</DescriptionItem>
        )}
        <DescriptionItem term={t(over ? 'ended' : 'ends')}>
          {date(lastMomentBefore(new Date(entry.endsAt)))}
        </DescriptionItem>
      </DescriptionList>
      {entry.phase === 'grace' && (
        <Notice tone="warning">
          {t('grace', {
            ended: date(lastMomentBefore(new Date(entry.endsAt))),
            until: date(lastMomentBefore(graceEnd(entry))),
          })}
        </Notice>
      )}
      {entry.phase === 'dormant' && <Notice tone="warning">{t('dormant')}</Notice>}
      {entry.phase === 'upcoming' && <Notice>{t('upcoming')}</Notice>}
    </article>
  );
}

function Unknown({ offline }: { readonly offline: boolean }) {
  const t = useTranslations('licenses');
  if (offline) {
    return (
      <EmptyState
        level={3}
        icon={<WifiOff />}
        title={t('unreachable')}
        description={t('unreachableDetail')}
      />
    );
  }
  return (
    <div role="status">
      <span className="sr-only">{t('loading')}</span>
      <SkeletonText lines={4} />
    </div>
  );
}
