import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { poolOf, poolUsage } from '@rollcall/core/licenses/pools.ts';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import type { ReactNode } from 'react';
import { useNow, useTranslations } from 'use-intl';

type LinkCountsProps = { readonly license: LicenseView; readonly view: LinkView };

/** How many have come, how many seats are left for them, and for how long it is open. */
export function LinkCounts({ license, view }: LinkCountsProps) {
  const t = useTranslations('link.count');
  const now = useNow({ updateInterval: 15_000 });
  const pool = poolOf[view.userType];
  const total = pool === 'staff' ? license.staffSeats : license.studentSeats;
  const { free } = poolUsage(pool, total, license.counts, license.seatsHeld);
  const leftS = view.expiresAt === null ? null : (new Date(view.expiresAt).getTime() - now.getTime()) / 1000;
  const over = view.hindrance !== null || (leftS !== null && leftS <= 0);
  return (
    <dl className="grid grid-cols-3 gap-px overflow-hidden rounded-md border border-line bg-line text-center">
      <Count term={t('joined')}>
        {view.maxUses === null
          ? t('joinedText', { uses: view.uses })
          : t('joinedOf', { uses: view.uses, max: view.maxUses })}
      </Count>
      <Count term={t('seats')}>{free === null ? t('unlimited') : t('seatsText', { count: free })}</Count>
      <Count term={t('ends')}>{over ? t('over') : leftS === null ? t('noEnd') : shortTime(t, leftS)}</Count>
    </dl>
  );
}

/** Rounded up, so that what is open does not have no time left. */
function shortTime(t: ReturnType<typeof useTranslations<'link.count'>>, seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return t('minutes', { count: minutes });
  const hours = Math.ceil(seconds / 3600);
  return hours < 48 ? t('hours', { count: hours }) : t('days', { count: Math.ceil(hours / 24) });
}

function Count({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5 bg-raised px-2 py-3">
      <dt className="text-muted text-xs">{term}</dt>
      <dd className="font-semibold tabular-nums">{children}</dd>
    </div>
  );
}
