import type { Point } from './marks.ts';

/** Where a block stands on the page, in pixels from the page's corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function toPixels([x, y]: Point, box: Box): Point {
  return [box.x + x * box.width, box.y + y * box.height];
}

/** As parts of the box; four digits are finer than a pixel and keep the store small. */
export function toParts([x, y]: Point, box: Box): Point {
  return [round((x - box.x) / box.width), round((y - box.y) / box.height)];
}

function round(part: number): number {
  return Math.round(part * 10_000) / 10_000;
}

/** A smooth line through the points: each is the control point of a curve between the middles. A tap is a dot. */
export function strokePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  if (rest.length === 0) return `M${at(first)}h0.01`;
  let path = `M${at(first)}`;
  let previous = first;
  for (const next of rest) {
    path += `Q${at(previous)} ${at([(previous[0] + next[0]) / 2, (previous[1] + next[1]) / 2])}`;
    previous = next;
  }
  return `${path}L${at(previous)}`;
}

function at([x, y]: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

/** The block that a point is in, or the nearest one above or below. */
export function blockAt(boxes: ReadonlyMap<string, Box>, [, y]: Point): { id: string; box: Box } | null {
  let nearest: { id: string; box: Box; distance: number } | null = null;
  for (const [id, box] of boxes) {
    const distance = Math.max(box.y - y, y - (box.y + box.height), 0);
    if (nearest === null || distance < nearest.distance) nearest = { id, box, distance };
  }
  return nearest;
}
