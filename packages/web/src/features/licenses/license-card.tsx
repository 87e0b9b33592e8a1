import { Badge } from '@rollcall/client/ui/badge.tsx';
import { classNames } from '@rollcall/client/ui/class-names.ts';
import { SeatMeter } from '@rollcall/client/ui/seat-meter.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { poolUsage } from '@rollcall/core/licenses/pools.ts';
import { Link } from '@tanstack/react-router';
import { CalendarClock } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { statusTotals } from '../../lib/status-totals.ts';
import { PhaseBadge } from './phase-badge.tsx';
import { useTermText } from './term-text.ts';

/** A licence at a glance: what it is, how long it lasts, its seats, and who has answered. */
export function LicenseCard({ license }: { readonly license: LicenseView }) {
  const t = useTranslations();
  const term = useTermText(license);
  const staff = poolUsage('staff', license.staffSeats, license.counts, license.seatsHeld);
  const student = poolUsage('student', license.studentSeats, license.counts, license.seatsHeld);
  return (
    <article className="relative flex h-full flex-col rounded-lg border border-line bg-raised p-5 shadow-raised transition-colors hover:border-control">
      <header className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="font-semibold text-lg leading-6">
            <Link
              to="/licenses/$licenseId"
              params={{ licenseId: license.id }}
              className="rounded-sm after:absolute after:inset-0 after:rounded-lg"
            >
              {license.name}
            </Link>
          </h3>
          <p className="mt-0.5 text-muted text-sm">{t(`license.typeLong.${license.type}`)}</p>
        </div>
        <PhaseBadge phase={license.phase} />
      </header>
      <div className="mt-4 grid grid-cols-1 gap-x-4 gap-y-3 min-[26rem]:grid-cols-2">
        <SeatMeter appearance="ring" pool={t('seats.staffShort')} {...staff} />
        <SeatMeter appearance="ring" pool={t('seats.studentShort')} {...student} />
      </div>
      <footer className="mt-auto flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-4">
        <StatusCounts license={license} />
        <p
          className={classNames(
            'inline-flex items-center gap-1.5 text-sm',
            term.isEnding ? 'font-semibold text-warning-ink' : 'text-muted',
          )}
        >
          {term.isEnding && <CalendarClock aria-hidden="true" className="size-4" />}
          {term.left}
        </p>
      </footer>
    </article>
  );
}

function StatusCounts({ license }: { readonly license: LicenseView }) {
  const t = useTranslations('licenses');
  const { accepted, invited, rejected } = statusTotals(license.counts);
  if (accepted + invited + rejected === 0) return <p className="text-muted text-sm">{t('nobody')}</p>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      <li>
        <Badge tone="positive">{t('status.accepted', { count: accepted })}</Badge>
      </li>
      {invited > 0 && (
        <li>
          <Badge tone="warning">{t('status.invited', { count: invited })}</Badge>
        </li>
      )}
      {rejected > 0 && (
        <li>
          <Badge tone="negative">{t('status.rejected', { count: rejected })}</Badge>
        </li>
      )}
    </ul>
  );
}
