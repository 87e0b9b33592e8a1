import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { classNames } from './class-names.ts';
import { SeatBar } from './seat-bar.tsx';
import { SeatRing } from './seat-ring.tsx';
import { type SeatCounts, seatShare } from './seat-share.ts';

type SeatMeterProps = SeatCounts & { pool: string; appearance?: 'bar' | 'ring' };

/** A picture of the seats of one pool, and the same in numbers. */
export function SeatMeter({ pool, total, used, reserved, appearance = 'bar' }: SeatMeterProps) {
  const t = useTranslations('ui.seats');
  const { number } = useFormatter();
  const taken = used + reserved;
  const share = seatShare({ total, used, reserved });
  const label = usePictureText({ pool, total, used, reserved, over: share.over, free: share.free });
  const unlimited = total === null;
  const picture = { label, share, unlimited };
  const summary = total === null ? t('takenUnlimited', { taken }) : t('taken', { taken, total });
  if (appearance === 'ring') {
    return (
      <div className="flex items-center gap-3">
        <SeatRing {...picture} />
        <div className="min-w-0 text-sm">
          <p className="font-medium">{pool}</p>
          <p className="text-muted tabular-nums">{summary}</p>
        </div>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-medium text-sm">{pool}</h3>
        <p className="text-muted text-sm tabular-nums">{summary}</p>
      </div>
      <SeatBar {...picture} />
      <dl className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
        <LegendEntry swatch={unlimited ? undefined : 'bg-accent'} term={t('used')} count={number(used)} />
        <LegendEntry
          swatch={unlimited ? undefined : 'swatch-striped'}
          term={t('reserved')}
          count={number(reserved)}
        />
        {total !== null && share.over === 0 && (
          <LegendEntry
            swatch="bg-pressed ring-1 ring-control ring-inset"
            term={t('free')}
            count={number(share.free)}
          />
        )}
        {share.over > 0 && (
          <LegendEntry
            swatch="bg-negative"
            term={
              <span className="inline-flex items-center gap-1 font-medium text-negative-ink">
                <TriangleAlert aria-hidden="true" className="size-3.5" />
                {t('over')}
              </span>
            }
            count={number(share.over)}
          />
        )}
      </dl>
    </div>
  );
}

function LegendEntry({
  swatch,
  term,
  count,
}: {
  swatch: string | undefined;
  term: ReactNode;
  count: string;
}) {
  return (
    <div className="flex items-center gap-2">
      <dt className="flex items-center gap-2 text-muted">
        {swatch && (
          <span
            aria-hidden="true"
            className={classNames('size-2.5 rounded-full forced-color-adjust-none', swatch)}
          />
        )}
        {term}
      </dt>
      <dd className="font-medium tabular-nums">{count}</dd>
    </div>
  );
}

function usePictureText(counts: SeatCounts & { pool: string; over: number; free: number }): string {
  const t = useTranslations('ui.seats');
  const { pool, total, used, reserved, over, free } = counts;
  if (total === null) return t('pictureUnlimited', { pool, used, reserved });
  if (over > 0) return t('pictureOver', { pool, used, reserved, total, over });
  return t('picture', { pool, used, reserved, free, total });
}
