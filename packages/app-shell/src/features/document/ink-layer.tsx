import { classNames } from '@rollcall/client/ui/class-names.ts';
import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { Point, Stroke } from './marks.ts';
import { type Box, blockAt, strokePath, toParts, toPixels } from './stroke-path.ts';

type InkLayerProps = {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly strokes: readonly Stroke[];
  readonly drawing: boolean;
  readonly onStroke: (stroke: Stroke) => void;
};

/** Points nearer than this to the one before add nothing. In pixels. */
const stepPx = 1.5;

/** What was drawn by hand, over the page. With the pen in hand it takes the pointer; the keyboard goes past it. */
export function InkLayer({ boxes, strokes, drawing, onStroke }: InkLayerProps) {
  const layer = useRef<SVGSVGElement>(null);
  const [current, setCurrent] = useState<readonly Point[]>([]);

  const start = (event: PointerEvent<SVGSVGElement>) => {
    if (!drawing || !event.isPrimary || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setCurrent([pointOf(event, layer)]);
  };
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (current.length === 0 || !event.isPrimary) return;
    const next = pointOf(event, layer);
    const last = current.at(-1);
    if (last && Math.hypot(next[0] - last[0], next[1] - last[1]) < stepPx) return;
    setCurrent([...current, next]);
  };
  const end = () => {
    const first = current[0];
    const place = first === undefined ? null : blockAt(boxes, first);
    setCurrent([]);
    if (place === null) return;
    const points = current.slice(0, 4000).map((point) => toParts(point, place.box));
    onStroke({ kind: 'stroke', id: crypto.randomUUID(), blockId: place.id, points });
  };

  return (
    <svg
      ref={layer}
      aria-hidden="true"
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      // A second finger takes over to scroll: what the first has drawn until then was no stroke.
      onPointerCancel={() => setCurrent([])}
      className={classNames(
        'absolute inset-0 size-full overflow-visible',
        drawing ? 'cursor-crosshair touch-pinch-zoom' : 'pointer-events-none',
      )}
    >
      <g fill="none" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" className="stroke-accent">
        {strokes.map((stroke) => {
          const box = boxes.get(stroke.blockId);
          return box ? (
            <path key={stroke.id} d={strokePath(stroke.points.map((point) => toPixels(point, box)))} />
          ) : null;
        })}
        {current.length > 0 && <path d={strokePath(current)} />}
      </g>
    </svg>
  );
}

function pointOf(event: PointerEvent, layer: RefObject<SVGSVGElement | null>): Point {
  const corner = layer.current?.getBoundingClientRect();
  return [event.clientX - (corner?.left ?? 0), event.clientY - (corner?.top ?? 0)];
}
