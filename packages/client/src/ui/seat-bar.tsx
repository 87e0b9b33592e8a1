import { useId } from 'react';
import type { SeatShare } from './seat-share.ts';

type SeatBarProps = { label: string; share: SeatShare; unlimited: boolean };

/** Used is solid, reserved is striped (not by colour alone), free is the track; a line marks a limit that is passed. */
export function SeatBar({ label, share, unlimited }: SeatBarProps) {
  const stripes = useId();
  const taken = share.usedPercent + share.reservedPercent;
  return (
    <svg role="img" aria-label={label} className="block h-3 w-full overflow-hidden rounded-full">
      <defs>
        <pattern
          id={stripes}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" className="fill-accent-line" />
          <rect width="3" height="6" className="fill-accent" />
        </pattern>
        <pattern id={`${stripes}-free`} width="8" height="12" patternUnits="userSpaceOnUse">
          <circle cx="4" cy="6" r="1.25" className="fill-control" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" className="fill-pressed" />
      {unlimited && <rect width="100%" height="100%" fill={`url(#${stripes}-free)`} />}
      <rect width={`${share.usedPercent}%`} height="100%" className="fill-accent" />
      <rect
        x={`${share.usedPercent}%`}
        width={`${share.reservedPercent}%`}
        height="100%"
        fill={`url(#${stripes})`}
      />
      {share.over > 0 && (
        <>
          <rect
            x={`${share.limitPercent}%`}
            width={`${taken - share.limitPercent}%`}
            height="100%"
            className="fill-negative"
          />
          <line
            x1={`${share.limitPercent}%`}
            x2={`${share.limitPercent}%`}
            y2="100%"
            strokeWidth="3"
            className="stroke-raised"
          />
        </>
      )}
    </svg>
  );
}
