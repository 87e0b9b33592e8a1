import { useCallback, useEffect, useRef } from 'react';

/** A page that is not on screen draws no frames: then things are handed on this often. In ms. */
const hiddenMs = 250;

/**
 * Hands things on at most once per frame, however many come: the first of a quiet time at once, those that follow
 * within the frame together. What is said last is not lost when the component goes: nobody is there to hear it.
 */
export function useFrames<Item>(handOn: (items: readonly Item[]) => void): (item: Item) => void {
  const state = useRef({ waiting: [] as Item[], isOpen: false, cancel: () => {} });
  const latest = useRef(handOn);
  useEffect(() => {
    latest.current = handOn;
  });
  useEffect(() => {
    const { current } = state;
    return () => {
      current.cancel();
      current.isOpen = false;
    };
  }, []);
  return useCallback((item: Item) => {
    const { current } = state;
    current.waiting.push(item);
    if (current.isOpen) return;
    const flush = () => {
      const items = current.waiting;
      current.waiting = [];
      current.isOpen = items.length > 0;
      if (items.length === 0) return;
      current.cancel = nextFrame(flush);
      latest.current(items);
    };
    flush();
  }, []);
}

/** Runs it with the next frame; returns how to take that back. */
function nextFrame(run: () => void): () => void {
  if (document.visibilityState === 'hidden') {
    const timer = setTimeout(run, hiddenMs);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(run);
  return () => cancelAnimationFrame(frame);
}
