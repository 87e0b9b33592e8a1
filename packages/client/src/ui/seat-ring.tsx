import type { SeatShare } from './seat-share.ts';

type SeatRingProps = { label: string; share: SeatShare; unlimited: boolean };

const arc = { cx: 24, cy: 24, r: 19, fill: 'none', pathLength: 100 } as const;

/** The same picture for small places, without stripes: the numbers stand beside it. */
export function SeatRing({ label, share, unlimited }: SeatRingProps) {
  const over = share.over > 0;
  return (
    <svg role="img" aria-label={label} viewBox="0 0 48 48" className="size-12 shrink-0 -rotate-90">
      <circle
        {...arc}
        strokeWidth="6"
        className={unlimited ? 'stroke-control' : 'stroke-pressed'}
        {...(unlimited && { strokeDasharray: '1 4' })}
      />
      <circle
        {...arc}
        strokeWidth="6"
        strokeDasharray={`${share.usedPercent + share.reservedPercent} 100`}
        className={over ? 'stroke-negative' : 'stroke-accent-line'}
      />
      <circle
        {...arc}
        strokeWidth="6"
        strokeDasharray={`${Math.min(share.usedPercent, share.limitPercent)} 100`}
        className="stroke-accent"
      />
    </svg>
  );
}
