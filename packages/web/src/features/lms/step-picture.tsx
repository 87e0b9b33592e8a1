import type { ReactNode } from 'react';
import type { SetUpStep } from './lms-standing.ts';

/** A drawing of a step, for the eye only: the words beside it say the same. */
export function StepPicture({ step }: { readonly step: SetUpStep }) {
  return (
    <svg
      viewBox="0 0 160 88"
      aria-hidden="true"
      className="h-auto w-full max-w-44 fill-none stroke-[1.75] stroke-muted [stroke-linecap:round] [stroke-linejoin:round]"
    >
      {drawings[step]}
    </svg>
  );
}

const accent = 'stroke-accent-ink';
const filled = 'fill-accent-soft stroke-accent-ink';

/** A window of a browser: its frame and its bar. */
function Window({
  x,
  width,
  children,
}: {
  readonly x: number;
  readonly width: number;
  readonly children?: ReactNode;
}) {
  return (
    <g transform={`translate(${x} 10)`}>
      <rect width={width} height="68" rx="6" className="fill-raised" />
      <path d={`M0 14h${width}`} />
      <path d="M7 7h.01M13 7h.01M19 7h.01" />
      {children}
    </g>
  );
}

function Person({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`} className={filled}>
      <circle cx="8" cy="5" r="5" />
      <path d="M0 22a8 8 0 0 1 16 0z" />
    </g>
  );
}

const drawings: Readonly<Record<SetUpStep, ReactNode>> = {
  register: (
    <>
      <Window x={2} width={62}>
        <path d="M12 28h38M12 40h26M12 52h32" />
      </Window>
      <Window x={96} width={62}>
        <rect x="16" y="26" width="30" height="30" rx="8" className={filled} />
        <path d="m24 41 5 5 9-10" className={accent} />
      </Window>
      <path d="M70 38h20m-6-6 6 6-6 6M90 54H70m6-6-6 6 6 6" className={accent} />
    </>
  ),
  allow: (
    <>
      <Window x={2} width={72}>
        <path d="M36 22 14 34h44zM18 34v18M29 34v18M43 34v18M54 34v18M12 56h48" />
      </Window>
      <path d="M82 44h18m-6-6 6 6-6 6" className={accent} />
      <circle cx="130" cy="44" r="22" className={filled} />
      <path d="m120 44 7 8 14-15" className={accent} />
    </>
  ),
  place: (
    <Window x={20} width={120}>
      <path d="M12 24h50M12 58h40" />
      <rect x="10" y="32" width="100" height="18" rx="4" className={filled} />
      <path d="M18 41h10M23 36v10" className={accent} />
      <path d="M36 41h52" className={accent} />
    </Window>
  ),
  open: (
    <>
      <Person x={6} y={10} />
      <Person x={6} y={50} />
      <Person x={32} y={30} />
      <path d="M58 44h20m-6-6 6 6-6 6" className={accent} />
      <Window x={86} width={72}>
        <path d="M12 28h48M12 38h48M12 48h30" />
        <path d="m44 56 12-12 5 5-12 12-7 2z" className={filled} />
      </Window>
    </>
  ),
};
