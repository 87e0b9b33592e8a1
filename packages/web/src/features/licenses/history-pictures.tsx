import type { HistoryPoint } from '@rollcall/core/licenses/history.ts';
import { poolUsage } from '@rollcall/core/licenses/pools.ts';
import type { SeatPool } from '@rollcall/core/licenses/seats.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { statusTotals } from '../../lib/status-totals.ts';
import { HistoryFigure } from './history-figure.tsx';
import { useHistoryDay } from './use-history-day.ts';

type PictureProps = {
  readonly points: readonly HistoryPoint[];
  readonly chosen: number;
  readonly onChoose: (day: number) => void;
};

export function usageOn(point: HistoryPoint, pool: SeatPool) {
  const seats = pool === 'staff' ? point.staffSeats : point.studentSeats;
  return poolUsage(pool, seats, point.counts, point.seatsHeld);
}

/** The seats of one pool, day by day: used, reserved, and how many there are. */
export function SeatsPicture({ pool, points, chosen, onChoose }: PictureProps & { readonly pool: SeatPool }) {
  const t = useTranslations('history');
  const seats = useTranslations('ui.seats');
  const title = useTranslations('seats')(pool);
  const { number } = useFormatter();
  const day = useHistoryDay();
  const usage = points.map((point) => usageOn(point, pool));
  const [first, last, now] = [usage[0], usage.at(-1), usage[chosen]];
  if (first === undefined || last === undefined || now === undefined) return null;
  const span = { from: day(points[0]?.day), to: day(points.at(-1)?.day) };
  const summary = t('seatsSummary', {
    title,
    ...span,
    usedBefore: first.used,
    used: last.used,
    reservedBefore: first.reserved,
    reserved: last.reserved,
    total: last.total === null ? 'none' : number(last.total),
  });
  const free =
    now.over > 0 ? { name: seats('over'), value: now.over } : { name: seats('free'), value: now.free ?? 0 };
  return (
    <HistoryFigure
      title={title}
      summary={summary}
      kind="area"
      series={[
        { name: seats('used'), tone: 'text-accent', values: usage.map(({ used }) => used) },
        { name: seats('reserved'), tone: 'text-accent-line', values: usage.map(({ reserved }) => reserved) },
      ]}
      limit={usage.map(({ total }) => total)}
      more={now.total === null ? null : free}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}

/** Invitations that waited for an answer at the end of each day. */
export function OpenPicture({ points, chosen, onChoose }: PictureProps) {
  const t = useTranslations('history');
  const day = useHistoryDay();
  const open = points.map(({ counts }) => statusTotals(counts).invited);
  const span = { from: day(points[0]?.day), to: day(points.at(-1)?.day) };
  const summary = t('openSummary', { ...span, before: open[0] ?? 0, now: open.at(-1) ?? 0 });
  return (
    <HistoryFigure
      title={t('open')}
      summary={summary}
      kind="area"
      series={[{ name: t('openShort'), tone: 'text-warning', values: open }]}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}

/** What was answered on each day. */
export function AnswersPicture({ points, chosen, onChoose }: PictureProps) {
  const t = useTranslations('history');
  const day = useHistoryDay();
  const joined = points.map((point) => point.joined);
  const declined = points.map((point) => point.declined);
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const span = { from: day(points[0]?.day), to: day(points.at(-1)?.day) };
  return (
    <HistoryFigure
      title={t('answers')}
      summary={t('answersSummary', { ...span, joined: sum(joined), declined: sum(declined) })}
      kind="bars"
      series={[
        { name: t('joined'), tone: 'text-positive', values: joined },
        { name: t('declined'), tone: 'text-negative', values: declined },
      ]}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}
