import { SeatBar } from '@rollcall/client/ui/seat-bar.tsx';
import { seatShare } from '@rollcall/client/ui/seat-share.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { type PoolUsage, poolUsage } from '@rollcall/core/licenses/pools.ts';
import type { SeatPool } from '@rollcall/core/licenses/seats.ts';
import type { RunPlan } from '@rollcall/core/runs/contract.ts';
import { useTranslations } from 'use-intl';

type RunSeatsProps = { readonly license: LicenseView; readonly plan: RunPlan };

/** The seats of both pools as they are and as they would be. */
export function RunSeats({ license, plan }: RunSeatsProps) {
  const { counts, seatsHeld, studentSeats, staffSeats } = license;
  return (
    <div className="flex flex-col gap-6">
      <Pool
        pool="student"
        now={poolUsage('student', studentSeats, counts, seatsHeld)}
        after={plan.seatsAfter.student}
      />
      <Pool
        pool="staff"
        now={poolUsage('staff', staffSeats, counts, seatsHeld)}
        after={plan.seatsAfter.staff}
      />
    </div>
  );
}

type PoolProps = { readonly pool: SeatPool; readonly now: PoolUsage; readonly after: PoolUsage };

function Pool({ pool, now, after }: PoolProps) {
  const t = useTranslations();
  return (
    <section aria-label={t(`seats.${pool}`)} className="flex flex-col gap-3">
      <h5 className="font-medium text-sm">{t(`seats.${pool}`)}</h5>
      <Line label={t('run.seats.now')} usage={now} />
      <Line label={t('run.seats.after')} usage={after} />
    </section>
  );
}

function Line({ label, usage }: { readonly label: string; readonly usage: PoolUsage }) {
  const t = useTranslations('run.seats');
  const { total, used, reserved, free, over } = usage;
  const taken = used + reserved;
  const text =
    total === null
      ? t('takenUnlimited', { taken })
      : over > 0
        ? t('over', { taken, total, over })
        : t('taken', { taken, total, free: free ?? 0 });
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap justify-between gap-x-3 text-sm">
        <span className="text-muted">{label}</span>
        <span className={over > 0 ? 'text-negative-ink tabular-nums' : 'tabular-nums'}>{text}</span>
      </p>
      <SeatBar
        label={`${label}: ${text}`}
        share={seatShare({ total, used, reserved })}
        unlimited={total === null}
      />
    </div>
  );
}
