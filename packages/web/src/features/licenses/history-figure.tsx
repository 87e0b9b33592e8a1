import { classNames } from '@rollcall/client/ui/class-names.ts';
import type { PointerEvent } from 'react';
import { useFormatter } from 'use-intl';
import {
  areaPath,
  bars,
  dayAt,
  type HistorySeries,
  linePath,
  pictureHeight,
  pictureWidth,
  placeOf,
  roundTop,
  stacked,
} from './history-shapes.ts';

type HistoryFigureProps = {
  readonly title: string;
  /** The picture in a sentence, for those who do not see it. */
  readonly summary: string;
  readonly kind: 'area' | 'bars';
  readonly series: readonly HistorySeries[];
  /** What the series may fill on each day; null is without end. */
  readonly limit?: readonly (number | null)[];
  /** A number of the chosen day that no series draws. */
  readonly more?: { readonly name: string; readonly value: number } | null;
  readonly chosen: number;
  readonly onChoose: (day: number) => void;
};

/** Numbers over the days as one picture, and those of the chosen day in figures. */
export function HistoryFigure(props: HistoryFigureProps) {
  const { title, summary, kind, series, limit = [], more = null, chosen, onChoose } = props;
  const { number } = useFormatter();
  const days = series[0]?.values.length ?? 0;
  const sums = stacked(series);
  const top = roundTop(Math.max(0, ...(sums.at(-1) ?? []), ...limit.map((value) => value ?? 0)));
  const choose = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    if (width > 0) onChoose(dayAt((event.clientX - left) / width, days, kind));
  };
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="font-medium text-sm">{title}</figcaption>
      <div className="flex gap-2">
        <div
          aria-hidden="true"
          className="flex w-9 flex-col justify-between text-right text-muted text-xs tabular-nums"
        >
          <span>{number(top, { notation: 'compact' })}</span>
          <span>0</span>
        </div>
        {/* The same is reached with the keyboard by the day's slider, and read from the table. */}
        <div className="relative h-28 min-w-0 flex-1" onPointerMove={choose} onPointerDown={choose}>
          <svg
            role="img"
            aria-label={summary}
            viewBox={`0 0 ${pictureWidth} ${pictureHeight}`}
            preserveAspectRatio="none"
            className="size-full overflow-visible forced-color-adjust-none"
          >
            <path
              d={`M0 0H${pictureWidth}M0 ${pictureHeight}H${pictureWidth}`}
              className="text-line"
              {...thin}
            />
            {kind === 'area' && limit.length > 0 && <LimitLine limit={limit} top={top} />}
            {series.map(({ name, tone }, index) => (
              <Shape
                key={name}
                kind={kind}
                tone={tone}
                upper={sums[index] ?? []}
                lower={sums[index - 1]}
                top={top}
              />
            ))}
          </svg>
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 w-px bg-ink/60"
            style={{ left: `${placeOf(chosen, days, kind)}%` }}
          />
        </div>
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 pl-11 text-sm">
        {series.map(({ name, tone, values }) => (
          <Entry key={name} name={name} tone={tone} value={number(values[chosen] ?? 0)} />
        ))}
        {more !== null && <Entry name={more.name} value={number(more.value)} />}
      </dl>
    </figure>
  );
}

const thin = { fill: 'none', stroke: 'currentColor', vectorEffect: 'non-scaling-stroke' } as const;

function LimitLine({ limit, top }: { readonly limit: readonly (number | null)[]; readonly top: number }) {
  return <path d={linePath(limit, top)} className="text-control" strokeDasharray="4 3" {...thin} />;
}

type ShapeProps = {
  readonly kind: 'area' | 'bars';
  readonly tone: string;
  readonly upper: readonly number[];
  readonly lower: readonly number[] | undefined;
  readonly top: number;
};

function Shape({ kind, tone, upper, lower, top }: ShapeProps) {
  if (kind === 'bars') {
    const all = bars(upper, lower, top);
    return (
      <g className={classNames('fill-current', tone)}>
        {all.map((bar) => (
          <rect key={bar.x} {...bar} />
        ))}
      </g>
    );
  }
  return (
    <g className={tone}>
      <path d={areaPath(upper, lower, top)} className="fill-current opacity-75" />
      <path d={linePath(upper, top)} {...thin} strokeWidth={1.5} />
    </g>
  );
}

function Entry({
  name,
  tone,
  value,
}: {
  readonly name: string;
  readonly tone?: string;
  readonly value: string;
}) {
  return (
    <div className="flex items-center gap-2">
      <dt className="flex items-center gap-2 text-muted">
        {tone && (
          <span
            aria-hidden="true"
            className={classNames('size-2.5 rounded-full bg-current forced-color-adjust-none', tone)}
          />
        )}
        {name}
      </dt>
      <dd className="font-medium tabular-nums">{value}</dd>
    </div>
  );
}
