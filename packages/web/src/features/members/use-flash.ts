import { useState } from 'react';

/**
 * The class that lets a row stand out for a moment each time it changes while it is on screen; nothing for a row as it came.
 * Two names of the same animation: an animation begins again only under another name.
 */
export function useFlash(seq: number): string | false {
  const [first] = useState(seq);
  if (seq === first) return false;
  return seq % 2 === 0 ? 'animate-changed-even' : 'animate-changed-odd';
}
