import { type RefObject, useEffect, useState } from 'react';
import type { Box } from './stroke-path.ts';

/** Where each block of the page stands, and again whenever the page takes another shape. */
export function useBlockBoxes(page: RefObject<HTMLElement | null>): ReadonlyMap<string, Box> {
  const [boxes, setBoxes] = useState<ReadonlyMap<string, Box>>(new Map());
  useEffect(() => {
    const element = page.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setBoxes(measureBlocks(element)));
    observer.observe(element);
    for (const block of blocksIn(element)) observer.observe(block);
    return () => observer.disconnect();
  }, [page]);
  return boxes;
}

function blocksIn(page: HTMLElement): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>('[data-block]')];
}

/** Where each block stands at this moment, by its id. */
export function measureBlocks(page: HTMLElement): Map<string, Box> {
  const origin = page.getBoundingClientRect();
  return new Map(
    blocksIn(page).map((block) => {
      const { left, top, width, height } = block.getBoundingClientRect();
      return [block.dataset.block ?? '', { x: left - origin.left, y: top - origin.top, width, height }];
    }),
  );
}
