/** One kind of thing that is drawn, lowest first: its number on each day. */
export interface HistorySeries {
  readonly name: string;
  /** The colour, as a class that sets `color`; the picture fills with it. */
  readonly tone: string;
  readonly values: readonly number[];
}

/** The picture's own measures: it is stretched to the room there is, lines keep their width. */
export const pictureWidth = 1000;
export const pictureHeight = 100;

/** The least round number that all of it fits under. */
export function roundTop(highest: number): number {
  if (highest <= 4) return 4;
  const step = 10 ** Math.floor(Math.log10(highest));
  const top = [1, 1.5, 2, 3, 4, 5, 8, 10].find((times) => times * step >= highest) ?? 10;
  return Math.ceil(top * step);
}

/** What each series ends at on each day when they stand on each other: the last is the sum. */
export function stacked(series: readonly HistorySeries[]): number[][] {
  const sums: number[][] = [];
  for (const { values } of series) {
    const below = sums.at(-1);
    sums.push(values.map((value, day) => value + (below?.[day] ?? 0)));
  }
  return sums;
}

const x = (day: number, days: number) => (days < 2 ? 0 : (day / (days - 1)) * pictureWidth);
const y = (value: number, top: number) => pictureHeight - (value / top) * pictureHeight;
const at = (value: number) => String(Math.round(value * 100) / 100);

/** A line over the days; a gap where there is no number. */
export function linePath(values: readonly (number | null)[], top: number): string {
  let pen = 'M';
  let path = '';
  values.forEach((value, day) => {
    if (value === null) {
      pen = 'M';
      return;
    }
    path += `${pen}${at(x(day, values.length))} ${at(y(value, top))}`;
    pen = 'L';
  });
  return path;
}

/** The ground between two lines. `lower` may be missing: then it reaches down to nothing. */
export function areaPath(
  upper: readonly number[],
  lower: readonly number[] | undefined,
  top: number,
): string {
  const back = upper.map((_, day) => lower?.[day] ?? 0).reverse();
  const wayBack = back.map(
    (value, index) => `L${at(x(back.length - 1 - index, back.length))} ${at(y(value, top))}`,
  );
  return `${linePath(upper, top)}${wayBack.join('')}Z`;
}

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A bar for each day with a number, standing on `lower`. */
export function bars(upper: readonly number[], lower: readonly number[] | undefined, top: number): Bar[] {
  const room = pictureWidth / upper.length;
  return upper.flatMap((value, day) => {
    const from = lower?.[day] ?? 0;
    if (value <= from) return [];
    const height = ((value - from) / top) * pictureHeight;
    return [{ x: day * room + room * 0.15, y: y(value, top), width: room * 0.7, height }];
  });
}

/** Where a day is, in percent of the width; days of bars have room around them. */
export function placeOf(day: number, days: number, kind: 'area' | 'bars'): number {
  if (kind === 'bars') return ((day + 0.5) / days) * 100;
  return x(day, days) / (pictureWidth / 100);
}

/** The day at a place from 0 to 1 of the width. */
export function dayAt(place: number, days: number, kind: 'area' | 'bars'): number {
  const day = kind === 'bars' ? Math.floor(place * days) : Math.round(place * (days - 1));
  return Math.min(Math.max(day, 0), days - 1);
}
