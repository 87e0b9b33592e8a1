import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Select } from '@rollcall/client/ui/select.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { HistoryPoint } from '@rollcall/core/licenses/history.ts';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { AnswersPicture, OpenPicture, SeatsPicture } from './history-pictures.tsx';
import { HistoryTable } from './history-table.tsx';
import { useHistory } from './use-history.ts';
import { useHistoryDay } from './use-history-day.ts';

const spans = ['30', '90', '366'] as const;

/** Seats and invitations over time. Follows what happens: the last day is as the licence is now. */
export function HistoryCard() {
  const t = useTranslations('history');
  const [span, setSpan] = useState<(typeof spans)[number]>('30');
  const { query, points } = useHistory(Number(span));
  return (
    <Card aria-labelledby="license-history">
      <CardHeader
        titleId="license-history"
        title={t('title')}
        description={t('description')}
        actions={
          <Select
            label={t('span')}
            hideLabel
            value={span}
            onChange={setSpan}
            options={spans.map((value) => ({ value, label: t(`last${value}`) }))}
          />
        }
      />
      <CardBody>
        {query.data === undefined ? (
          <Waiting query={query} />
        ) : points.length < 2 ? (
          <p className="max-w-prose text-muted text-sm">{t('empty')}</p>
        ) : (
          <Pictures key={span} points={points} />
        )}
      </CardBody>
    </Card>
  );
}

function Waiting({ query }: { readonly query: ReturnType<typeof useHistory>['query'] }) {
  const t = useTranslations('history');
  if (query.error !== null) {
    return <QueryFailure title={t('failed')} query={query} level={3} />;
  }
  return (
    <div role="status" aria-label={t('loading')} className="grid gap-6 md:grid-cols-2">
      {[1, 2, 3, 4].map((figure) => (
        <Skeleton key={figure} className="h-40" />
      ))}
    </div>
  );
}

/** The four pictures show one day in figures: the last, until another one is chosen. */
function Pictures({ points }: { readonly points: readonly HistoryPoint[] }) {
  const [picked, setPicked] = useState<number | null>(null);
  const chosen = Math.min(picked ?? points.length - 1, points.length - 1);
  const shared = { points, chosen, onChoose: setPicked };
  return (
    <div className="flex flex-col gap-6" onPointerLeave={() => setPicked(null)}>
      <DaySlider points={points} chosen={chosen} onChoose={setPicked} />
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
        <SeatsPicture pool="student" {...shared} />
        <SeatsPicture pool="staff" {...shared} />
        <OpenPicture {...shared} />
        <AnswersPicture {...shared} />
      </div>
      <HistoryTable points={points} />
    </div>
  );
}

type DaySliderProps = {
  readonly points: readonly HistoryPoint[];
  readonly chosen: number;
  readonly onChoose: (day: number) => void;
};

function DaySlider({ points, chosen, onChoose }: DaySliderProps) {
  const t = useTranslations('history');
  const day = useHistoryDay();
  const id = useId();
  const shown = day(points[chosen]?.day);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      <label htmlFor={id} className="text-muted">
        {t('shownDay')}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={points.length - 1}
        value={chosen}
        aria-valuetext={shown}
        onChange={(event) => onChoose(Number(event.target.value))}
        className="h-6 min-w-40 max-w-md flex-1 accent-accent"
      />
      <output htmlFor={id} className="min-w-28 font-medium tabular-nums">
        {shown}
      </output>
    </div>
  );
}
